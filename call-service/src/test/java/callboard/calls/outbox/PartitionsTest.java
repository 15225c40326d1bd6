package callboard.calls.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.contracts.Partitions;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The outbox is drained by partition, and the partitions are spread over the replicas that live.
class PartitionsTest {

    private final String database = TestPostgres.freshDatabase();
    private final TestRedis redis = TestRedis.started();
    private final List<RunningService> replicas = new ArrayList<>();

    @AfterEach
    void stop() {
        replicas.forEach(RunningService::close);
        redis.close();
    }

    @Test
    void aCallIsInTheSamePartitionInJavaAndInTheDatabaseAndTheyAreEvenlyFilled() {
        var service = replica();
        var random = new Random(39);
        var ids = Stream.concat(
                        Stream.of("", "call-1", "llamada-ñ", "呼叫-😀"),
                        Stream.generate(() -> "call-" + Long.toString(random.nextLong(), 36))
                                .limit(64_000))
                .toArray(String[]::new);

        var stored = service.sql.query(
                "select outbox_partition(id) from unnest(?::text[]) with ordinality as given (id, place) order by place",
                (row, _) -> row.getInt(1),
                (Object) ids);

        assertThat(stored).isEqualTo(Stream.of(ids).map(Partitions::of).toList());
        var filled = new int[Partitions.COUNT];
        stored.forEach(partition -> filled[partition]++);
        assertThat(filled).hasSize(64);
        assertThat(IntStream.of(filled).boxed())
                .allSatisfy(calls -> assertThat(calls).isBetween(850, 1150));
    }

    @Test
    void everyReplicaThatLivesHasItsShareAndOneDoesWhatOnlyOneMayDo() {
        var one = replica();
        await().until(() -> held(one) == 64);
        assertThat(one.bean(OutboxRelay.class).leads()).isTrue();
        var two = replica();
        var three = replica();

        await().until(() -> spread().equals(List.of(21, 21, 22)));
        assertThat(replicas.stream()
                        .filter(replica -> replica.bean(OutboxRelay.class).leads()))
                .hasSize(1);
        assertThat(one.sql.queryForObject("select count(distinct relay) from outbox_partitions", Integer.class))
                .isEqualTo(3);

        two.bean(OutboxRelay.class).stop();
        await().until(() -> held(one) == 32 && held(three) == 32);
        one.bean(OutboxRelay.class).stop();
        await().until(() -> held(three) == 64);
        assertThat(three.bean(OutboxRelay.class).leads()).isTrue();
    }

    @Test
    void whatADeadReplicaHeldIsSharedSoonAfterItsLastWord() {
        var one = replica();
        var other = replica();
        // A third that says it lives, takes its share, and is never heard again.
        one.sql.update("""
                insert into outbox_relays
                values ('dead', clock_timestamp() + interval '%d milliseconds')""".formatted(lease(one).toMillis()));
        await().until(() -> held(one) + held(other) < Partitions.COUNT);
        one.sql.update("update outbox_partitions set relay = 'dead' where relay is null");
        long begun = System.nanoTime();
        // Its last word.
        one.sql.update("""
                update outbox_relays set until = clock_timestamp() + interval '%d milliseconds'
                where relay = 'dead'""".formatted(lease(one).toMillis()));

        await().atMost(Duration.ofSeconds(15)).until(() -> held(one) == 32 && held(other) == 32);

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("it is waited for")
                .isGreaterThan(Duration.ofSeconds(3));
        // A busy machine may be late by itself. A relay looks as often as this, and at once takes its share.
        assertThat(lease(one).plus(PartitionLeases.beat(lease(one)))).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    /// Replicas come and go while calls go on: each call is heard whole and in order, whoever publishes it.
    @Test
    void theOrderOfACallHoldsWhilePartitionsMove() {
        var one = replica();
        var two = replica();
        await().until(() -> spread().equals(List.of(32, 32)));
        var calls = IntStream.range(0, 100)
                .mapToObj(_ -> RunningService.newCallId())
                .toList();
        try (var listener = new Listener(redis)) {
            for (int round = 0; round < 4; round++) {
                var third = round % 2 == 0 ? replica() : replicas.removeLast();
                for (int n = 1; n <= 5; n++) {
                    for (int i = 0; i < calls.size(); i++) {
                        var event = round == 0 && n == 1
                                ? Api.initiated(calls.get(i))
                                : Api.routed(calls.get(i), "agent_%d_%d".formatted(round, n));
                        (i % 2 == 0 ? one : two).api.post(event);
                    }
                    if (n == 2 && round % 2 == 1) {
                        third.close();
                    }
                }
            }
            var whole = IntStream.rangeClosed(1, 20).boxed().toList();

            await().until(() ->
                    calls.stream().allMatch(call -> listener.sequences(call).contains(20)));
            assertThat(calls)
                    .allSatisfy(
                            call -> assertThat(listener.sequences(call).stream().distinct())
                                    .containsExactlyElementsOf(whole));
        }
        assertThat(one.sql.queryForObject("select max(term) from outbox_partitions", Long.class))
                .as("how often partitions moved")
                .isGreaterThan(2);
    }

    /// During an upgrade: earlier versions publish alone, by a lease for all.
    @Test
    void nothingIsPublishedWhileAReplicaOfAnEarlierVersionDoesSo() {
        var service = replica();
        await().until(() -> held(service) == 64);
        service.sql.update("update outbox_lease set holder = 'earlier', until = now() + interval '1 hour'");
        await().until(() -> held(service) == 0);
        assertThat(service.bean(OutboxRelay.class).leads()).isFalse();
        service.api.post(Api.initiated(RunningService.newCallId()));
        assertThat(service.bean(OutboxRelay.class).drainOnce()).isZero();

        // As an earlier version leaves.
        service.sql.update("delete from outbox_lease where holder = 'earlier'");
        await().until(() -> held(service) == 64);
        await().until(() -> service.sql.queryForObject("select count(*) from outbox", Integer.class) == 0);
    }

    private RunningService replica() {
        var started = RunningService.start(database, redis);
        replicas.add(started);
        return started;
    }

    private List<Integer> spread() {
        return replicas.stream().map(PartitionsTest::held).sorted().toList();
    }

    private static int held(RunningService service) {
        return service.bean(PartitionLeases.class).held();
    }

    private static Duration lease(RunningService service) {
        return service.bean(OutboxProperties.class).lease();
    }
}
