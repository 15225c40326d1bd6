package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Two replicas on one database, and senders that know no patience.
class ConcurrencyTest {

    private static final String DATABASE = TestPostgres.freshDatabase();
    private static final TestRedis REDIS = TestRedis.started();
    private static RunningService one;
    private static RunningService other;

    @BeforeAll
    static void start() {
        one = RunningService.start(DATABASE, REDIS);
        other = RunningService.start(DATABASE, REDIS);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        REDIS.close();
    }

    @RepeatedTest(3)
    void aHundredDeliveriesOfOneEventStoreItOnceAndAllGetTheSameAnswer() throws Exception {
        var callId = newCallId();

        var answers = atOnce(100, i -> replica(i).post(Api.initiated(callId)));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 200);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers.stream().map(Answer::body).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(events(callId)).isEqualTo(1);
        assertThat(count("select count(*) from calls where id = ?", callId)).isEqualTo(1);
    }

    @RepeatedTest(3)
    void aHundredDeliveriesUnderOneIdStoreItOnce() throws Exception {
        var callId = newCallId();
        one.api.post(Api.initiated(callId));

        var answers = atOnce(100, i -> replica(i).post(Api.answered(callId, 5), Map.of("Idempotency-Key", "key-1")));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers.stream().map(Answer::body).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(events(callId)).isEqualTo(2);
    }

    @Test
    void differentEventsAtOnceLeaveALegalHistory() throws Exception {
        var callId = newCallId();
        one.api.post(Api.initiated(callId));
        var bodies = List.of(
                Api.routed(callId, "a"),
                Api.routed(callId, "b"),
                Api.answered(callId, 5),
                Api.hold(callId, 3),
                Api.resumed(callId),
                Api.retransfer(callId),
                Api.ended(callId, "completed", 50));

        var answers = atOnce(70, i -> replica(i).post(bodies.get(i % bodies.size())));

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 201, 422);
        var sequences = one.sql.queryForList(
                "select sequence from call_events where call_id = ? order by sequence", Integer.class, callId);
        assertThat(sequences)
                .isEqualTo(IntStream.rangeClosed(1, sequences.size()).boxed().toList());
        var stored = new HashSet<>(answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.body().path("sequence").asInt())
                .toList());
        assertThat(stored).hasSize(sequences.size() - 1);
        assertThat(one.api.get("/api/calls/" + callId).body().path("sequence").asInt())
                .isEqualTo(sequences.size());
    }

    @Test
    void callsThatBeginTogetherOnBothReplicasAllBegin() throws Exception {
        var ids = IntStream.range(0, 60).mapToObj(i -> newCallId()).toList();

        // Each call is begun on both replicas, in opposite orders, which would lock in a circle if order were not kept.
        var answers = atOnce(
                120,
                i -> i < 60
                        ? one.api.post(Api.initiated(ids.get(i)))
                        : other.api.post(Api.initiated(ids.get(119 - i))));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(ids).allSatisfy(id -> assertThat(events(id)).isEqualTo(1));
    }

    private static Api replica(int i) {
        return i % 2 == 0 ? one.api : other.api;
    }

    private static int events(String callId) {
        return count("select count(*) from call_events where call_id = ?", callId);
    }

    private static int count(String query, String callId) {
        return one.sql.queryForObject(query, Integer.class, callId);
    }

    private interface Numbered {
        Answer send(int number);
    }

    private static List<Answer> atOnce(int times, Numbered sender) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, times)
                    .<Callable<Answer>>mapToObj(i -> () -> sender.send(i))
                    .toList();
            return threads.invokeAll(tasks).stream()
                    .map(done -> {
                        try {
                            return done.get();
                        } catch (InterruptedException | ExecutionException failed) {
                            throw new AssertionError("A sender got no answer", failed);
                        }
                    })
                    .toList();
        }
    }
}
