package callboard.calls.call;

import callboard.calls.call.AccessPath.Branch;
import callboard.calls.rows.Columns;
import callboard.calls.rows.Cursor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statements that read a page of calls. None looks at more than so many calls, whatever is asked for.
record CallQuery(CallFilter filter, AccessPath path) {

    /// As many calls are looked at for a page. Where hardly one of them meets the filter, the page ends there and its
    /// cursor goes on from there.
    static final int LONGEST_WALK = 10_000;
    /// As many calls are counted where no counter knows how many there are.
    static final int MOST_COUNTED = 10_000;

    /// A page from the cursor on, and with each of its calls the total, as `matching` and `at_least`. When the page is
    /// empty there is one row all the same, without a call.
    SqlFragment pageAndTotal(SqlFragment total, @Nullable Cursor cursor, int limit) {
        return SqlFragment.sql(
                "select total.*, calls.* from (",
                total,
                ") as total left join (",
                page(cursor, limit),
                ") as calls on true",
                order());
    }

    SqlFragment page(@Nullable Cursor cursor, int limit) {
        // How far the walk goes decides by which index: said exactly where it is known.
        int most = path.rest().isEmpty() ? limit : LONGEST_WALK;
        return SqlFragment.sql(
                "select ",
                CallRepository.COLUMNS,
                ", key from (",
                walked(cursor, most),
                ") as calls where ",
                SqlFragment.all(path.rest().stream()),
                order(),
                " limit " + limit);
    }

    /// A page by number: everything before it is passed by, in the index, which takes the longer the deeper the page
    /// is.
    SqlFragment page(long offset, int limit) {
        return SqlFragment.sql(
                "select ",
                CallRepository.COLUMNS,
                ", ",
                filter.sort().key(filter.asOf()),
                " as key from calls where id in (",
                "select id from (",
                walked(null, Long.MAX_VALUE),
                ") as calls where ",
                SqlFragment.all(path.rest().stream()),
                order(),
                " limit " + limit + " offset " + offset,
                ")",
                order());
    }

    /// The last call that a page looked at, when it looked at as many as it may.
    SqlFragment nextCursor(@Nullable Cursor cursor) {
        return SqlFragment.sql(
                "select ",
                CallRepository.COLUMNS,
                ", key from (",
                walked(cursor, LONGEST_WALK),
                ") as calls",
                order(),
                " limit 1 offset " + (LONGEST_WALK - 1));
    }

    /// Of all calls, by status, type and queue: from the counters.
    static SqlFragment countOfKind(CallFilter filter) {
        return SqlFragment.sql(
                "select coalesce(sum(calls), 0)::bigint as matching, false as at_least from counted_calls where ",
                SqlFragment.all(new Conditions(filter).kind()));
    }

    /// Of calls whose id, or whose agent's id, begins so.
    static SqlFragment countOfNamed(CallFilter filter) {
        return counted("count(*)", new Conditions(filter).named(MOST_COUNTED + 1));
    }

    /// Of the first so many calls on the way, those that are meant.
    SqlFragment count() {
        var most = " limit " + (MOST_COUNTED + 1);
        // An index alone is enough to count them, where nothing else is asked of them.
        boolean isAllMeant = path.rest().isEmpty();
        var columns = isAllMeant ? "1" : "calls.*";
        var branches = path.branches().stream()
                .map(branch -> SqlFragment.sql(
                        "(select " + columns + " from ",
                        isAllMeant ? branch.counted() : branch.from(),
                        " where ",
                        branch.condition(),
                        most + ")"))
                .toList();
        return counted(
                SqlFragment.sql("count(*) filter (where ", SqlFragment.all(path.rest().stream()), ")"),
                branches.size() == 1
                        ? branches.getFirst()
                        : SqlFragment.sql(SqlFragment.join(branches, " union all "), most));
    }

    private static SqlFragment counted(Object matching, SqlFragment calls) {
        return SqlFragment.sql(
                "select least(",
                matching,
                ", " + MOST_COUNTED + ")::bigint as matching, count(*) > " + MOST_COUNTED + " as at_least from (",
                calls,
                ") as calls");
    }

    /// The calls on the way, in order, from the cursor on; each branch has an index that has them in this order.
    private SqlFragment walked(@Nullable Cursor cursor, long most) {
        var limit = most == Long.MAX_VALUE ? "" : " limit " + most;
        boolean isByWait = filter.sort().by() == Sort.By.WAITED;
        var branches = path.branches().stream()
                .flatMap(branch -> isByWait
                        ? Stream.of(
                                waiting(branch, cursor, limit), along(branch.and("status <> 'waiting'"), cursor, limit))
                        : Stream.of(along(branch, cursor, limit)))
                .toList();
        return branches.size() == 1
                ? branches.getFirst()
                : SqlFragment.sql(
                        "select * from (", SqlFragment.join(branches, " union all "), ") as calls", order(), limit);
    }

    private SqlFragment along(Branch branch, @Nullable Cursor cursor, String limit) {
        // What is found in order of start is looked up only as far as the page goes.
        boolean isInOrder = branch.lookup() != null && filter.sort().by() == Sort.By.START_TIME;
        var key = SqlFragment.of(isInOrder ? "started_at" : filter.sort().by().key());
        return SqlFragment.sql(
                "(select calls.*, ",
                key,
                " as key from ",
                branch.from(),
                " where ",
                branch.condition(),
                after(key, isInOrder ? "call_id" : "id", cursor),
                order(),
                limit,
                ")");
    }

    /// Who has waited longest has done so since earliest, which is what the index has.
    private SqlFragment waiting(Branch branch, @Nullable Cursor cursor, String limit) {
        boolean descending = filter.sort().descending();
        var key = Sort.waiting(filter.asOf());
        var since = cursor != null && cursor.key() instanceof Sort.Waited waited
                ? SqlFragment.of(" and status_since " + (descending ? ">=" : "<=") + " ?", Columns.time(waited.since()))
                : SqlFragment.of("");
        return SqlFragment.sql(
                "(select calls.*, ",
                key,
                " as key from ",
                branch.from(),
                " where ",
                branch.and("status = 'waiting'").condition(),
                after(key, "id", cursor),
                since,
                descending ? " order by status_since, id desc" : " order by status_since desc, id",
                limit,
                ")");
    }

    private SqlFragment after(SqlFragment key, String id, @Nullable Cursor cursor) {
        if (cursor == null) {
            return SqlFragment.of("");
        }
        var value = cursor.key() instanceof Sort.Waited waited ? waited.seconds() : cursor.argument();
        return SqlFragment.sql(
                " and (",
                key,
                SqlFragment.of(", " + id + ") " + filter.sort().comparison() + " (?, ?)", value, cursor.id()));
    }

    private String order() {
        var direction = filter.sort().descending() ? " desc" : "";
        return " order by key" + direction + ", id" + direction;
    }
}
