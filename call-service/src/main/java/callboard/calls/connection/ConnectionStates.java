package callboard.calls.connection;

import callboard.calls.clock.SenderClocks;
import callboard.calls.database.WritePath;
import callboard.contracts.ConnectionMessage;
import callboard.contracts.ConnectionState;
import callboard.contracts.ConnectionStatus;
import callboard.contracts.MessageOutcome;
import callboard.contracts.WireEnum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// How connections are doing, as the replicas that hold them tell it.
@Component
class ConnectionStates {

    /// So many messages of a connection are kept.
    static final int KEPT = 50;

    // One that was deleted meanwhile has nothing to be told of. Held before its state is, as by whoever deletes
    // it: what is kept after the state holds it, too, and either would wait for the other.
    private static final String TELL = """
            insert into connection_states as state (connection, status, since, reason, last_message_at, last_event_at,
              messages, taken, ignored, unknown, refused)
            select name, :status, :since, :reason, :heardAt, :eventAt, :messages, :taken, :ignored, :unknown, :refused
            from connections where name = :connection for key share
            on conflict (connection) do update set
              status = excluded.status, since = excluded.since, reason = excluded.reason,
              last_message_at = coalesce(excluded.last_message_at, state.last_message_at),
              last_event_at = coalesce(excluded.last_event_at, state.last_event_at),
              messages = state.messages + excluded.messages, taken = state.taken + excluded.taken,
              ignored = state.ignored + excluded.ignored, unknown = state.unknown + excluded.unknown,
              refused = state.refused + excluded.refused
            """;

    private static final String KEEP = """
            insert into connection_messages (connection, heard_at, outcome, message, reasons)
            select name, :at, :outcome, :text, :reasons from connections where name = :connection
            """;

    private static final String FORGET = """
            delete from connection_messages where connection = :connection and id <= (
              select id from connection_messages where connection = :connection order by id desc offset :kept limit 1)
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final SenderClocks senderClocks;

    /// What there is to tell of one since the last time.
    record News(
            ConnectionStatus status,
            Instant since,
            @Nullable String reason,
            @Nullable Instant heardAt,
            @Nullable Instant eventAt,
            Map<MessageOutcome, Long> counts,
            long messages,
            List<ConnectionMessage> kept) {

        News {
            counts = Map.copyOf(counts);
            kept = List.copyOf(kept);
        }

        private long count(MessageOutcome outcome) {
            return counts.getOrDefault(outcome, 0L);
        }
    }

    ConnectionStates(
            @WritePath JdbcClient sql, @WritePath JdbcTransactionManager transactions, SenderClocks senderClocks) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        this.senderClocks = senderClocks;
    }

    /// What a watch has seen since the last time; what can't be told now is told the next time.
    void tell(String connection, ConnectionWatch watch) {
        var news = watch.drain();
        try {
            tell(connection, news);
        } catch (DataAccessException | TransactionException unavailable) {
            watch.giveBack(news);
            throw unavailable;
        }
    }

    /// All of it, or nothing.
    void tell(String connection, News news) {
        transaction.executeWithoutResult(_ -> write(connection, news));
    }

    private void write(String connection, News news) {
        sql.sql(TELL)
                .param("connection", connection)
                .param("status", news.status.word())
                .param("since", utc(news.since))
                .param("reason", news.reason)
                .param("heardAt", utc(news.heardAt))
                .param("eventAt", utc(news.eventAt))
                .param("messages", news.messages)
                .param("taken", news.count(MessageOutcome.TAKEN))
                .param("ignored", news.count(MessageOutcome.IGNORED))
                .param("unknown", news.count(MessageOutcome.UNKNOWN))
                .param("refused", news.count(MessageOutcome.REFUSED))
                .update();
        for (var message : news.kept) {
            sql.sql(KEEP)
                    .param("connection", connection)
                    .param("at", utc(message.at()))
                    .param("outcome", message.outcome().word())
                    .param("text", message.text())
                    .param("reasons", message.reasons().toArray(String[]::new))
                    .update();
        }
        if (!news.kept.isEmpty()) {
            sql.sql(FORGET).param("connection", connection).param("kept", KEPT).update();
        }
    }

    /// By the names of the connections; those that nothing was told of yet are missing.
    Map<String, ConnectionState> all() {
        return sql
                .sql("select * from connection_states")
                .query((row, _) -> Map.entry(row.getString("connection"), read(row)))
                // Not its stream, which keeps the database's connection until it is closed.
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ConnectionState read(ResultSet row) throws SQLException {
        var lag = senderClocks.lag(ConnectionIntake.sender(row.getString("connection")));
        return new ConnectionState(
                WireEnum.of(ConnectionStatus.class, row.getString("status")),
                instant(row, "since"),
                row.getString("reason"),
                instant(row, "last_message_at"),
                instant(row, "last_event_at"),
                lag == null
                        ? null
                        : lag.toMillis() / (double) Duration.ofSeconds(1).toMillis(),
                row.getLong("messages"),
                row.getLong("taken"),
                row.getLong("ignored"),
                row.getLong("unknown"),
                row.getLong("refused"));
    }

    /// The newest first.
    List<ConnectionMessage> messages(String connection) {
        return sql.sql("select * from connection_messages where connection = ? order by id desc limit ?")
                .params(connection, KEPT)
                .query((row, _) -> new ConnectionMessage(
                        row.getObject("heard_at", OffsetDateTime.class).toInstant(),
                        WireEnum.of(MessageOutcome.class, row.getString("outcome")),
                        row.getString("message"),
                        List.of((String[]) row.getArray("reasons").getArray())))
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
