package callboard.calls.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import callboard.calls.rows.Columns;
import callboard.calls.rows.EventRows;
import callboard.calls.web.Cursor;
import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallPage;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Word;
import callboard.viewers.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import static callboard.calls.rows.Columns.endReason;
import static callboard.calls.rows.Columns.flags;
import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.word;

/// Calls and their events as they are read: projections, no entities.
@Component
class CallRows {

    private static final String CALL = """
            select id, type, status, queue_id, agent_id, start_time, end_time, status_since, answered_at, wait_time,
                   hold_time, end_reason, array_to_string(flags, ',') as flags, sequence
            from calls""";

    private final JdbcTemplate sql;
    private final EventRows events;

    CallRows(JdbcTemplate sql, EventRows events) {
        this.sql = sql;
        this.events = events;
    }

    /// A call that the viewer may not see is none.
    Optional<Call> find(String id, Viewer viewer) {
        return sql.query(CALL + " where id = ?", (row, _) -> call(row), id).stream()
                .filter(call -> viewer.allows(call.queueId())).findFirst();
    }

    /// In the order of sequence.
    List<CallEvent> events(String callId, Viewer viewer) {
        return !viewer.seesEveryQueue() && find(callId, viewer).isEmpty() ? List.of() : sql.query("select * from call_events where call_id = ? order by sequence", (row, _) -> events.event(row), callId);
    }

    CallPage page(CallFilter filter, Viewer viewer) {
        var matching = Where.matching(filter, viewer);
        long total = sql.queryForObject("select count(*) from calls" + matching.clause(), Long.class,
                matching.arguments());
        long offset = filter.cursor() == null ? (filter.page() - 1L) * filter.limit() : 0;
        var wanted = matching.after(filter.cursor());
        // One more than asked for tells whether there is a next page. Beyond the last page there is nothing to skip to.
        var found = offset >= total && filter.cursor() == null ? List.<Call>of() : sql.query(
                CALL + wanted.clause() + " order by start_time desc, id desc offset ? limit ?", (row, _) -> call(row),
                Stream.concat(Stream.of(wanted.arguments()), Stream.of(offset, filter.limit() + 1)).toArray());
        boolean more = found.size() > filter.limit();
        var data = more ? found.subList(0, filter.limit()) : found;
        return new CallPage(data, total, filter.page(), filter.limit(), Math.ceilDiv(total, filter.limit()),
                more ? new Cursor(data.getLast().startTime(), data.getLast().id()).toString() : null);
    }

    /// Conditions and the values for their question marks.
    private record Where(List<String> conditions, List<Object> values) {

        static Where matching(CallFilter filter, Viewer viewer) {
            var where = new Where(new ArrayList<>(), new ArrayList<>());
            if (viewer.queues() != null) {
                where.and("queue_id = any(?::text[])", (Object) viewer.queues().toArray(String[]::new));
            }
            if (!filter.statuses().isEmpty()) {
                where.and("status = any(?::text[])", words(filter.statuses()));
            }
            where.and("queue_id = ?", filter.queueId());
            where.and("agent_id = ?", filter.agentId());
            if (!filter.flags().isEmpty()) {
                where.and("flags && ?::text[] and flags <> '{}'", words(filter.flags()));
            }
            if (!filter.types().isEmpty()) {
                where.and("type = any(?::text[])", words(filter.types()));
            }
            if (filter.q() != null) {
                var like = "%" + filter.q().replaceAll("[\\\\%_]", "\\\\$0") + "%";
                where.and("(id ilike ? or agent_id ilike ?)", like, like);
            }
            where.and("start_time >= ?", time(filter.from()));
            where.and("start_time < ?", time(filter.to()));
            return where;
        }

        Where after(@Nullable Cursor cursor) {
            var where = new Where(new ArrayList<>(conditions), new ArrayList<>(values));
            if (cursor != null) {
                where.and("(start_time, id) < (?, ?)", time(cursor.at()), cursor.id());
            }
            return where;
        }

        String clause() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        Object[] arguments() {
            return values.toArray();
        }

        private void and(String condition, @Nullable Object... given) {
            if (given[0] != null) {
                conditions.add(condition);
                values.addAll(List.of(given));
            }
        }

        private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
            return instant == null ? null : Columns.time(instant);
        }

        private static <E extends Enum<E> & Word> Object words(Iterable<E> values) {
            var words = new ArrayList<String>();
            values.forEach(value -> words.add(value.word()));
            return words.toArray(String[]::new);
        }
    }

    private static Call call(ResultSet row) throws SQLException {
        return new Call(row.getString("id"), word(row, "type", CallType.class), word(row, "status", CallStatus.class),
                row.getString("queue_id"), instant(row, "start_time"), optionalInstant(row, "end_time"),
                row.getString("agent_id"), instant(row, "status_since"), optionalInstant(row, "answered_at"),
                row.getObject("wait_time", Double.class), row.getDouble("hold_time"), endReason(row), flags(row),
                row.getInt("sequence"));
    }
}
