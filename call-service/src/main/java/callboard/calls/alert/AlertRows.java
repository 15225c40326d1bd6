package callboard.calls.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import callboard.calls.rows.Columns;
import callboard.calls.web.Cursor;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.AlertPage;
import callboard.contracts.AlertState;
import callboard.contracts.Rule;
import callboard.contracts.Word;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `alerts`.
@Component
public class AlertRows {

    // One that is kept already must not stop the calls that are noticed with it.
    private static final String KEEP = """
            insert into alerts (id, level, rule, call_id, queue_id, agent_id, at, since, limit_seconds, message)
            select id, level, rule, call_id, queue_id, agent_id, at::timestamptz, since::timestamptz, limit_seconds,
                   message
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::text[])
              as alert (id, level, rule, call_id, queue_id, agent_id, at, since, limit_seconds, message)
            on conflict (id) do nothing
            """;

    private static final String ACKNOWLEDGE = """
            update alerts set acknowledged_by = ?, acknowledged_at = ?
            where id = any(?) and acknowledged_at is null returning *
            """;

    private final JdbcTemplate sql;

    AlertRows(JdbcTemplate sql) {
        this.sql = sql;
    }

    /// Keeps them, in the transaction that has noticed them and written their calls. Nothing is asked of the database
    /// when there are none, which is what nearly every batch of events brings.
    public void keep(List<Alert> alerts) {
        if (!alerts.isEmpty()) {
            sql.update(KEEP,
                    column(alerts, Alert::id),
                    column(alerts, alert -> alert.level().word()),
                    column(alerts, alert -> alert.rule().word()),
                    column(alerts, Alert::callId),
                    column(alerts, Alert::queueId),
                    column(alerts, Alert::agentId),
                    column(alerts, alert -> alert.at().toString()),
                    column(alerts, alert -> alert.since().toString()),
                    alerts.stream().map(Alert::limit).toArray(Long[]::new),
                    column(alerts, Alert::message));
        }
    }

    /// In one order, so that two who acknowledge the same alerts never wait for one another in a circle.
    void lock(Collection<String> ids) {
        sql.queryForList("select id from alerts where id = any(?) order by id for update", String.class,
                (Object) ids.toArray(String[]::new));
    }

    /// @return those that nobody had acknowledged before
    List<Alert> acknowledge(Collection<String> ids, String by, Instant at) {
        return sql.query(ACKNOWLEDGE, (row, _) -> alert(row), by, Columns.time(at), ids.toArray(String[]::new));
    }

    /// Newest first; those that there are.
    List<Alert> find(Collection<String> ids) {
        return sql.query("select * from alerts where id = any(?) order by at desc, id desc", (row, _) -> alert(row),
                (Object) ids.toArray(String[]::new));
    }

    AlertPage page(AlertFilter filter) {
        var matching = Where.matching(filter);
        var wanted = matching.after(filter.cursor());
        // Counted by the same statement, so that the total is of the very moment of the rows. One row more than asked
        // for tells whether there is a next page.
        var found = sql.query("select alerts.*, (select count(*) from alerts%s) as total from alerts%s"
                        .formatted(matching.clause(), wanted.clause()) + " order by at desc, id desc limit ?",
                (row, _) -> new Found(alert(row), row.getLong("total")),
                Stream.of(matching.values(), wanted.values(), List.of(filter.limit() + 1)).flatMap(List::stream)
                        .toArray());
        boolean more = found.size() > filter.limit();
        var data = found.stream().limit(filter.limit()).map(Found::alert).toList();
        return new AlertPage(data, found.isEmpty() ? count(matching) : found.getFirst().total(),
                more ? new Cursor(data.getLast().at(), data.getLast().id()).toString() : null);
    }

    private long count(Where matching) {
        return sql.queryForObject("select count(*) from alerts" + matching.clause(), Long.class,
                matching.values().toArray());
    }

    private record Found(Alert alert, long total) {}

    /// Conditions and the values for their question marks.
    private record Where(List<String> conditions, List<Object> values) {

        static Where matching(AlertFilter filter) {
            var where = new Where(new ArrayList<>(), new ArrayList<>());
            if (filter.states().size() == 1) {
                // Said as the index on the open ones says it.
                where.conditions.add(filter.states().contains(AlertState.OPEN) ? "acknowledged_at is null"
                        : "acknowledged_at is not null");
            }
            where.any("level", filter.levels());
            where.any("rule", filter.rules());
            where.is("queue_id", filter.queueId());
            where.is("call_id", filter.callId());
            return where;
        }

        Where after(@Nullable Cursor cursor) {
            var where = new Where(new ArrayList<>(conditions), new ArrayList<>(values));
            if (cursor != null) {
                where.conditions.add("(at, id) < (?, ?)");
                where.values.addAll(List.of(Columns.time(cursor.at()), cursor.id()));
            }
            return where;
        }

        String clause() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        private void is(String column, @Nullable String value) {
            if (value != null) {
                conditions.add(column + " = ?");
                values.add(value);
            }
        }

        private void any(String column, Collection<? extends Word> words) {
            if (!words.isEmpty()) {
                conditions.add(column + " = any(?::text[])");
                values.add(words.stream().map(Word::word).toArray(String[]::new));
            }
        }
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(row.getString("id"), Columns.word(row, "level", AlertLevel.class),
                Columns.word(row, "rule", Rule.class), row.getString("call_id"), row.getString("queue_id"),
                row.getString("agent_id"), Columns.instant(row, "at"), Columns.instant(row, "since"),
                row.getLong("limit_seconds"), row.getString("message"), row.getString("acknowledged_by"),
                Columns.optionalInstant(row, "acknowledged_at"));
    }

    private static String[] column(List<Alert> alerts, Function<Alert, @Nullable String> value) {
        return alerts.stream().map(value).toArray(String[]::new);
    }
}
