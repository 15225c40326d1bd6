package callboard.calls.outbox;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.contracts.Channels;
import callboard.contracts.Partitions;
import callboard.testing.AwaitDefaults;
import callboard.testing.TcpProxy;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OutboxRelayTest {

    /// A term that no test comes to by itself.
    private static final long LATE = 1000;

    private final String database = TestPostgres.freshDatabase();
    private final TestRedis redis = TestRedis.started();
    private final RunningService service = RunningService.start(database, redis);
    private final String callId = newCallId();

    @AfterEach
    void stop() {
        service.close();
        redis.close();
    }

    @Test
    void publishesEveryEventInOrderWithAllThatARowNeeds() {
        try (var listener = new Listener(redis)) {
            service.api.post(
                    Api.initiated(callId),
                    Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
            service.api.post(Api.routed(callId, "agent_7"));
            var answered = service.api.post(Api.answered(callId, 42)).body();
            await().until(() -> listener.of(callId).size() == 3);

            assertThat(listener.sequences(callId)).containsExactly(1, 2, 3);
            assertThat(listener.of(callId).getFirst().path("traceparent").asString())
                    .contains("0af7651916cd43dd");
            var update = listener.of(callId).getLast();
            assertThat(update.path("status").asString()).isEqualTo("active");
            assertThat(update.path("eventType").asString()).isEqualTo("call_answered");
            assertThat(update.path("timestamp")).isEqualTo(answered.path("timestamp"));
            assertThat(update.path("metadata")).isEqualTo(answered.path("metadata"));
            assertThat(update.path("eventId")).isEqualTo(answered.path("id"));
            var call = service.api.get("/api/calls/" + callId).body();
            for (var field : List.of(
                    "type",
                    "status",
                    "queueId",
                    "agentId",
                    "startTime",
                    "statusSince",
                    "answeredAt",
                    "waitTime",
                    "holdTime",
                    "flags",
                    "sequence")) {
                assertThat(update.path(field)).as(field).isEqualTo(call.path(field));
            }
            assertThat(JsonMapper.shared().readTree(listener.cached(callId))).isEqualTo(update);
            assertThat(listener.expiresInMillis(callId)).isPositive();
            await().until(() -> rows() == 0);
        }
    }

    @Test
    void publishesNothingForRepeatsAndRefusals() {
        try (var listener = new Listener(redis)) {
            service.api.post(Api.initiated(callId));
            service.api.post(Api.initiated(callId));
            service.api.post(Api.hold(callId, 3));
            service.api.post(Api.answered(callId, 3));
            await().until(() -> listener.of(callId).size() >= 2);

            assertThat(listener.sequences(callId)).containsExactly(1, 2);
        }
    }

    @Test
    void ingestGoesOnWithoutRedisAndEverythingGoesOutInOrderWhenItIsBack() {
        service.api.post(Api.initiated(callId));
        await().until(() -> rows() == 0);
        redis.stop();

        for (int i = 0; i < 40; i++) {
            assertThat(service.api.post(Api.routed(callId, "agent_" + i)).status())
                    .isEqualTo(201);
        }

        assertThat(rows()).isEqualTo(40);
        redis.start();
        try (var listener = new Listener(redis)) {
            // What went out before the listener was there shows in the last value.
            await().until(() -> rows() == 0);
            assertThat(JsonMapper.shared()
                            .readTree(listener.cached(callId))
                            .path("sequence")
                            .asInt())
                    .isEqualTo(41);
            var heard = listener.sequences(callId);
            assertThat(heard).isSorted();
        }
    }

    /// A failover leaves behind what the replica did not have yet; here, everything.
    @Test
    void whatRedisLostIsSentAgainThoughNothingFollows() {
        service.api.post(Api.initiated(callId));
        service.api.post(Api.routed(callId, "agent_7"));
        await().until(() -> rows() == 0);
        try (var listener = new Listener(redis)) {
            listener.forgetAll();

            await().until(() -> listener.of(callId).size() >= 2);
            assertThat(listener.sequences(callId)).containsExactly(1, 2);
            assertThat(JsonMapper.shared()
                            .readTree(listener.cached(callId))
                            .path("sequence")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    /// As after a failover: the connection stays at a Redis that takes everything, and others listen to another one.
    @Test
    void relayFollowsTheAddressToAnotherRedisAndWhatTheFirstTookIsSentThere() throws IOException {
        try (var next = TestRedis.started();
                var cable = new TcpProxy(redis.host(), redis.port());
                var other = RunningService.start(redis, "callboard.redis.url=redis://localhost:" + cable.port());
                var listener = new Listener(next)) {
            other.api.post(Api.initiated(callId));
            await().until(() -> rows(other) == 0);
            cable.redirect(next.host(), next.port());
            other.api.post(Api.routed(callId, "agent_7"));

            await().until(() -> listener.of(callId).size() == 2);
            assertThat(listener.sequences(callId)).containsExactly(1, 2);
        }
    }

    /// Redis keeps its connections and says nothing, and would be waited for until the test has failed.
    @Test
    void noRequestWaitsForARedisThatStandsStill() throws IOException {
        try (var cable = new TcpProxy(redis.host(), redis.port());
                var other = RunningService.start(
                        redis,
                        "callboard.redis.url=redis://localhost:" + cable.port(),
                        "spring.data.redis.timeout=1m")) {
            other.api.post(Api.initiated(callId));
            await().until(() -> rows(other) == 0);
            cable.freeze();

            for (int i = 0; i < 40; i++) {
                assertThat(other.api.post(Api.routed(callId, "agent_" + i)).status())
                        .isEqualTo(201);
            }
            assertThat(rows(other)).isEqualTo(40);
            // Else stopping would wait for it.
            cable.cut();
        }
    }

    @Test
    void theLastValueNeverGoesBackwards() {
        try (var listener = new Listener(redis)) {
            var publisher = service.bean(Publisher.class);
            publisher.publish(List.of(row(callId, 2)), of(callId, LATE));
            publisher.publish(List.of(row(callId, 1)), of(callId, LATE));

            assertThat(listener.cached(callId)).contains("\"sequence\":2");
        }
    }

    @Test
    void aRelayThatWasPausedBeforeItSentSendsNothingAfterItsSuccessor() {
        try (var listener = new Listener(redis)) {
            service.api.post(Api.initiated(callId));
            await().until(() -> rows() == 0);
            int partition = Partitions.of(callId);
            long term = term(partition);
            // Another replica took the partition over, and sent, while this one stood between its look and sending.
            service.sql.update("insert into outbox_relays values ('another', now() + interval '1 hour')");
            service.sql.update(
                    "update outbox_partitions set relay = 'another', term = term + 1 where partition = ?", partition);
            service.bean(Publisher.class).publish(List.of(row(callId, 0)), of(callId, term + 1));
            service.api.post(Api.routed(callId, "agent_7"));
            await().until(() -> !service.bean(PartitionLeases.class).holds(partition));

            assertThat(rows()).isEqualTo(1);
            assertThat(listener.sequences(callId)).containsExactly(1, 0);
            service.sql.update("update outbox_relays set until = now() where relay = 'another'");
            await().until(() -> rows() == 0);
            await().until(() -> listener.sequences(callId).equals(List.of(1, 0, 2)));
            assertThat(term(partition)).isEqualTo(term + 2);
        }
    }

    @Test
    void aDatabaseThatWasSetBackIsPublishedFromAllTheSame() {
        service.bean(Publisher.class).publish(List.of(row(callId, 1)), of(callId, LATE));
        service.api.post(Api.initiated(callId));

        await().until(() -> rows() == 0);
        assertThat(term(Partitions.of(callId))).isEqualTo(LATE + 1);
    }

    @Test
    void oneRowThatRedisRefusesHoldsNobodyUpAndIsKeptForOps() {
        var admin = Map.of("X-API-Key", Api.ADMIN_KEY);
        try (var listener = new Listener(redis)) {
            // Somebody's hash is where the call's last value belongs.
            listener.spoil(callId);
            service.api.post(Api.initiated(callId));
            var healthy = newCallId();
            service.api.post(Api.initiated(healthy));
            await().until(() -> !listener.of(healthy).isEmpty());
            await().until(() -> rows() == 0);

            assertThat(service.api.get("/actuator/prometheus").raw().body())
                    .contains("callboard_outbox_undelivered 1.0", "callboard_outbox_pending 0.0");
            var kept = service.api.get("/api/ops/undelivered", admin).body();
            assertThat(kept.size()).isEqualTo(1);
            assertThat(kept.path(0).path("callId").asString()).isEqualTo(callId);
            assertThat(kept.path(0).path("reason").asString()).contains("WRONGTYPE");

            listener.mend(callId);
            var replay = "/api/ops/undelivered/" + kept.path(0).path("id").asLong() + "/replay";
            assertThat(service.api.post(replay, "", admin).status()).isEqualTo(204);
            await().until(() -> listener.of(callId).size() == 1);
            assertThat(service.api.post(replay, "", admin).status()).isEqualTo(404);
            assertThat(service.api.get("/api/ops/undelivered", admin).body().size())
                    .isZero();
            assertThat(service.api.get("/api/ops/undelivered").status()).isEqualTo(401);
        }
    }

    @Test
    void whatIsNotStoredIsNotPublished() {
        // The outbox row and the event are one transaction: when one can't be written, neither is.
        service.sql.execute("alter table outbox add constraint refuse check (call_id <> '%s')".formatted(callId));

        assertThat(service.api.post(Api.initiated(callId)).status()).isEqualTo(500);
        assertThat(service.api.get("/api/calls/" + callId).status()).isEqualTo(404);
        assertThat(service.api.post(Api.initiated(newCallId())).status()).isEqualTo(201);
    }

    @Test
    void stoppingDoesNotWaitForWhatOthersGoOnStoring() throws Exception {
        var relay = service.bean(OutboxRelay.class);
        var storing = new AtomicBoolean(true);
        var others = Thread.ofVirtual().start(() -> {
            while (storing.get()) {
                service.sql.update("""
                        insert into outbox (channel, call_id, sequence, payload)
                        select 'call-alerts', 'theirs', 1, '{}' from generate_series(1, 2000)""");
            }
        });
        await().until(() -> rows() > 0);
        var stopping = Thread.ofVirtual().start(relay::stop);

        assertThat(stopping.join(AwaitDefaults.LONG)).isTrue();
        storing.set(false);
        others.join();
    }

    /// Its row has a lower id than those of others that went out long before it was committed; and its call goes
    /// on.
    @Test
    void whatATransactionStoredThatTookLongGoesOutBeforeWhatFollows() throws SQLException {
        try (var listener = new Listener(redis);
                var slow = DriverManager.getConnection(database, "postgres", "postgres");
                var append = slow.createStatement()) {
            slow.setAutoCommit(false);
            append.execute(appended(1));
            long begun = System.nanoTime();
            while (System.nanoTime() - begun
                    < OutboxWatermark.WHOLE_EVERY.multipliedBy(2).toNanos()) {
                service.api.post(Api.initiated(newCallId()));
            }
            await().until(() -> rows() == 0);
            slow.commit();
            service.sql.execute(appended(2));

            await().until(() -> listener.sequences("slow").size() == 2);
            assertThat(listener.sequences("slow")).containsExactly(1, 2);
        }
    }

    private RunningService leading(String... properties) {
        var started = RunningService.start(database, redis, properties);
        await().until(() -> started.bean(OutboxRelay.class).leads());
        return started;
    }

    private static String appended(int sequence) {
        return """
                insert into outbox (channel, call_id, sequence, payload)
                values ('call-status-updates', 'slow', %1$d, '{"callId":"slow","sequence":%1$d}')""".formatted(sequence);
    }

    private static OutboxRow row(String callId, int sequence) {
        return new OutboxRow(
                sequence,
                Partitions.of(callId),
                Channels.CALL_STATUS_UPDATES,
                callId,
                sequence,
                "{\"callId\":\"%s\",\"sequence\":%d}".formatted(callId, sequence),
                Duration.ZERO);
    }

    private static Map<Integer, Long> of(String callId, long term) {
        return Map.of(Partitions.of(callId), term);
    }

    private long term(int partition) {
        return service.sql.queryForObject(
                "select term from outbox_partitions where partition = ?", Long.class, partition);
    }

    private int rows() {
        return rows(service);
    }

    private static int rows(RunningService service) {
        return service.sql.queryForObject("select count(*) from outbox", Integer.class);
    }
}
