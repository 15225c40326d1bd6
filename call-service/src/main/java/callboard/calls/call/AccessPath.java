package callboard.calls.call;

import static java.util.stream.Stream.concat;

import callboard.contracts.CallType;
import callboard.contracts.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// How a filter's calls are come by: along an index, with as few others in between as there can be.
///
/// @param branches what the calls of each way there have in common; no call is on two of them
/// @param rest     what calls on the way have to meet besides; none when all on it are meant
/// @param length   about how many calls lie on the way
record AccessPath(List<SqlFragment> branches, List<SqlFragment> rest, long length) {

    /// As many may be sorted for a page.
    static final int SORTABLE = 2000;

    // Of which each has a way of its own.
    private static final int MOST_QUEUES = 4;

    // Nobody counts an agent's calls to find out; few have so many that they could not be sorted.
    private static final long ONE_AGENTS = SORTABLE;
    // As are the calls that go on.
    private static final long FEW = SORTABLE;

    private static final SqlFragment ENDED = SqlFragment.of("status = 'ended'");
    private static final SqlFragment LIVE = SqlFragment.of("status <> 'ended'");

    AccessPath {
        branches = List.copyOf(branches);
        rest = List.copyOf(rest);
    }

    /// In the filter's order.
    ///
    /// @param named the ids of the calls that its search found, when these are few
    static AccessPath of(CallFilter filter, Totals totals, List<String> named) {
        var conditions = new Conditions(filter);
        if (!named.isEmpty()) {
            return new AccessPath(
                    List.of(SqlFragment.of("id = any(?)", (Object) named.toArray(String[]::new))),
                    conditions.all().toList(),
                    named.size());
        }
        var shortest = shortest(filter, conditions, totals);
        return filter.sort().by() == Sort.By.START_TIME || shortest.length <= SORTABLE
                ? shortest
                : sorted(filter, conditions, totals);
    }

    /// In order of start, whichever way round.
    static AccessPath shortest(CallFilter filter, Conditions conditions, Totals totals) {
        var walks = new ArrayList<AccessPath>();
        walks.add(of(
                filter,
                conditions,
                List.of(SqlFragment.of("true")),
                concat(conditions.place(), concat(conditions.flags(), conditions.agent())),
                totals.all()));
        // Somebody who sees many queues and not all goes along all of them, and past what is not theirs.
        boolean fewQueues = filter.queues() == null || filter.queues().size() <= MOST_QUEUES;
        if (fewQueues && conditions.place().findAny().isPresent()) {
            walks.add(of(
                    filter,
                    conditions,
                    places(filter),
                    concat(conditions.flags(), conditions.agent()),
                    totals.ofKind(filter)));
        }
        if (!filter.flags().isEmpty()) {
            walks.add(of(
                    filter,
                    conditions,
                    flagged(filter.flags()),
                    concat(conditions.place(), conditions.agent()),
                    totals.flagged(filter)));
        }
        conditions
                .agent()
                .forEach(agent -> walks.add(of(
                        filter,
                        conditions,
                        List.of(agent),
                        concat(conditions.place(), conditions.flags()),
                        ONE_AGENTS)));
        return walks.stream().min(Comparator.comparingLong(AccessPath::length)).orElseThrow();
    }

    /// Ended calls are met along the ways that are given, each of which has an index; live ones are few, and each
    /// that is
    /// meant is found among them.
    private static AccessPath of(
            CallFilter filter, Conditions conditions, List<SqlFragment> ways, Stream<SqlFragment> others, long length) {
        var branches = new ArrayList<SqlFragment>();
        if (filter.meansEnded()) {
            ways.forEach(way -> branches.add(SqlFragment.all(concat(Stream.of(ENDED, way), conditions.time()))));
        }
        if (filter.meansLive()) {
            branches.add(SqlFragment.all(concat(Stream.of(LIVE), conditions.all())));
        }
        return new AccessPath(
                branches, concat(others, conditions.search()).toList(), filter.meansEnded() ? length : FEW);
    }

    /// In another order, for which there is an index of all ended calls; the live ones are few.
    private static AccessPath sorted(CallFilter filter, Conditions conditions, Totals totals) {
        var branches = new ArrayList<SqlFragment>();
        if (filter.sort().by() == Sort.By.ID) {
            branches.add(SqlFragment.of("true"));
        } else {
            if (filter.meansEnded()) {
                branches.add(ENDED);
            }
            if (filter.meansLive()) {
                branches.add(LIVE);
            }
        }
        return new AccessPath(
                branches, concat(conditions.all(), conditions.search()).toList(), totals.all());
    }

    /// One for each type and queue that is meant.
    private static List<SqlFragment> places(CallFilter filter) {
        var types = filter.types().isEmpty() ? EnumSet.allOf(CallType.class) : filter.types();
        var queues = filter.queues() == null
                ? List.of(SqlFragment.of("true"))
                : filter.queues().stream()
                        .sorted()
                        .map(queue -> SqlFragment.of("queue_id = ?", queue))
                        .toList();
        return types.stream()
                .flatMap(type ->
                        queues.stream().map(queue -> SqlFragment.sql("type = '" + type.word() + "' and ", queue)))
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
