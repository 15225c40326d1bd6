package callboard.calls.rule;

import callboard.calls.agent.AgentPast;
import callboard.calls.lifecycle.OpeningTimes;
import callboard.calls.queue.Queues;
import callboard.calls.rule.RuleState.Holding;
import callboard.calls.rule.RuleState.Raised;
import callboard.calls.stats.MinuteCounts;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.RuleFiring;
import callboard.contracts.RuleGap;
import callboard.contracts.RulePreview;
import callboard.contracts.RuleSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/// What a rule would have raised: the last week once more, second by second, by the same evaluation. One at a time, in
/// pieces of hours, of so many calls at most.
@Component
class RulePreviews {

    static final int MOST_CALLS = 1_000_000;
    static final int MOST_SHOWN = 1_000;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration PIECE = Duration.ofHours(6);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MinuteCounts minutes;
    private final VisitRepository visits;
    private final AgentPast agents;
    private final Queues queues;
    private final StatsProperties calendar;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);

    RulePreviews(
            MinuteCounts minutes,
            VisitRepository visits,
            AgentPast agents,
            Queues queues,
            StatsProperties calendar,
            Clock clock) {
        this.minutes = minutes;
        this.visits = visits;
        this.agents = agents;
        this.queues = queues;
        this.calendar = calendar;
        this.clock = clock;
    }

    /// @param rule valid, with the zone of its hours
    RulePreview preview(RuleSettings rule) {
        if (!isOurTurn()) {
            throw new TransientDataAccessResourceException("Too many ask what rules would have raised at once");
        }
        try {
            return run(rule);
        } finally {
            turn.release();
        }
    }

    private boolean isOurTurn() {
        try {
            return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RulePreview run(RuleSettings rule) {
        var to = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var from = begin(rule, to);
        var numbers = numbers(rule);
        var known = numbers.first().filter(first -> first.isBefore(to)).orElse(to);
        var open = queues.openingTimes();
        var walk = new Walk(rule, open, numbers, known);
        for (var at = from; at.isBefore(to); at = at.plus(PIECE)) {
            var end = at.plus(PIECE).isBefore(to) ? at.plus(PIECE) : to;
            numbers.read(at, end);
            walk.through(at, end);
        }
        var firings = walk.firings();
        return new RulePreview(
                from,
                to,
                firings.size(),
                firings.subList(Math.max(0, firings.size() - MOST_SHOWN), firings.size()),
                known.isAfter(from) ? List.of(new RuleGap(from, known)) : List.of());
    }

    /// Later than a week ago where there were too many calls since.
    private Instant begin(RuleSettings rule, Instant to) {
        var week = to.minus(WEEK);
        return RuleCheck.isCounted(rule.measure())
                ? week
                : visits.beginOfLast(MOST_CALLS)
                        .map(begin -> begin.truncatedTo(ChronoUnit.SECONDS))
                        .filter(begin -> begin.isAfter(week))
                        .orElse(week);
    }

    private PastNumbers numbers(RuleSettings rule) {
        var measure = rule.measure();
        return switch (measure) {
            case SERVICE_LEVEL, ABANDONMENT_RATE, ABANDONED, ASA ->
                new PastMinutes(measure, RuleNumbers.windowOf(rule), minutes, calendar);
            case WAITING, LONGEST_WAIT, ACTIVE -> new PastVisits(measure, visits);
            case AGENTS_AVAILABLE, AGENTS_ON_CALLS, AGENTS_AWAY, AGENTS_LOGGED_IN, LONGEST_PAUSE ->
                new PastAgents(measure, agents);
        };
    }

    /// Where the rule has come to in one queue.
    private static final class Subject {
        private final String queueId;
        private RuleState state = RuleState.quiet();
        private boolean resting;
        private @Nullable Instant raised;

        private Subject(String queueId) {
            this.queueId = queueId;
        }
    }

    /// The rule on its way through the past.
    private static final class Walk {

        private final RuleCondition condition;
        private final RuleHours hours;
        private final PastNumbers numbers;
        private final Instant known;
        private final List<Subject> subjects;
        private final List<RuleFiring> over = new ArrayList<>();

        /// @param known from when on the numbers are known
        private Walk(RuleSettings rule, Map<String, OpeningTimes> open, PastNumbers numbers, Instant known) {
            this.condition = RuleCondition.of(rule);
            this.hours = RuleHours.of(rule, open);
            this.numbers = numbers;
            this.known = known;
            this.subjects = RuleEvaluator.subjects(rule, open).stream()
                    .map(Subject::new)
                    .toList();
        }

        private void through(Instant from, Instant to) {
            long begin = known.getNano() == 0 ? known.getEpochSecond() : known.getEpochSecond() + 1;
            for (long second = from.getEpochSecond(); second < to.getEpochSecond(); second++) {
                var changed = numbers.advance(second);
                // Queues open and close, and rules rest, from minute to minute. What is known is looked at at once.
                boolean isNewMinute = second % 60 == 0 || second == from.getEpochSecond() || second == begin;
                for (var subject : subjects) {
                    if (isNewMinute
                            || changed.contains(subject.queueId)
                            || subject.state instanceof Holding
                            || numbers.isGrowing(subject.queueId)) {
                        evaluate(subject, second, isNewMinute);
                    }
                }
            }
        }

        private void evaluate(Subject subject, long second, boolean isNewMinute) {
            var now = Instant.ofEpochSecond(second);
            if (isNewMinute) {
                subject.resting = hours.isResting(subject.queueId, now);
            }
            var number = now.isBefore(known) ? null : numbers.number(subject.queueId, second);
            subject.state = subject.state.next(condition, number, subject.resting, now);
            if (subject.state instanceof Raised) {
                subject.raised = subject.raised == null ? now : subject.raised;
            } else if (subject.raised != null) {
                over.add(firing(subject, now));
                subject.raised = null;
            }
        }

        private static RuleFiring firing(Subject subject, @Nullable Instant to) {
            return new RuleFiring(
                    subject.queueId.equals(RuleHours.ALL) ? null : subject.queueId,
                    Objects.requireNonNull(subject.raised),
                    to);
        }

        private List<RuleFiring> firings() {
            var all = new ArrayList<>(over);
            subjects.stream()
                    .filter(subject -> subject.raised != null)
                    .forEach(subject -> all.add(firing(subject, null)));
            all.sort(Comparator.comparing(RuleFiring::from));
            return all;
        }
    }
}
