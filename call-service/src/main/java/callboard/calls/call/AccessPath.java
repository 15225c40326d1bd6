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

/// How a filter's calls are come by: along an index, with few others in between.
///
/// Ended calls are met along branches, each of which has an index; live ones are few, and those that are meant
/// are found among them.
///
/// @param branches what the calls of each way there have in common; no call is on two of them
/// @param rest     what calls on the way have to meet besides; none when all on it are meant
record AccessPath(List<SqlFragment> branches, List<SqlFragment> rest) {

    /// As many may be sorted for a page.
    static final int SORTABLE = 2000;

    // Of which each has a branch of its own.
    private static final int MOST_QUEUES = 4;
    // Nobody counts how many calls are flagged to find out; less than one of so many, usually.
    private static final int FLAGGED_ONE_IN = 20;

    private static final SqlFragment ANY = SqlFragment.of("true");
    private static final SqlFragment ENDED = SqlFragment.of("status = 'ended'");
    private static final SqlFragment LIVE = SqlFragment.of("status <> 'ended'");

    AccessPath {
        branches = List.copyOf(branches);
        rest = List.copyOf(rest);
    }

    /// The calls that a search found, when these are few.
    static AccessPath named(CallFilter filter, List<String> ids) {
        return new AccessPath(
                List.of(SqlFragment.of("id = any(?)", (Object) ids.toArray(String[]::new))),
                new Conditions(filter).all().toList());
    }

    /// In order of start, whichever way round.
    static AccessPath byStart(CallFilter filter, Totals totals) {
        var conditions = new Conditions(filter);
        if (filter.missedBy() != null) {
            return new AccessPath(
                    conditions.missed().toList(),
                    concat(conditions.all(), conditions.search()).toList());
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

    /// Those who stayed in the queue are met along it, and those who came and went are looked up.
    private static AccessPath visited(CallFilter filter) {
        var conditions = new Conditions(filter);
        var branches = new ArrayList<SqlFragment>();
        if (filter.meansEnded()) {
            types(filter).forEach(type -> branches.add(SqlFragment.all(Stream.of(ENDED, type, conditions.stayed()))));
        }
        if (filter.meansLive()) {
            branches.add(SqlFragment.all(Stream.of(LIVE, conditions.stayed())));
        }
        branches.add(conditions.moved());
        return new AccessPath(
                branches,
                concat(conditions.allButVisited(), conditions.search()).toList());
    }

    /// In another order, for which there is an index of all ended calls.
    static AccessPath sorted(CallFilter filter) {
        var conditions = new Conditions(filter);
        var branches = new ArrayList<SqlFragment>();
        if (filter.sort().by() == Sort.By.ID) {
            branches.add(ANY);
        } else {
            if (filter.meansEnded()) {
                branches.add(ENDED);
            }
            if (filter.meansLive()) {
                branches.add(LIVE);
            }
        }
        return new AccessPath(
                branches, concat(conditions.all(), conditions.search()).toList());
    }

    private static AccessPath along(CallFilter filter, List<SqlFragment> ways, Stream<SqlFragment> others) {
        var conditions = new Conditions(filter);
        var branches = new ArrayList<SqlFragment>();
        if (filter.meansEnded()) {
            ways.forEach(way -> branches.add(SqlFragment.all(concat(Stream.of(ENDED, way), conditions.time()))));
        }
        if (filter.meansLive()) {
            branches.add(SqlFragment.all(concat(Stream.of(LIVE), conditions.all())));
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
