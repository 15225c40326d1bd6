package callboard.calls.call;

import static java.util.stream.Stream.concat;

import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a filter's calls are come by: along an index, with few others in between.
///
/// Ended calls are met along branches, each of which has an index; live ones are few, and those that are meant
/// are found among them.
///
/// @param branches the ways there; no call is on two of them
/// @param rest     what calls on the way have to meet besides; none when all on it are meant
record AccessPath(List<Branch> branches, List<SqlFragment> rest) {

    /// @param lookup    where the calls' ids are found, each once, with their starts, as `call_id` and `started_at` in
    /// the
    ///         order of the newest start; null where they are met among all calls
    /// @param condition what the calls have in common
    record Branch(@Nullable SqlFragment lookup, SqlFragment condition) {

        static Branch of(SqlFragment condition) {
            return new Branch(null, condition);
        }

        Branch and(String more) {
            return new Branch(lookup, SqlFragment.sql(condition, " and " + more));
        }

        SqlFragment from() {
            return lookup == null
                    ? SqlFragment.of("calls")
                    : SqlFragment.sql(found(lookup), " join calls on id = call_id");
        }

        /// The same for who counts them alone: of what is found in full no call is looked up.
        SqlFragment counted() {
            return lookup == null || !condition.equals(ANY) ? from() : found(lookup);
        }

        private static SqlFragment found(SqlFragment lookup) {
            return SqlFragment.sql("(", lookup, ") as found");
        }
    }

    /// As many may be sorted for a page.
    static final int SORTABLE = 2000;

    // Of which each has a branch of its own.
    private static final int MOST_QUEUES = 4;
    // Nobody counts how many calls are flagged to find out; less than one of so many, usually.
    private static final int FLAGGED_ONE_IN = 20;

    private static final SqlFragment ANY = SqlFragment.of("true");
    private static final SqlFragment ENDED = SqlFragment.of("status = 'ended'");
    static final SqlFragment LIVE = SqlFragment.of("status <> 'ended'");

    AccessPath {
        branches = List.copyOf(branches);
        rest = List.copyOf(rest);
    }

    /// The calls that a search found, when these are few.
    static AccessPath named(CallFilter filter, List<String> ids) {
        return new AccessPath(
                List.of(Branch.of(SqlFragment.of("id = any(?)", (Object) ids.toArray(String[]::new)))),
                new Conditions(filter).all().toList());
    }

    /// In order of start, whichever way round.
    static AccessPath byStart(CallFilter filter, Totals totals) {
        var conditions = new Conditions(filter);
        if (!filter.parts().isEmpty()) {
            return new AccessPath(
                    List.of(new Branch(conditions.found(filter.parts().getFirst()), ANY)),
                    concat(conditions.allButTheFirstPart(), conditions.search()).toList());
        }
        if (filter.visited() != null) {
            return visited(filter);
        }
        // A viewer of many queues but not all goes past what is not theirs.
        boolean hasPlace = conditions.place().findAny().isPresent()
                && (filter.queues() == null || filter.queues().size() <= MOST_QUEUES);
        long there = hasPlace ? totals.ofKind(filter) : Long.MAX_VALUE;
        if (there > SORTABLE && filter.agentId() != null) {
            return along(
                    filter,
                    conditions.agent().toList(),
                    concat(conditions.endReasons(), concat(conditions.place(), conditions.flags())));
        }
        if (there > totals.all() / FLAGGED_ONE_IN && !filter.flags().isEmpty()) {
            return along(
                    filter,
                    flagged(filter.flags()),
                    concat(conditions.endReasons(), concat(conditions.place(), conditions.agent())));
        }
        var others = concat(conditions.flags(), conditions.agent());
        if (there > totals.all() / FLAGGED_ONE_IN && !filter.endReasons().isEmpty()) {
            return along(filter, endedSo(filter.endReasons()), concat(conditions.place(), others));
        }
        others = concat(conditions.endReasons(), others);
        return hasPlace
                ? along(filter, places(filter), others)
                : along(filter, List.of(ANY), concat(conditions.place(), others));
    }

    /// Those who stayed in the queue are met along it, those who came and went are looked up.
    private static AccessPath visited(CallFilter filter) {
        var conditions = new Conditions(filter);
        var branches = new ArrayList<Branch>();
        if (filter.meansEnded()) {
            types(filter)
                    .forEach(type ->
                            branches.add(Branch.of(SqlFragment.all(Stream.of(ENDED, type, conditions.stayed())))));
        }
        if (filter.meansLive()) {
            branches.add(Branch.of(SqlFragment.all(Stream.of(LIVE, conditions.stayed()))));
        }
        conditions.left().ifPresent(_ -> branches.add(new Branch(conditions.foundLeft(), ANY)));
        branches.add(new Branch(conditions.foundCame(), conditions.cameAndNeverLeft()));
        return new AccessPath(
                branches,
                concat(conditions.allButVisited(), conditions.search()).toList());
    }

    /// In another order, for which there is an index of all ended calls.
    static AccessPath sorted(CallFilter filter) {
        var conditions = new Conditions(filter);
        var branches = new ArrayList<Branch>();
        if (filter.sort().by() == Sort.By.ID) {
            branches.add(Branch.of(ANY));
        } else {
            if (filter.meansEnded()) {
                branches.add(Branch.of(ENDED));
            }
            if (filter.meansLive()) {
                branches.add(Branch.of(LIVE));
            }
        }
        return new AccessPath(
                branches, concat(conditions.all(), conditions.search()).toList());
    }

    private static AccessPath along(CallFilter filter, List<SqlFragment> ways, Stream<SqlFragment> others) {
        var conditions = new Conditions(filter);
        var branches = new ArrayList<Branch>();
        if (filter.meansEnded()) {
            ways.forEach(way ->
                    branches.add(Branch.of(SqlFragment.all(concat(Stream.of(ENDED, way), conditions.time())))));
        }
        if (filter.meansLive()) {
            branches.add(Branch.of(SqlFragment.all(conditions.allOfLive())));
        }
        return new AccessPath(
                branches,
                Stream.of(others, conditions.answered(), conditions.search())
                        .flatMap(each -> each)
                        .toList());
    }

    /// One for each type and queue that is meant.
    private static List<SqlFragment> places(CallFilter filter) {
        var queues = filter.queues() == null
                ? List.of(ANY)
                : filter.queues().stream()
                        .sorted()
                        .map(queue -> SqlFragment.of("queue_id = ?", queue))
                        .toList();
        return types(filter)
                .flatMap(type -> queues.stream().map(queue -> SqlFragment.sql(type, " and ", queue)))
                .toList();
    }

    private static Stream<SqlFragment> types(CallFilter filter) {
        var types = filter.types().isEmpty() ? EnumSet.allOf(CallType.class) : filter.types();
        return types.stream().map(type -> SqlFragment.of("type = '" + type.word() + "'"));
    }

    private static List<SqlFragment> endedSo(Set<EndReason> reasons) {
        return reasons.stream()
                .map(reason -> SqlFragment.in("end_reason", EnumSet.of(reason)))
                .toList();
    }

    /// A call with two of the flags is on the first one's way only.
    private static List<SqlFragment> flagged(Set<Rule> flags) {
        var earlier = EnumSet.noneOf(Rule.class);
        var branches = new ArrayList<SqlFragment>();
        for (var flag : flags) {
            var has = "flags @> " + SqlFragment.array(Set.of(flag));
            branches.add(
                    SqlFragment.of(earlier.isEmpty() ? has : has + " and not flags && " + SqlFragment.array(earlier)));
            earlier.add(flag);
        }
        return branches;
    }
}
