package callboard.calls.webhook;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;
import static callboard.calls.rows.Columns.word;

import callboard.contracts.WebhookAttempt;
import callboard.contracts.WebhookMessage;
import callboard.contracts.WebhookMessageState;
import callboard.contracts.WebhookType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What webhooks' endpoints have not taken, and the attempts to send it.
@Component
class MessageRepository {

    // Of each lane the first: what is behind it waits until it was taken or given up.
    private static final String NEXT = """
            select * from webhook_messages as message
            where webhook = ? and state = 'waiting' and (due_at is null or due_at <= ?) and id <> all(?)
              and not exists (select from webhook_messages as earlier
                              where earlier.lane = message.lane and earlier.webhook = message.webhook
                                and earlier.id < message.id and earlier.state = 'waiting')
            order by id limit ?
            """;

    private static final String FAILED = """
            update webhook_messages set state = :state, attempts = attempts + 1, tried_at = coalesce(tried_at, :at),
              due_at = :due::timestamptz, reason = :reason
            where id = :id
            """;

    // A webhook that was deleted meanwhile has nothing to be listed of.
    private static final String ATTEMPT = """
            insert into webhook_attempts (webhook, message_id, type, call_id, at, micros, ok, status, reason, answer)
            select name, :id, :type, :callId::text, :at, :micros, :ok, :status::integer, :reason::text, :answer
            from webhooks where name = :webhook for key share
            """;

    private static final String REPLAYED =
            "update webhook_messages set state = 'waiting', attempts = 0, tried_at = null, due_at = null, reason = null ";

    private static final String BACKLOGS = """
            select webhook, count(*) filter (where state = 'waiting') as waiting,
              count(*) filter (where state = 'failed') as failed,
              min(stored_at) filter (where state = 'waiting') as oldest_at
            from webhook_messages group by webhook
            """;

    private static final double MICROS_A_SECOND = 1_000_000;

    private final JdbcClient sql;

    /// What there is of one webhook.
    ///
    /// @param oldestAt since when the oldest of what waits does
    record Backlog(long waiting, long failed, @Nullable Instant oldestAt) {

        static final Backlog NOTHING = new Backlog(0, 0, null);
    }

    MessageRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /// What is to be sent next: due, and the first of its lane.
    List<Message> next(String webhook, Instant now, Long[] inFlight, int most) {
        return sql.sql(NEXT)
                .params(webhook, time(now), inFlight, most)
                .query((row, _) -> new Message(
                        row.getLong("id"),
                        row.getObject("message_id", UUID.class),
                        word(row, "type", WebhookType.class),
                        row.getString("call_id"),
                        row.getString("payload"),
                        instant(row, "stored_at"),
                        row.getInt("attempts"),
                        optionalInstant(row, "tried_at")))
                .list();
    }

    /// Whether so many wait, or more.
    boolean isWaitingFor(String webhook, int many) {
        return sql.sql("""
                        select count(*) from (select from webhook_messages where webhook = ? and state = 'waiting' limit ?)
                        as counted""").params(webhook, many).query(Integer.class).single() >= many;
    }

    void taken(Message message) {
        sql.sql("delete from webhook_messages where id = ?").param(message.id()).update();
    }

    /// @param due when it is tried again; absent when it never is
    void failed(Delivery delivery, @Nullable Instant due) {
        var state = due == null ? WebhookMessageState.FAILED : WebhookMessageState.WAITING;
        sql.sql(FAILED)
                .param("state", state.word())
                .param("at", time(delivery.at()))
                .param("due", due == null ? null : time(due))
                .param("reason", delivery.reason())
                .param("id", delivery.message().id())
                .update();
    }

    /// Lists it among the attempts.
    void keep(Delivery delivery) {
        var message = delivery.message();
        sql.sql(ATTEMPT)
                .param("id", message.messageId())
                .param("type", message.type().word())
                .param("callId", message.callId())
                .param("at", time(delivery.at()))
                .param("micros", delivery.outcome().took().dividedBy(ChronoUnit.MICROS.getDuration()))
                .param("ok", delivery.isTaken())
                .param("status", delivery.status().orElse(null))
                .param("reason", delivery.isTaken() ? null : delivery.reason())
                .param("answer", delivery.answer())
                .param("webhook", delivery.webhook().name())
                .update();
    }

    /// By webhook; those of which there is nothing are missing.
    Map<String, Backlog> backlogs() {
        return sql
                .sql(BACKLOGS)
                .query((row, _) -> Map.entry(
                        row.getString("webhook"),
                        new Backlog(row.getLong("waiting"), row.getLong("failed"), optionalInstant(row, "oldest_at"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The oldest first.
    List<WebhookMessage> list(String webhook, WebhookMessageState state, int most) {
        return sql.sql("select * from webhook_messages where webhook = ? and state = ? order by id limit ?")
                .params(webhook, state.word(), most)
                .query((row, _) -> message(row))
                .list();
    }

    private static WebhookMessage message(ResultSet row) throws SQLException {
        return new WebhookMessage(
                Message.word(row.getObject("message_id", UUID.class)),
                word(row, "type", WebhookType.class),
                row.getString("call_id"),
                word(row, "state", WebhookMessageState.class),
                instant(row, "stored_at"),
                row.getInt("attempts"),
                optionalInstant(row, "due_at"),
                row.getString("reason"));
    }

    /// The newest first.
    List<WebhookAttempt> attempts(String webhook, int most) {
        return sql.sql("select * from webhook_attempts where webhook = ? order by id desc limit ?")
                .params(webhook, most)
                .query((row, _) -> new WebhookAttempt(
                        Message.word(row.getObject("message_id", UUID.class)),
                        word(row, "type", WebhookType.class),
                        row.getString("call_id"),
                        instant(row, "at"),
                        row.getLong("micros") / MICROS_A_SECOND,
                        row.getBoolean("ok"),
                        row.getObject("status", Integer.class),
                        row.getString("reason"),
                        row.getString("answer")))
                .list();
    }

    /// Has one sent again, or what waits for its next attempt sent now.
    ///
    /// @return whether there is one
    boolean replay(String webhook, UUID messageId) {
        return sql.sql(REPLAYED + "where webhook = ? and message_id = ?")
                        .params(webhook, messageId)
                        .update()
                == 1;
    }

    /// Has all sent again that were given up and stored since then.
    ///
    /// @return how many
    int replayFailed(String webhook, Instant since) {
        return sql.sql(REPLAYED + "where webhook = ? and state = 'failed' and stored_at >= ?")
                .params(webhook, time(since))
                .update();
    }

    /// Has all that was tried, and waits for its next attempt, sent now.
    void hurry(String webhook) {
        sql.sql("""
                update webhook_messages set due_at = null where webhook = ? and state = 'waiting' and due_at is not null""").param(webhook).update();
    }

    /// Forgets, a batch of each at most: attempts that are old, or that newer ones have pushed out, and messages that
    /// were given up long ago.
    ///
    /// @return how many
    int forget(Instant attemptsBefore, int attempts, Instant failedBefore, int most) {
        return sql.sql("""
                        delete from webhook_attempts where id in (select id from webhook_attempts order by id limit ?)
                          and at < ?""").params(most, time(attemptsBefore)).update()
                + sql.sql("""
                        delete from webhook_attempts where id in (
                          select old.id from webhooks, lateral (
                            select id from webhook_attempts where webhook = name and id <= (
                              select id from webhook_attempts where webhook = name order by id desc offset ? limit 1)
                            order by id limit ?) as old)""").params(attempts, most).update()
                + sql.sql("""
                        delete from webhook_messages where id in (
                          select id from webhook_messages where state = 'failed' and stored_at < ? limit ?)""").params(time(failedBefore), most).update();
    }
}
