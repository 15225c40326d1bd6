package callboard.calls.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Rule;

import static java.util.stream.Stream.concat;

/// How a filter's calls are come by: along an index, with as few others in between as there can be.
///
/// @param branches what the calls of each way there have in common; no call is on two of them
/// @param rest     what calls on the way have to meet besides; none when all on it are meant
/// @param length   about how many calls lie on the way
record Walk(List<Clause> branches, List<Clause> rest, long length) {

    /// As many may be sorted for a page.
    static final int SORTABLE = 2000;

    // Of which each has a way of its own.
    private static final int MOST_QUEUES = 4;

    private static final EnumSet<CallStatus> LIVE = EnumSet.complementOf(EnumSet.of(CallStatus.ENDED));
    // Nobody counts an agent's calls to find out; few have so many that they could not be sorted, or many at once.
    private static final long ONE_AGENTS = SORTABLE;
    private static final long ONE_AGENTS_LIVE = 10;

    Walk {
        branches = List.copyOf(branches);
        rest = List.copyOf(rest);
    }

    /// In the filter's order.
    ///
    /// @param named the ids of the calls that its search found, when these are few
    static Walk of(CallFilter filter, Totals totals, List<String> named) {
        var conditions = new Conditions(filter);
        if (!named.isEmpty()) {
            return new Walk(List.of(Clause.of("id = any(?)", (Object) named.toArray(String[]::new))),
                    conditions.all().toList(), named.size());
        }
        var shortest = shortest(filter, conditions, totals);
        return filter.sort().by() == Sort.By.START_TIME || shortest.length <= SORTABLE ? shortest
                : sorted(filter, conditions, totals);
    }

    /// In order of start, whichever way round.
    static Walk shortest(CallFilter filter, Conditions conditions, Totals totals) {
        var walks = new ArrayList<Walk>();
        walks.add(new Walk(List.of(Clause.of("true")),
                concat(conditions.kind(), concat(conditions.flags(), conditions.agent())).toList(), totals.all()));
        // Somebody who sees many queues and not all goes along all of them, and past what is not theirs.
        boolean fewQueues = filter.queues() == null || filter.queues().size() <= MOST_QUEUES;
        if (fewQueues && conditions.kind().findAny().isPresent()) {
            walks.add(new Walk(kinds(filter), concat(conditions.flags(), conditions.agent()).toList(),
                    totals.ofKind(filter)));
        }
        if (!filter.flags().isEmpty()) {
            walks.add(new Walk(flagged(filter.flags()), concat(conditions.kind(), conditions.agent()).toList(),
                    totals.flagged(filter)));
        }
        boolean live = liveOnly(filter);
        conditions.agent().forEach(agent -> walks.add(new Walk(
                List.of(live ? Clause.sql(agent, " and status <> 'ended'") : agent),
                concat(conditions.kind(), conditions.flags()).toList(), live ? ONE_AGENTS_LIVE : ONE_AGENTS)));
        var best = walks.stream().min(Comparator.comparingLong(Walk::length)).orElseThrow();
        return new Walk(best.branches.stream().map(branch -> Clause.all(concat(Stream.of(branch), conditions.time())))
                .toList(), concat(best.rest.stream(), conditions.search()).toList(), best.length);
    }

    /// In another order, for which there is an index of all ended calls; the live ones are few.
    private static Walk sorted(CallFilter filter, Conditions conditions, Totals totals) {
        var branches = filter.sort().by() == Sort.By.ID ? List.of("true")
                : liveOnly(filter) ? List.of("status <> 'ended'")
                : filter.statuses().equals(Set.of(CallStatus.ENDED)) ? List.of("status = 'ended'")
                : List.of("status = 'ended'", "status <> 'ended'");
        return new Walk(branches.stream().map(Clause::of).toList(),
                concat(conditions.all(), conditions.search()).toList(), totals.all());
    }

    /// One for each status, type and queue that is meant.
    private static List<Clause> kinds(CallFilter filter) {
        var statuses = filter.statuses().isEmpty() ? EnumSet.allOf(CallStatus.class) : filter.statuses();
        var types = filter.types().isEmpty() ? EnumSet.allOf(CallType.class) : filter.types();
        var queues = filter.queues() == null ? List.of(Clause.of("true"))
                : filter.queues().stream().sorted().map(queue -> Clause.of("queue_id = ?", queue)).toList();
        return statuses.stream().flatMap(status -> types.stream().flatMap(type -> queues.stream().map(queue -> Clause.sql(
                "status = '" + status.word() + "' and type = '" + type.word() + "' and ", queue)))).toList();
    }

    /// A call with two of the flags is on the first one's way only.
    private static List<Clause> flagged(Set<Rule> flags) {
        var earlier = EnumSet.noneOf(Rule.class);
        var branches = new ArrayList<Clause>();
        for (var flag : flags) {
            var has = "flags @> " + Clause.array(Set.of(flag));
            branches.add(Clause.of(earlier.isEmpty() ? has : has + " and not flags && " + Clause.array(earlier)));
            earlier.add(flag);
        }
        return branches;
    }

    private static boolean liveOnly(CallFilter filter) {
        return !filter.statuses().isEmpty() && LIVE.containsAll(filter.statuses());
    }
}
