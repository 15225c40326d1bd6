package callboard.calls.call;

import callboard.calls.rows.Cursor;
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
                ", " + filter.sort().by().key() + " as key from calls where id in (",
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
        var columns = path.rest().isEmpty() ? "1" : "*";
        var branches = path.branches().stream()
                .map(branch -> SqlFragment.sql("(select " + columns + " from calls where ", branch, most + ")"))
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
        var key = filter.sort().by().key();
        var end = order() + (most == Long.MAX_VALUE ? "" : " limit " + most);
        var after = cursor == null
                ? SqlFragment.of("true")
                : SqlFragment.of(
                        "(" + key + ", id) " + filter.sort().comparison() + " (?, ?)", cursor.argument(), cursor.id());
        var branches = path.branches().stream()
                .map(branch -> SqlFragment.sql(
                        "(select *, " + key + " as key from calls where ", branch, " and ", after, end, ")"))
                .toList();
        return branches.size() == 1
                ? branches.getFirst()
                : SqlFragment.sql("select * from (", SqlFragment.join(branches, " union all "), ") as calls", end);
    }

    private String order() {
        var direction = filter.sort().descending() ? " desc" : "";
        return " order by key" + direction + ", id" + direction;
    }
}
