package callboard.calls.alert;

import callboard.calls.rows.Columns;
import callboard.calls.rows.Reads;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.AlertPage;
import callboard.contracts.AlertState;
import callboard.contracts.Rule;
import callboard.contracts.WireEnum;
import callboard.viewers.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `alerts` as they are read.
@Component
class AlertRepository {

    private final JdbcTemplate sql;

    AlertRepository(Reads reads) {
        this.sql = reads.sql();
    }

    /// Of the queues that the viewer may see.
    AlertPage page(AlertFilter filter, Viewer viewer) {
        var matching = Where.matching(filter, viewer);
        var wanted = matching.after(filter.cursor());
        // Counted by the same statement, so that the total is of the very moment of the rows. One row more than asked
        // for tells whether there is a next page.
        var found = sql.query(
                "select alerts.*, (select count(*) from alerts%s) as total from alerts%s"
                                .formatted(matching.clause(), wanted.clause())
                        + " order by at desc, id desc limit ?",
                (row, _) -> new Found(alert(row), row.getLong("total")),
                Stream.of(matching.values(), wanted.values(), List.of(filter.limit() + 1))
                        .flatMap(List::stream)
                        .toArray());
        boolean more = found.size() > filter.limit();
        var data = found.stream().limit(filter.limit()).map(Found::alert).toList();
        return new AlertPage(
                data,
                found.isEmpty() ? count(matching) : found.getFirst().total(),
                more ? new Cursor(data.getLast().at(), data.getLast().id()).toString() : null);
    }

    private long count(Where matching) {
        return sql.queryForObject(
                "select count(*) from alerts" + matching.clause(),
                Long.class,
                matching.values().toArray());
    }

    private record Found(Alert alert, long total) {}

    /// Conditions and the values for their question marks.
    private record Where(List<String> conditions, List<Object> values) {

        static Where matching(AlertFilter filter, Viewer viewer) {
            var where = new Where(new ArrayList<>(), new ArrayList<>());
            if (filter.states().size() == 1) {
                // Said as the index on the open ones says it.
                where.conditions.add(
                        filter.states().contains(AlertState.OPEN)
                                ? "acknowledged_at is null"
                                : "acknowledged_at is not null");
            }
            where.any("level", filter.levels());
            where.any("rule", filter.rules());
            if (viewer.queues() != null) {
                where.conditions.add("queue_id = any(?::text[])");
                where.values.add(viewer.queues().toArray(String[]::new));
            }
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

        private void any(String column, Collection<? extends WireEnum> words) {
            if (!words.isEmpty()) {
                conditions.add(column + " = any(?::text[])");
                values.add(words.stream().map(WireEnum::word).toArray(String[]::new));
            }
        }
    }

    /// The alert in a row with all of the table's columns.
    static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getString("id"),
                Columns.word(row, "level", AlertLevel.class),
                Columns.word(row, "rule", Rule.class),
                row.getString("call_id"),
                row.getString("queue_id"),
                row.getString("agent_id"),
                Columns.instant(row, "at"),
                Columns.instant(row, "since"),
                row.getLong("limit_seconds"),
                row.getString("message"),
                row.getString("acknowledged_by"),
                Columns.optionalInstant(row, "acknowledged_at"));
    }
}
