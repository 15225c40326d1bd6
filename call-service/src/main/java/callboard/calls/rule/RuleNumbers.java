package callboard.calls.rule;

import callboard.calls.agent.AgentCounts;
import callboard.calls.agent.Agents;
import callboard.calls.agent.Agents.Counted;
import callboard.calls.stats.Statistics;
import callboard.contracts.QueueStats;
import callboard.contracts.RuleMeasure;
import callboard.contracts.RuleSettings;
import callboard.contracts.StatsView;
import callboard.contracts.StatsWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What rules look at, as it is now: the numbers that `GET /api/stats` and `GET /api/agents` answer.
@Component
class RuleNumbers {

    /// The numbers of one moment.
    record Now(
            Instant at,
            Map<StatsWindow, StatsView> stats,
            @Nullable Counted agents) {

        /// @param queueId [RuleHours#ALL] for all together
        /// @return null where it is undefined
        @Nullable
        Double of(RuleSettings rule, String queueId) {
            return isOfAgents(rule.measure()) ? ofAgents(rule.measure(), queueId) : ofCalls(rule, queueId);
        }

        private @Nullable Double ofAgents(RuleMeasure measure, String queueId) {
            return agents == null
                    ? null
                    : number(
                            measure,
                            queueId.equals(RuleHours.ALL)
                                    ? agents.all()
                                    : agents.queues().getOrDefault(queueId, AgentCounts.NONE),
                            at);
        }

        private @Nullable Double ofCalls(RuleSettings rule, String queueId) {
            var view = stats.get(windowOf(rule));
            if (view == null) {
                return null;
            }
            var queue = queueId.equals(RuleHours.ALL)
                    ? view.all()
                    : view.queues().stream()
                            .filter(each -> queueId.equals(each.queueId()))
                            .findFirst()
                            .orElse(null);
            return queue == null ? null : number(rule.measure(), queue, at);
        }
    }

    private final Statistics statistics;
    private final Agents agents;
    private final Clock clock;

    RuleNumbers(Statistics statistics, Agents agents, Clock clock) {
        this.statistics = statistics;
        this.agents = agents;
        this.clock = clock;
    }

    /// Only what these rules look at is read.
    Now read(Collection<RuleSettings> rules) {
        var stats = new EnumMap<StatsWindow, StatsView>(StatsWindow.class);
        Counted counted = null;
        for (var rule : rules) {
            if (!isOfAgents(rule.measure())) {
                stats.computeIfAbsent(windowOf(rule), statistics::all);
            } else if (counted == null) {
                counted = agents.counted();
            }
        }
        return new Now(clock.instant(), stats, counted);
    }

    static StatsWindow windowOf(RuleSettings rule) {
        return rule.window() == null ? StatsWindow.QUARTER : rule.window();
    }

    static boolean isOfAgents(RuleMeasure measure) {
        return switch (measure) {
            case AGENTS_AVAILABLE, AGENTS_ON_CALLS, AGENTS_AWAY, AGENTS_LOGGED_IN, LONGEST_PAUSE -> true;
            case WAITING, LONGEST_WAIT, ACTIVE, SERVICE_LEVEL, ABANDONMENT_RATE, ABANDONED, ASA -> false;
        };
    }

    private static @Nullable Double number(RuleMeasure measure, QueueStats queue, Instant now) {
        return switch (measure) {
            case WAITING -> (double) queue.waiting();
            case LONGEST_WAIT -> secondsSince(queue.oldestWaitingSince(), now);
            case ACTIVE -> (double) queue.active();
            case SERVICE_LEVEL -> queue.serviceLevel();
            case ABANDONMENT_RATE -> queue.abandonmentRate();
            case ABANDONED -> (double) queue.abandoned();
            case ASA -> queue.asa();
            case AGENTS_AVAILABLE, AGENTS_ON_CALLS, AGENTS_AWAY, AGENTS_LOGGED_IN, LONGEST_PAUSE ->
                throw new IllegalArgumentException(measure.word() + " is of agents");
        };
    }

    static double number(RuleMeasure measure, AgentCounts agents, Instant now) {
        return switch (measure) {
            case AGENTS_AVAILABLE -> agents.available();
            case AGENTS_ON_CALLS -> agents.onCalls();
            case AGENTS_AWAY -> agents.away();
            case AGENTS_LOGGED_IN -> agents.loggedIn();
            case LONGEST_PAUSE -> secondsSince(agents.awaySince(), now);
            case WAITING, LONGEST_WAIT, ACTIVE, SERVICE_LEVEL, ABANDONMENT_RATE, ABANDONED, ASA ->
                throw new IllegalArgumentException(measure.word() + " is of calls");
        };
    }

    /// 0 where nobody waits, or is away: then nobody has for long.
    static double secondsSince(@Nullable Instant since, Instant now) {
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }
}
