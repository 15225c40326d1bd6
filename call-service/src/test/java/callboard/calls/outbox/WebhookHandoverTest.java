package callboard.calls.outbox;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.outbox.OutboxRepository.Published;
import callboard.contracts.Partitions;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class WebhookHandoverTest {

    private final TestRedis redis = TestRedis.started();
    private final RunningService service = RunningService.start(
            TestPostgres.freshDatabase(), redis, "callboard.webhooks.look=1h", "callboard.outbox.refusals=3");
    private final String callId = newCallId();
    private final Set<Integer> itsPartition = Set.of(Partitions.of(callId));

    @AfterEach
    void stop() {
        service.close();
        redis.close();
    }

    /// What Redis refuses is published late or never; webhooks are told of it when its turn is, and once.
    @Test
    void whatRedisRefusesIsToldInItsPlaceAndOnce() {
        webhook("crm");
        try (var listener = new Listener(redis)) {
            listener.spoil(callId);
            service.api.post(Api.initiated(callId));
            service.api.post(Api.routed(callId, "agent_7"));
            await().until(() -> count("undelivered") == 2);
            assertThat(told()).containsExactly("call.initiated 1", "call.routed 2");

            listener.mend(callId);
            service.sql
                    .queryForList("select id from undelivered order by id", Long.class)
                    .forEach(id -> service.api.post(
                            "/api/ops/undelivered/" + id + "/replay", "", Map.of("X-API-Key", Api.ADMIN_KEY)));
            service.api.post(Api.answered(callId, 3));
            await().until(() -> listener.of(callId).size() >= 3 && count("outbox") == 0);

            assertThat(told()).containsExactly("call.initiated 1", "call.routed 2", "call.answered 3");
        }
    }

    @Test
    void whatIsRemovedTwiceIsToldOnce() {
        var relay = service.bean(OutboxRelay.class);
        relay.stop();
        webhook("crm");
        service.api.post(Api.initiated(callId));
        service.api.post(Api.routed(callId, "agent_7"));
        var rows = service.bean(OutboxRepository.class);
        var batch = rows.next(Published.NOTHING, OutboxWatermark.BOTTOM, itsPartition);
        assertThat(batch.isWanted()).isTrue();
        var published = new Published(
                batch.rows().stream().map(OutboxRepository.OutboxRow::id).toList(), batch.isWanted());

        rows.next(published, OutboxWatermark.BOTTOM, itsPartition);
        rows.next(published, OutboxWatermark.BOTTOM, itsPartition);

        assertThat(told()).containsExactly("call.initiated 1", "call.routed 2");
    }

    /// What a database that fails forgets is published twice, which does no harm; webhooks would be told twice.
    @ParameterizedTest
    @CsvSource({"false, off", "true, on"})
    void onlyWhatIsHandedOverWaitsForTheDisk(boolean isWanted, String waits) {
        var rows = service.bean(OutboxRepository.class);
        var transactions = service.bean("writePathTransactions", JdbcTransactionManager.class);
        var sql = service.bean("writePathSql", JdbcTemplate.class);

        var seen = new TransactionTemplate(transactions).execute(_ -> {
            sql.execute("set local synchronous_commit = on");
            rows.next(new Published(List.of(), isWanted), OutboxWatermark.BOTTOM, itsPartition);
            return sql.queryForObject("show synchronous_commit", String.class);
        });

        assertThat(seen).isEqualTo(waits);
    }

    /// What was read before there was a webhook is not its; what was stored after it was made is.
    @Test
    void aWebhookIsToldOfWhatIsStoredAfterItWasMade() {
        var relay = service.bean(OutboxRelay.class);
        relay.stop();
        var rows = service.bean(OutboxRepository.class);
        service.api.post(Api.initiated(callId));
        var before = rows.next(Published.NOTHING, OutboxWatermark.BOTTOM, itsPartition);
        assertThat(before.isWanted()).isFalse();
        webhook("crm");
        service.api.post(Api.routed(callId, "agent_7"));

        var after = rows.next(
                new Published(List.of(before.rows().getFirst().id()), before.isWanted()),
                OutboxWatermark.BOTTOM,
                itsPartition);
        assertThat(after.isWanted()).isTrue();
        rows.next(new Published(List.of(after.rows().getFirst().id()), true), OutboxWatermark.BOTTOM, itsPartition);

        assertThat(told()).containsExactly("call.routed 2");
    }

    @Test
    void eachIsToldOfWhatItWantsWhileItIsOnAndNotFull() {
        webhook("everything");
        webhook("off");
        webhook("full");
        webhook("legal");
        service.sql.update("update webhooks set enabled = false where name = 'off'");
        service.sql.update("update webhooks set is_full = true where name = 'full'");
        service.sql.update("update webhooks set queue_ids = '{legal_spanish}' where name = 'legal'");
        service.api.post(Api.initiated(callId));
        await().until(() -> count("webhook_messages") == 1 && count("outbox") == 0);

        assertThat(service.sql.queryForList("select webhook from webhook_messages", String.class))
                .containsExactly("everything");
        assertThat(service.sql.queryForList("select name from webhooks where dropped = 1", String.class))
                .containsExactly("full");
        assertThat(service.sql.queryForObject("select sum(dropped) from webhooks", Integer.class))
                .isEqualTo(1);
    }

    private List<String> told() {
        return service.sql.queryForList(
                "select type || ' ' || (payload::json ->> 'sequence') from webhook_messages order by id", String.class);
    }

    private void webhook(String name) {
        service.sql.update("""
                insert into webhooks (name, url, enabled, types, queue_ids, secret, changed_by, changed_at)
                values (?, 'https://crm.example/', true, '{}', '{}', '', 'tests', now())""", name);
    }

    private int count(String table) {
        return service.sql.queryForObject("select count(*) from " + table, Integer.class);
    }
}
