package callboard.calls.call;

import static java.util.stream.Stream.concat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statements that read a page of calls. None looks at more than so many calls, whatever is asked for.
///
/// @param uncounted whether more calls than are counted are known to be meant
record CallQuery(CallFilter filter, AccessPath walk, boolean uncounted) {

    /// As many calls are looked at for a page. Where hardly one of them meets the filter, the page ends there and
    /// its
    /// cursor goes on from there.
    static final int LONGEST_WALK = 10_000;
    /// As many calls are counted where no counter knows how many there are.
    static final int MOST_COUNTED = 10_000;

    /// A page from the cursor on, and the total that goes with it: as `matching`, and as `cut` whether there may
    /// be more.
    /// When the page is empty there is one row all the same, without a call.
    SqlFragment pageAndTotal(@Nullable Cursor cursor, int limit) {
        return SqlFragment.sql(
                "select total.*, calls.* from (",
                total(),
                ") as total left join (",
                page(cursor, limit),
                ") as calls on true",
                order());
    }

    SqlFragment page(@Nullable Cursor cursor, int limit) {
        // How far the walk goes decides by which index: said exactly where it is known.
        int most = walk.rest().isEmpty() ? limit : LONGEST_WALK;
        return SqlFragment.sql(
                "select ",
                CallRepository.COLUMNS,
                ", key from (",
                walked(cursor, most),
                ") as calls where ",
                SqlFragment.all(walk.rest().stream()),
                order(),
                " limit " + limit);
    }

    /// A page by number: everything before it is passed by, in the index, which takes the longer the deeper the
    /// page is.
    SqlFragment page(long offset, int limit) {
        return SqlFragment.sql(
                "select ",
                CallRepository.COLUMNS,
                ", " + filter.sort().by().key() + " as key from calls where id in (",
                "select id from (",
                walked(null, Long.MAX_VALUE),
                ") as calls where ",
                SqlFragment.all(walk.rest().stream()),
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

    /// From the counters where there are some: a search and a span of time have none.
    SqlFragment total() {
        if (uncounted) {
            return SqlFragment.of("select " + MOST_COUNTED + "::bigint as matching, true as cut");
        }
        var conditions = new Conditions(filter);
        if (filter.q() != null && conditions.all().findAny().isEmpty()) {
            return SqlFragment.sql(
                    "select least(count(*), " + MOST_COUNTED + ") as matching, count(*) > " + MOST_COUNTED
                            + " as cut from (",
                    conditions.named(MOST_COUNTED + 1),
                    ") as calls");
        }
        if (filter.q() != null || filter.from() != null || filter.to() != null) {
            return SqlFragment.sql(
                    "select least(count(*) filter (where ",
                    SqlFragment.all(walk.rest().stream()),
                    "), " + MOST_COUNTED + ") as matching, count(*) > " + MOST_COUNTED + " as cut from (",
                    walked(null, MOST_COUNTED + 1),
                    ") as calls");
        }
        return SqlFragment.sql(
                "select (",
                filter.agentId() == null ? counted(conditions) : countedOfAgent(conditions),
                ")::bigint as matching, false as cut");
    }

    private SqlFragment counted(Conditions conditions) {
        return filter.flags().isEmpty()
                ? sum("counted_calls", conditions.kind())
                : sum("counted_flags", concat(conditions.flags(), conditions.kind()));
    }

    /// Ended calls are counted, live ones looked up.
    private SqlFragment countedOfAgent(Conditions conditions) {
        return SqlFragment.sql(
                filter.meansEnded()
                        ? sum(
                                "counted_agents",
                                Stream.of(conditions.agent(), conditions.flags(), conditions.place())
                                        .flatMap(each -> each))
                        : "0",
                " + (select count(*) from calls where ",
                SqlFragment.all(Stream.of(
                                Stream.of(SqlFragment.of("status <> 'ended'")),
                                conditions.agent(),
                                conditions.kind(),
                                conditions.flags())
                        .flatMap(each -> each)),
                ")");
    }

    private static SqlFragment sum(String table, Stream<SqlFragment> conditions) {
        return SqlFragment.sql(
                "coalesce((select sum(calls) from " + table + " where ", SqlFragment.all(conditions), "), 0)");
    }

    /// The calls on the way, in order, from the cursor on; each branch has an index that has them in this order.
    private SqlFragment walked(@Nullable Cursor cursor, long most) {
        var sort = filter.sort();
        var end = order() + (most == Long.MAX_VALUE ? "" : " limit " + most);
        var beyond = cursor == null
                ? Stream.<SqlFragment>empty()
                : Stream.of(SqlFragment.of(
                        "(" + sort.by().key() + ", id) " + sort.comparison() + " (?, ?)",
                        cursor.argument(),
                        cursor.id()));
        var after = SqlFragment.all(beyond);
        var branches = walk.branches().stream()
                .map(branch -> SqlFragment.sql(
                        "(select *, " + sort.by().key() + " as key from calls where ",
                        branch,
                        " and ",
                        after,
                        end,
                        ")"))
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
