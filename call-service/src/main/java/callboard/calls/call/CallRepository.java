package callboard.calls.call;

import static callboard.calls.rows.Columns.endReason;
import static callboard.calls.rows.Columns.flags;
import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.word;
import static java.util.stream.Collectors.groupingBy;

import callboard.calls.database.ReadPath;
import callboard.calls.lifecycle.Parties;
import callboard.calls.lifecycle.Visits;
import callboard.calls.rows.Cursor;
import callboard.calls.rows.EventRepository;
import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallPage;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.viewer.Viewer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Calls and their events as they are read: projections, no entities.
@Component
class CallRepository {

    static final String COLUMNS = """
            id, type, status, queue_id, agent_id, start_time, end_time, status_since, answered_at, wait_time, hold_time,
            end_reason, array_to_string(flags, ',') as flags, sequence, parties""";

    private static final String CALL = "select " + COLUMNS + " from calls where id = ?";

    private static final String EVENTS = """
            select * from call_events where call_id = ? and not gave_way
            order by type <> 'call_initiated', happened_at, sequence
            """;

    private static final String CALL_AND_EVENTS = CALL + ";" + EVENTS;

    // Beyond this, a search is no longer one for certain calls.
    private static final int MOST_NAMED = 1000;

    private final JdbcClient sql;
    private final JdbcTemplate template;
    private final JsonMapper json;
    private final Totals totals;
    private final RecentCounts counts;
    private final EventRepository events;

    CallRepository(
            @ReadPath JdbcTemplate template,
            JsonMapper json,
            Totals totals,
            RecentCounts counts,
            EventRepository events) {
        this.sql = JdbcClient.create(template);
        this.template = template;
        this.json = json;
        this.totals = totals;
        this.counts = counts;
        this.events = events;
    }

    /// A call that the viewer may not see is none.
    Optional<Call> find(String id, Viewer viewer) {
        return calls(SqlFragment.of(CALL, id)).stream()
                .filter(call -> viewer.allows(call.queueId()))
                .findFirst();
    }

    /// With its visits, as far as the call tells of them: a later event belongs to a later read. In one round trip.
    Optional<Call> findWithVisits(String id, Viewer viewer) {
        return template.execute(CALL_AND_EVENTS, (PreparedStatement statement) -> {
            statement.setString(1, id);
            statement.setString(2, id);
            statement.execute();
            var row = statement.getResultSet();
            var call = row.next() ? call(row) : null;
            if (call == null || !viewer.allows(call.queueId())) {
                return Optional.empty();
            }
            statement.getMoreResults();
            var history = new ArrayList<CallEvent>();
            for (var event = statement.getResultSet(); event.next(); ) {
                history.add(events.event(event));
            }
            return Optional.of(withVisits(call, history));
        });
    }

    private static Call withVisits(Call call, List<CallEvent> history) {
        return call.with(Visits.of(
                call.id(),
                history.stream()
                        .filter(event -> event.sequence() <= call.sequence())
                        .toList()));
    }

    /// In the order in which they happened. What we had noticed and was belied is none of them.
    List<CallEvent> events(String callId, Viewer viewer) {
        return !viewer.seesEveryQueue() && find(callId, viewer).isEmpty() ? List.of() : events(callId);
    }

    private List<CallEvent> events(String callId) {
        return sql.sql(EVENTS)
                .param(callId)
                .query((row, _) -> events.event(row))
                .list();
    }

    CallPage page(CallFilter filter) {
        var named = named(filter);
        if (findsNothing(filter, named)) {
            return CallPage.of(List.of(), 0, false, filter.page(), filter.limit(), null);
        }
        var query = query(filter, named);
        long offset = filter.cursor() == null ? (filter.page() - 1L) * filter.limit() : 0;
        // One more than asked for shows whether there is a next page.
        var found = offset == 0
                ? found(query.pageAndTotal(total(filter, named), filter.cursor(), fetched(filter.limit())))
                : numbered(query, total(filter, named), offset, filter.limit() + 1);
        remember(filter, found.total);
        boolean more = found.calls.size() > filter.limit();
        var page = more ? found.calls.subList(0, filter.limit()) : found.calls;
        Optional<Cursor> next;
        if (more) {
            next = Optional.of(filter.after(page.getLast()));
        } else if (offset > 0 || found.isAll(filter)) {
            next = Optional.empty();
        } else {
            next = beyond(query, filter.cursor());
        }
        return CallPage.of(
                page,
                found.total.matching(),
                found.total.atLeast(),
                filter.page(),
                filter.limit(),
                next.map(Cursor::toString).orElse(null));
    }

    /// The calls after the cursor and where to go on from there; for those who want them all.
    Slice slice(CallFilter filter, @Nullable Cursor cursor, int limit) {
        var named = named(filter);
        if (findsNothing(filter, named)) {
            return new Slice(List.of(), Optional.empty());
        }
        var query = query(filter, named);
        var calls = calls(query.page(cursor, limit));
        return new Slice(
                calls, calls.size() == limit ? Optional.of(filter.after(calls.getLast())) : beyond(query, cursor));
    }

    /// Each call with its visits, as far as it tells of them, by one more read.
    Slice withVisits(Slice slice) {
        var ids = slice.calls.stream().map(Call::id).toArray(String[]::new);
        var histories = sql
                .sql("select * from call_events where call_id = any(?) and not gave_way")
                .param(ids)
                .query((row, _) -> events.event(row))
                .list()
                .stream()
                .collect(groupingBy(CallEvent::callId));
        return new Slice(
                slice.calls.stream()
                        .map(call -> withVisits(call, histories.getOrDefault(call.id(), List.of())))
                        .toList(),
                slice.next);
    }

    /// @param next where to go on; empty when that was all
    record Slice(List<Call> calls, Optional<Cursor> next) {}

    private record Found(List<Call> calls, Total total) {

        boolean isAll(CallFilter filter) {
            return filter.cursor() == null && !total.atLeast() && calls.size() == total.matching();
        }
    }

    private static boolean findsNothing(CallFilter filter, List<String> named) {
        return filter.q() != null && named.isEmpty() || filter.seesNothing();
    }

    /// The calls that a search means, or one more than are still sorted by hand.
    private List<String> named(CallFilter filter) {
        if (filter.q() == null || !Conditions.isStartOfAnId(filter.q())) {
            return List.of();
        }
        var ids = new Conditions(filter).named(MOST_NAMED + 1);
        return sql.sql(ids.text()).params(ids.values()).query(String.class).list();
    }

    private AccessPath byStart(CallFilter filter, List<String> named) {
        return named.isEmpty() || named.size() > MOST_NAMED
                ? AccessPath.byStart(filter, totals)
                : AccessPath.named(filter, named);
    }

    /// In another order than that of the start, few calls are sorted by hand.
    private CallQuery query(CallFilter filter, List<String> named) {
        boolean isByStart = filter.sort().by() == Sort.By.START_TIME;
        return new CallQuery(
                filter, isByStart || isSortable(filter, named) ? byStart(filter, named) : AccessPath.sorted(filter));
    }

    private boolean isSortable(CallFilter filter, List<String> named) {
        if (filter.isOfKind()) {
            return !filter.meansEnded() || totals.ofKind(filter) <= AccessPath.SORTABLE;
        }
        var total =
                found(SqlFragment.sql("select total.*, null as id from (", total(filter, named), ") as total")).total;
        remember(filter, total);
        return !total.atLeast();
    }

    private SqlFragment total(CallFilter filter, List<String> named) {
        if (filter.isOfKind()) {
            return CallQuery.countOfKind(filter);
        }
        var known = counts.of(filter, System.nanoTime());
        if (known != null) {
            return SqlFragment.of(
                    "select ?::bigint as matching, ?::boolean as at_least", known.matching(), known.atLeast());
        }
        return filter.isSearchAlone()
                ? CallQuery.countOfNamed(filter)
                : new CallQuery(filter, byStart(filter, named)).count();
    }

    private void remember(CallFilter filter, Total total) {
        if (!filter.isOfKind()) {
            counts.found(filter, total, System.nanoTime());
        }
    }

    private Found found(SqlFragment statement) {
        var calls = new ArrayList<Call>();
        var total = new Total[1];
        sql.sql(statement.text()).params(statement.values()).query(row -> {
            total[0] = new Total(row.getLong("matching"), row.getBoolean("at_least"));
            if (row.getString("id") != null) {
                calls.add(call(row));
            }
        });
        return new Found(calls, total[0]);
    }

    /// Beyond the last page there is nothing to skip to.
    private Found numbered(CallQuery query, SqlFragment count, long offset, int limit) {
        var counted = found(SqlFragment.sql("select total.*, null as id from (", count, ") as total"));
        return offset >= counted.total.matching() && !counted.total.atLeast()
                ? counted
                : new Found(calls(query.page(offset, limit)), counted.total);
    }

    /// Where a walk turned back before it had found enough.
    private Optional<Cursor> beyond(CallQuery query, @Nullable Cursor cursor) {
        if (query.path().rest().isEmpty()) {
            return Optional.empty();
        }
        return calls(query.nextCursor(cursor)).stream().findFirst().map(query.filter()::after);
    }

    private List<Call> calls(SqlFragment statement) {
        return sql.sql(statement.text())
                .params(statement.values())
                .query((row, _) -> call(row))
                .list();
    }

    /// Few different numbers, so that a connection has few different statements to remember.
    private static int fetched(int limit) {
        return limit <= 20 ? 21 : limit <= 50 ? 51 : limit + 1;
    }

    private Call call(ResultSet row) throws SQLException {
        var told = row.getString("parties");
        var parties = told == null ? Parties.NOBODY : json.readValue(told, Parties.class);
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
                row.getInt("sequence"),
                parties.from(),
                parties.to(),
                parties.direction(),
                parties.callerName(),
                parties.attributes(),
                null);
    }
}
