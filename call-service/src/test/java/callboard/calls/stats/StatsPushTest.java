package callboard.calls.stats;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.outbox.OutboxRelay;
import callboard.contracts.Channels;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatsPushTest {

    private final String database = TestPostgres.freshDatabase();
    private final TestRedis redis = TestRedis.started();
    private final RedisClient client = RedisClient.create("redis://" + redis.host() + ":" + redis.port());
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();

    StatsPushTest() {
        listen();
    }

    private void listen() {
        var connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                heard.add(JsonMapper.shared().readTree(message));
            }
        });
        connection.sync().subscribe(Channels.CALL_STATS);
    }

    @AfterEach
    void stop() {
        client.shutdown();
        redis.close();
    }

    @Test
    void whatIsPushedIsWhatIsReadAndOnlyWhenItChanged() {
        try (var service = pushedByHand()) {
            await().until(() -> service.bean(OutboxRelay.class).leads());
            service.api.post(Api.initiated(newCallId()));
            push(service);
            await().until(() -> heard.size() == 1);
            var pushed = heard.getFirst();
            var read = service.api.get("/api/stats").body();
            assertThat(pushed.path("queues")).isEqualTo(read.path("queues"));
            assertThat(pushed.path("all").path("waiting").asInt()).isEqualTo(1);
            assertThat(pushed.path("window").asString()).isEqualTo("15m");
            assertThat(pushed.path("timestamp").asString()).isNotEmpty();

            push(service);
            push(service);
            service.api.post(Api.initiated(newCallId()));
            push(service);
            // Messages of one connection arrive in order: had the two in between been sent, they would be here.
            await().until(() -> heard.stream()
                    .anyMatch(view -> view.path("all").path("offered").asInt() == 2));
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void oneOfTwoReplicasPushesAndTheOtherTakesOver() {
        try (var one = pushedByHand();
                var other = pushedByHand()) {
            await().until(() -> one.bean(OutboxRelay.class).leads()
                    || other.bean(OutboxRelay.class).leads());
            assertThat(one.bean(OutboxRelay.class).leads())
                    .isNotEqualTo(other.bean(OutboxRelay.class).leads());
            one.api.post(Api.initiated(newCallId()));
            push(one);
            push(other);
            await().until(() -> !heard.isEmpty());

            boolean oneLed = one.bean(OutboxRelay.class).leads();
            var leader = oneLed ? one : other;
            var successor = oneLed ? other : one;
            leader.bean(OutboxRelay.class).stop();
            await().until(() -> successor.bean(OutboxRelay.class).leads());
            one.api.post(Api.initiated(newCallId()));
            push(leader);
            push(successor);
            await().until(() -> heard.stream()
                    .anyMatch(view -> view.path("all").path("offered").asInt() == 2));

            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void numbersThatChangeAllTheTimeArePushedAtMostOnceASecond() {
        try (var service = RunningService.start(database, redis)) {
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                service.api.post(Api.initiated(newCallId()));
                return heard.size() >= 4;
            });

            var times = heard.stream()
                    .map(view -> Instant.parse(view.path("timestamp").asString()))
                    .toList();
            assertThat(IntStream.range(1, times.size()).mapToObj(i -> Duration.between(times.get(i - 1), times.get(i))))
                    .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
        }
    }

    @Test
    void withRedisAwayNothingElseIsDisturbedAndTheNumbersGoOutWhenItIsBack() {
        try (var service = RunningService.start(database, redis, "callboard.stats.push-every=50ms")) {
            service.api.post(Api.initiated(newCallId()));
            await().until(() -> !heard.isEmpty());
            redis.stop();
            var late = newCallId();
            assertThat(service.api.post(Api.initiated(late)).status()).isEqualTo(201);
            assertThat(service.api
                            .get("/api/stats")
                            .body()
                            .path("all")
                            .path("offered")
                            .asInt())
                    .isEqualTo(2);
            await().untilAsserted(
                            () -> assertThatThrownBy(() -> push(service)).isInstanceOf(DataAccessException.class));
            redis.start();

            await().until(() -> {
                service.api.post(Api.initiated(newCallId()));
                return heard.getLast().path("all").path("offered").asInt() > 2;
            });
        }
    }

    private RunningService pushedByHand() {
        return RunningService.start(database, redis, "callboard.stats.push-every=1h");
    }

    private static void push(RunningService service) {
        service.bean(StatsPush.class).pushOnce();
    }
}
