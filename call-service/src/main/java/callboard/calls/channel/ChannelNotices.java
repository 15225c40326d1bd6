package callboard.calls.channel;

import static callboard.calls.rows.Columns.column;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;

import callboard.calls.alert.AlertRepository;
import callboard.calls.database.WritePath;
import callboard.contracts.Alert;
import callboard.contracts.ChannelMessage;
import callboard.contracts.ChannelRoute;
import callboard.contracts.WireEnum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Which channel has told which alert, and by which message.
@Component
class ChannelNotices {

    // More than a message could name; those beyond it are told by the next one.
    private static final int AT_ONCE = 10_000;
    private static final int MESSAGES_KEPT = 200;

    private static final String RAISED = """
            select alerts.* from alerts
            where cleared_at is null and acknowledged_at is null
              and kept_at >= (select since from channels where name = ?)
              and (?::text[] is null or level = any(?)) and (?::text[] is null or queue_id = any(?))
              and (?::text[] is null or array[rule, crossing ->> 'rule'] && ?::text[])
              and not exists (select 1 from channel_notices where channel = ? and alert_id = id)
            order by kept_at, id limit ?
            """;

    private static final String CLEARED = """
            select alerts.* from channel_notices join alerts on id = alert_id
            where channel = ? and not over and cleared_at is not null
            order by cleared_at, id limit ?
            """;

    /// An alert that is to be told, and since when.
    record Untold(Alert alert, Instant keptAt) {}

    /// How a channel is doing.
    record State(
            @Nullable Instant toldAt,
            int failures,
            @Nullable Instant nextAt) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    ChannelNotices(@WritePath JdbcClient sql, @WritePath JdbcTransactionManager transactions) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
    }

    State state(String channel) {
        return sql.sql("select told_at, failures, next_at from channels where name = ?")
                .param(channel)
                .query((row, _) -> new State(
                        optionalInstant(row, "told_at"), row.getInt("failures"), optionalInstant(row, "next_at")))
                .optional()
                .orElse(new State(null, 0, null));
    }

    /// Those that are open, that nobody has taken and that the channel has not told, the oldest first.
    List<Untold> raised(String channel, ChannelRoute route) {
        var levels = words(route.levels());
        var queues = route.queueIds() == null ? null : route.queueIds().toArray(String[]::new);
        var rules = route.rules() == null ? null : route.rules().toArray(String[]::new);
        var values = new ArrayList<@Nullable Object>();
        values.add(channel);
        for (var each : new String[] @Nullable [] {levels, queues, rules}) {
            values.add(each);
            values.add(each);
        }
        values.add(channel);
        values.add(AT_ONCE);
        return sql.sql(RAISED).params(values).query((row, _) -> untold(row)).list();
    }

    private static Untold untold(ResultSet row) throws SQLException {
        return new Untold(AlertRepository.alert(row), Objects.requireNonNull(optionalInstant(row, "kept_at")));
    }

    private static String @Nullable [] words(@Nullable List<? extends WireEnum> values) {
        return values == null ? null : values.stream().map(WireEnum::word).toArray(String[]::new);
    }

    /// Those that it has told, and that are over since.
    List<Alert> cleared(String channel) {
        return sql.sql(CLEARED)
                .params(channel, AT_ONCE)
                .query((row, _) -> AlertRepository.alert(row))
                .list();
    }

    /// A message was taken.
    ///
    /// @param token with which what it raised may be acknowledged, hashed
    void told(String channel, Digest digest, byte @Nullable [] token, Instant at) {
        transaction.executeWithoutResult(_ -> {
            long message = keep(channel, digest, null, token, at);
            sql.sql("insert into channel_notices (channel, alert_id, message)"
                            + " select ?, id, ? from alerts where id = any(?) on conflict do nothing")
                    .params(channel, message, column(digest.raised(), Alert::id))
                    .update();
            sql.sql("update channel_notices set over = true where channel = ? and alert_id = any(?)")
                    .params(channel, column(digest.cleared(), Alert::id))
                    .update();
            sql.sql("update channels set told_at = ?, failures = 0, reason = null, next_at = null where name = ?")
                    .params(time(at), channel)
                    .update();
        });
    }

    /// A message was refused, or nobody took it.
    void failed(String channel, Digest digest, String reason, Instant at, Instant nextAt) {
        transaction.executeWithoutResult(_ -> {
            keep(channel, digest, reason, null, at);
            sql.sql("update channels set failures = failures + 1, reason = ?, next_at = ? where name = ?")
                    .params(reason, time(nextAt), channel)
                    .update();
        });
    }

    /// Beside the last ones; older ones go.
    private long keep(String channel, Digest digest, @Nullable String reason, byte @Nullable [] token, Instant at) {
        // Locked, so that one that is being removed keeps nothing.
        long message = sql.sql("""
                        insert into channel_messages (channel, sent_at, raised, cleared, reason, token)
                        select name, ?, ?, ?, ?, ? from channels where name = ? for no key update returning id
                        """)
                .params(Arrays.<@Nullable Object>asList(
                        time(at), digest.raised().size(), digest.cleared().size(), reason, token, channel))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("The channel " + channel + " was removed"));
        sql.sql("""
                        delete from channel_messages where channel = ? and id <= (
                          select id from channel_messages where channel = ? order by id desc offset ? limit 1)
                        """).params(channel, channel, MESSAGES_KEPT).update();
        return message;
    }

    /// The last ones, the newest first.
    List<ChannelMessage> messages(String channel) {
        return sql.sql("select * from channel_messages where channel = ? order by id desc limit ?")
                .params(channel, MESSAGES_KEPT)
                .query((row, _) -> new ChannelMessage(
                        Objects.requireNonNull(optionalInstant(row, "sent_at")),
                        row.getInt("raised"),
                        row.getInt("cleared"),
                        row.getString("reason")))
                .list();
    }

    /// The channel whose message has that token, and what it told; absent when there is none, or none any longer.
    ///
    /// @param token hashed
    @Nullable
    Told of(byte[] token) {
        return sql.sql("""
                        select channel, array(select alert_id from channel_notices where message = id) as alerts
                        from channel_messages where token = ?
                        """)
                .param(token)
                .query((row, _) -> new Told(row.getString("channel"), List.of((String[])
                        row.getArray("alerts").getArray())))
                .optional()
                .orElse(null);
    }

    /// What a message told.
    record Told(String channel, List<String> alerts) {

        Told {
            alerts = List.copyOf(alerts);
        }
    }
}
