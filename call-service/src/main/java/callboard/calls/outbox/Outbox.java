package callboard.calls.outbox;

import callboard.calls.database.WritePath;
import callboard.contracts.Alert;
import callboard.contracts.AlertsAcknowledged;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.CallbackClaim;
import callboard.contracts.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is still to be published.
@Component
public class Outbox {

    /// Appends, in the transaction that stores the events, so that what is stored and what is published can't
    /// differ. The transaction that runs it holds the calls' row locks, which puts a call's rows in the order
    /// of its sequence. Rows come in the arrays' order.
    public static final String APPEND = """
            insert into outbox (channel, call_id, sequence, payload)
            select unnest(?::text[]), unnest(?::text[]), unnest(?::int[]), unnest(?::text[])
            """;

    // Webhooks were told of these calls.
    private static final String APPEND_AGAIN = """
            insert into outbox (channel, call_id, sequence, payload, told)
            select channel, call_id, sequence, payload, true
            from unnest(?::text[], ?::text[], ?::int[], ?::text[])
              with ordinality as row (channel, call_id, sequence, payload, place)
            order by place
            """;

    // Where updates of calls wait: for Redis, for ops, for webhooks. What moves meanwhile moves on in this order.
    private static final List<Place> PLACES = List.of(
            new Place("outbox", "call_id = any(?) and channel = 'call-status-updates'"),
            new Place("undelivered", "call_id = any(?) and channel = 'call-status-updates'"),
            new Place("webhook_messages", "lane = any(?) and type like 'call.%'"));

    private record Place(String table, String ofCalls) {}

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Duration lastValueFor;

    Outbox(@WritePath JdbcClient sql, JsonMapper json, OutboxProperties settings) {
        this.sql = sql;
        this.json = json;
        this.lastValueFor = settings.lastValueFor();
    }

    /// What was published before then the last-value cache has forgotten.
    public Instant cachedSince(Instant now) {
        return now.minus(lastValueFor);
    }

    /// The values of [#APPEND].
    public List<Object> rows(List<CallStatusUpdate> updates, List<Alert> alerts) {
        return columns(Stream.concat(
                        updates.stream()
                                .map(update -> new Message(
                                        Channels.CALL_STATUS_UPDATES,
                                        update.callId(),
                                        update.sequence(),
                                        json.writeValueAsString(update))),
                        alerts.stream().map(alert -> message(Channels.CALL_ALERTS, alert)))
                .toList());
    }

    /// Appends alerts that are raised in the caller's transaction.
    public void appendRaised(List<Alert> alerts) {
        append(Channels.CALL_ALERTS, alerts);
    }

    /// Appends alerts that are acknowledged in the caller's transaction.
    public void appendAcknowledged(List<Alert> alerts) {
        append(Channels.CALL_ALERTS_ACKNOWLEDGED, alerts);
    }

    /// Appends how many alerts of which queues are acknowledged in the caller's transaction.
    public void appendAcknowledgedAtOnce(List<AlertsAcknowledged> queues) {
        appendAll(queues.stream()
                .map(queue ->
                        new Message(Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE, "", 0, json.writeValueAsString(queue)))
                .toList());
    }

    /// Appends alerts that are over since the caller's transaction.
    public void appendCleared(List<Alert> alerts) {
        append(Channels.CALL_ALERTS_CLEARED, alerts);
    }

    /// Appends who calls back, as it is since the caller's transaction.
    public void appendClaim(CallbackClaim claim) {
        appendAll(List.of(new Message(Channels.CALLBACK_CLAIMS, claim.callId(), 0, json.writeValueAsString(claim))));
    }

    private void append(String channel, List<Alert> alerts) {
        appendAll(alerts.stream().map(alert -> message(channel, alert)).toList());
    }

    private void appendAll(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Outbox rows are only appended in the transaction that stores what they report");
        }
        sql.sql(APPEND).params(columns(messages)).update();
    }

    /// Changes what waits, or was set aside, of calls whose rows the caller's transaction has locked.
    ///
    /// @return how many messages were changed
    public int rewrite(String[] callIds, Consumer<ObjectNode> change) {
        return PLACES.stream()
                .mapToInt(place -> rewrite(place, callIds, change))
                .sum();
    }

    private int rewrite(Place place, String[] callIds, Consumer<ObjectNode> change) {
        record Row(long id, String payload) {}
        var changed = sql
                .sql("select id, payload from %s where %s order by id for update".formatted(place.table, place.ofCalls))
                .params((Object) callIds)
                .query((row, _) -> new Row(row.getLong("id"), row.getString("payload")))
                .list()
                .stream()
                .map(row -> {
                    var message = (ObjectNode) json.readTree(row.payload);
                    change.accept(message);
                    return new Row(row.id, json.writeValueAsString(message));
                })
                .toList();
        return sql.sql("""
                        update %1$s set payload = now.payload from unnest(?::bigint[], ?::text[]) as now (id, payload)
                        where %1$s.id = now.id""".formatted(place.table))
                .params(
                        changed.stream().map(Row::id).toArray(Long[]::new),
                        changed.stream().map(Row::payload).toArray(String[]::new))
                .update();
    }

    /// Appends what was published before, changed but for its sequence, in the caller's transaction: the last-value
    /// cache takes it, clients have it already.
    public void appendAgain(List<CallStatusUpdate> updates) {
        sql.sql(APPEND_AGAIN).params(rows(updates, List.of())).update();
    }

    private Message message(String channel, Alert alert) {
        return new Message(channel, alert.callId() == null ? "" : alert.callId(), 0, json.writeValueAsString(alert));
    }

    private static List<Object> columns(List<Message> messages) {
        return List.of(
                messages.stream().map(Message::channel).toArray(String[]::new),
                messages.stream().map(Message::callId).toArray(String[]::new),
                messages.stream().map(Message::sequence).toArray(Integer[]::new),
                messages.stream().map(Message::payload).toArray(String[]::new));
    }

    private record Message(String channel, String callId, int sequence, String payload) {}
}
