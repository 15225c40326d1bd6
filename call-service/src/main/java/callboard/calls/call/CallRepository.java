package callboard.calls.call;

import static callboard.calls.rows.Columns.endReason;
import static callboard.calls.rows.Columns.flags;
import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.word;

import callboard.calls.rows.EventRepository;
import callboard.calls.rows.Reads;
import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallPage;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.viewers.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Calls and their events as they are read: projections, no entities.
@Component
class CallRepository {

    static final String COLUMNS = """
            id, type, status, queue_id, agent_id, start_time, end_time, status_since, answered_at, wait_time, hold_time,
            end_reason, array_to_string(flags, ',') as flags, sequence""";

    // Beyond this, a search is no longer one for certain calls.
    private static final int MOST_NAMED = 1000;

    private final JdbcTemplate sql;
    private final Totals totals;
    private final CappedCounts uncounted;
    private final EventRepository events;

    CallRepository(Reads reads, Totals totals, CappedCounts uncounted, EventRepository events) {
        this.sql = reads.sql();
        this.totals = totals;
        this.uncounted = uncounted;
        this.events = events;
    }

    /// A call that the viewer may not see is none.
    Optional<Call> find(String id, Viewer viewer) {
        return sql.query("select " + COLUMNS + " from calls where id = ?", (row, _) -> call(row), id).stream()
                .filter(call -> viewer.allows(call.queueId()))
                .findFirst();
    }

    /// In the order of sequence.
    List<CallEvent> events(String callId, Viewer viewer) {
        return !viewer.seesEveryQueue() && find(callId, viewer).isEmpty()
                ? List.of()
                : sql.query(
                        "select * from call_events where call_id = ? order by sequence",
                        (row, _) -> events.event(row),
                        callId);
    }

    CallPage page(CallFilter filter) {
        var named = named(filter);
        if (filter.q() != null && named.isEmpty() || filter.seesNothing()) {
            return CallPage.of(List.of(), 0, false, filter.page(), filter.limit(), null);
        }
        var query = query(filter, named);
        long offset = filter.cursor() == null ? (filter.page() - 1L) * filter.limit() : 0;
        // One more than asked for tells whether there is a next page.
        var found = offset == 0
                ? withTotal(query.pageAndTotal(filter.cursor(), fetched(filter.limit())))
                : numbered(query, offset, filter.limit());
        if (found.cut && found.total == CallQuery.MOST_COUNTED && !query.uncounted()) {
            uncounted.found(filter, System.nanoTime());
        }
        var some = found.calls.size() > filter.limit() ? found.calls.subList(0, filter.limit()) : found.calls;
        return CallPage.of(
                some,
                found.total,
                found.cut,
                filter.page(),
                filter.limit(),
                found.calls.size() > filter.limit()
                        ? Cursor.after(some.getLast(), filter.sort()).toString()
                        : offset > 0 || found.isAll(filter)
                                ? null
                                : beyond(query, filter.cursor())
                                        .map(Cursor::toString)
                                        .orElse(null));
    }

    /// The calls after the cursor and where to go on from there; for those who want them all.
    Slice some(CallFilter filter, @Nullable Cursor cursor, int limit) {
        var named = named(filter);
        if (filter.q() != null && named.isEmpty() || filter.seesNothing()) {
            return new Slice(List.of(), Optional.empty());
        }
        var query = query(filter, named);
        var calls = calls(query.page(cursor, limit));
        return new Slice(
                calls,
                calls.size() == limit
                        ? Optional.of(Cursor.after(calls.getLast(), filter.sort()))
                        : beyond(query, cursor));
    }

    /// @param next where to go on; empty when that was all
    record Slice(List<Call> calls, Optional<Cursor> next) {}

    private record Found(List<Call> calls, long total, boolean cut) {

        boolean isAll(CallFilter filter) {
            return filter.cursor() == null && !cut && calls.size() == total;
        }
    }

    private CallQuery query(CallFilter filter, List<String> named) {
        return new CallQuery(
                filter,
                AccessPath.of(filter, totals, named.size() > MOST_NAMED ? List.of() : named),
                uncounted.has(filter, System.nanoTime()));
    }

    /// The calls that a search means, or one more than are still sorted by hand.
    private List<String> named(CallFilter filter) {
        if (filter.q() == null || !Conditions.isStartOfAnId(filter.q())) {
            return List.of();
        }
        var any = new Conditions(filter).named(MOST_NAMED + 1);
        return sql.queryForList(any.text(), String.class, any.values().toArray());
    }

    private Found withTotal(SqlFragment statement) {
        var calls = new ArrayList<Call>();
        var total = new long[1];
        var cut = new boolean[1];
        sql.query(
                statement.text(),
                row -> {
                    total[0] = row.getLong("matching");
                    cut[0] = row.getBoolean("cut");
                    if (row.getString("id") != null) {
                        calls.add(call(row));
                    }
                },
                statement.values().toArray());
        return new Found(calls, total[0], cut[0]);
    }

    /// Beyond the last page there is nothing to skip to.
    private Found numbered(CallQuery query, long offset, int limit) {
        var total = withTotal(SqlFragment.sql("select total.*, null as id from (", query.total(), ") as total"));
        return offset >= total.total && !total.cut
                ? total
                : new Found(calls(query.page(offset, limit + 1)), total.total, total.cut);
    }

    /// Where a walk turned back before it had found enough.
    private Optional<Cursor> beyond(CallQuery query, @Nullable Cursor cursor) {
        if (query.walk().rest().isEmpty()) {
            return Optional.empty();
        }
        return calls(query.nextCursor(cursor)).stream()
                .findFirst()
                .map(call -> Cursor.after(call, query.filter().sort()));
    }

    private List<Call> calls(SqlFragment statement) {
        return sql.query(
                statement.text(), (row, _) -> call(row), statement.values().toArray());
    }

    /// Few different numbers, so that a connection has few different statements to remember.
    private static int fetched(int limit) {
        return limit <= 20 ? 21 : limit <= 50 ? 51 : limit + 1;
    }

    private static Call call(ResultSet row) throws SQLException {
        return new Call(
                row.getString("id"),
                word(row, "type", CallType.class),
                word(row, "status", CallStatus.class),
                row.getString("queue_id"),
                instant(row, "start_time"),
                optionalInstant(row, "end_time"),
                row.getString("agent_id"),
                instant(row, "status_since"),
                optionalInstant(row, "answered_at"),
                row.getObject("wait_time", Double.class),
                row.getDouble("hold_time"),
                endReason(row),
                flags(row),
                row.getInt("sequence"));
    }
}
