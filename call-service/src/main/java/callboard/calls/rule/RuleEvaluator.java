package callboard.calls.rule;

import static java.util.stream.Collectors.toMap;

import callboard.calls.alert.AlertRepository;
import callboard.calls.background.BackgroundLoop;
import callboard.calls.database.WritePath;
import callboard.calls.lifecycle.OpeningTimes;
import callboard.calls.outbox.Outbox;
import callboard.calls.outbox.OutboxRelay;
import callboard.calls.queue.Queues;
import callboard.calls.rule.RuleState.Holding;
import callboard.calls.rule.RuleState.Quiet;
import callboard.calls.rule.RuleState.Raised;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.Alert;
import callboard.contracts.Crossing;
import callboard.contracts.Rule;
import callboard.contracts.RuleSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks at the rules' numbers and raises and clears their alerts, on the one replica that leads. What it
/// knows is in the database: a replica that takes over goes on where the other one stopped.
@Component
class RuleEvaluator {

    // Well within the time after which nobody knows any more; each is a write.
    private static final Duration NOTED = Duration.ofSeconds(10);

    private record Place(String rule, String queueId) {}

    /// What becomes of a state.
    ///
    /// @param known null for one that is new
    /// @param next  null for none
    private record Change(
            RuleStates.@Nullable Kept known,
            RuleStates.@Nullable Kept next,
            @Nullable Alert raised) {}

    private final Rules rules;
    private final RuleStates states;
    private final RuleNumbers numbers;
    private final Queues queues;
    private final AlertRepository alerts;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final TransactionTemplate transaction;

    RuleEvaluator(
            Rules rules,
            RuleStates states,
            RuleNumbers numbers,
            Queues queues,
            AlertRepository alerts,
            Outbox outbox,
            OutboxRelay relay,
            @WritePath JdbcTransactionManager transactions) {
        this.rules = rules;
        this.states = states;
        this.numbers = numbers;
        this.queues = queues;
        this.alerts = alerts;
        this.outbox = outbox;
        this.relay = relay;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Bean
    static BackgroundLoop rulesLoop(RuleEvaluator evaluator, StatsProperties settings) {
        return BackgroundLoop.every(settings.pushEvery(), "rules", evaluator::evaluateOnce);
    }

    /// Evaluates every rule, if this replica leads.
    void evaluateOnce() {
        if (relay.leads()) {
            evaluate();
        }
    }

    void evaluate() {
        var all = rules.all();
        var known = states.all();
        if (all.isEmpty() && known.isEmpty()) {
            return;
        }
        var enabled = all.stream().filter(rule -> rule.settings().enabled()).toList();
        var now = numbers.read(enabled.stream().map(Rules.Kept::settings).toList());
        var open = queues.openingTimes();
        if (changes(enabled, known, now, open).isEmpty()) {
            return;
        }
        // Nearly always there is nothing to write. Where there is, it is decided anew on what nobody else can change.
        boolean isTold = transaction.execute(_ -> {
            states.lock();
            return store(changes(enabled, states.all(), now, open), now.at());
        });
        if (isTold) {
            relay.wake();
        }
    }

    private boolean store(List<Change> changes, Instant now) {
        var over = changes.stream()
                .filter(change -> change.next == null)
                .map(change -> Objects.requireNonNull(change.known))
                .toList();
        var cleared = alerts.clear(
                over.stream()
                        .map(RuleStates.Kept::alertId)
                        .filter(Objects::nonNull)
                        .toList(),
                now);
        var raised =
                changes.stream().map(Change::raised).filter(Objects::nonNull).toList();
        alerts.keep(raised);
        outbox.appendCleared(cleared);
        outbox.appendRaised(raised);
        states.remove(over);
        states.keep(changes.stream().map(Change::next).filter(Objects::nonNull).toList());
        return !cleared.isEmpty() || !raised.isEmpty();
    }

    private static List<Change> changes(
            List<Rules.Kept> enabled,
            List<RuleStates.Kept> known,
            RuleNumbers.Now now,
            Map<String, OpeningTimes> open) {
        var current = new HashMap<>(known.stream()
                .collect(toMap(state -> new Place(state.rule(), state.queueId()), Function.identity())));
        var changes = new ArrayList<Change>();
        for (var rule : enabled) {
            var hours = RuleHours.of(rule.settings(), open);
            for (var queueId : subjects(rule.settings(), open)) {
                var place = new Place(rule.name(), queueId);
                var state = current.get(place);
                if (state != null && !state.edition().equals(rule.edition())) {
                    // It is of another condition: its alert goes, and what comes of this one is seen next time.
                    continue;
                }
                current.remove(place);
                var change = change(rule, queueId, state, now, hours.isResting(queueId, now.at()));
                if (change != null) {
                    changes.add(change);
                }
            }
        }
        // Of rules that were changed, removed or switched off, and of queues that are no more.
        current.values().forEach(state -> changes.add(new Change(state, null, null)));
        return changes;
    }

    /// Whose numbers a rule looks at.
    ///
    /// @param open the queues that take calls
    static List<String> subjects(RuleSettings rule, Map<String, OpeningTimes> open) {
        return switch (rule.scope()) {
            case ALL -> List.of(RuleHours.ALL);
            case EACH -> open.keySet().stream().sorted().toList();
            case QUEUE ->
                open.keySet().stream().filter(id -> id.equals(rule.queueId())).toList();
        };
    }

    private static @Nullable Change change(
            Rules.Kept rule, String queueId, RuleStates.@Nullable Kept known, RuleNumbers.Now now, boolean resting) {
        var number = resting ? null : now.of(rule.settings(), queueId);
        var state = known == null ? RuleState.quiet() : known.state();
        var moment = now.at().truncatedTo(ChronoUnit.MICROS);
        return switch (state.next(RuleCondition.of(rule.settings()), number, resting, moment)) {
            case Quiet _ -> known == null ? null : new Change(known, null, null);
            case Holding(var since, var seen) ->
                known != null
                                && known.since().equals(since)
                                && known.seen().plus(NOTED).isAfter(seen)
                        ? null
                        : new Change(known, kept(rule, queueId, since, seen, null), null);
            case Raised(var since) -> {
                if (state instanceof Raised) {
                    yield null;
                }
                var alert = alert(rule, queueId, since, Objects.requireNonNull(number), moment);
                yield new Change(known, kept(rule, queueId, since, moment, alert.id()), alert);
            }
        };
    }

    private static RuleStates.Kept kept(
            Rules.Kept rule, String queueId, Instant since, Instant seen, @Nullable String alertId) {
        return new RuleStates.Kept(rule.name(), queueId, rule.edition(), since, seen, alertId);
    }

    private static Alert alert(Rules.Kept kept, String queueId, Instant since, double number, Instant now) {
        var rule = kept.settings();
        var crossing = new Crossing(
                kept.name(),
                rule.measure(),
                RuleCheck.isCounted(rule.measure()) ? RuleNumbers.windowOf(rule) : null,
                rule.above(),
                rule.below(),
                rule.forSeconds(),
                number);
        return new Alert(
                UUID.randomUUID().toString(),
                rule.level(),
                Rule.THRESHOLD_CROSSED,
                null,
                queueId.equals(RuleHours.ALL) ? null : queueId,
                null,
                now,
                since,
                0,
                message(crossing),
                null,
                null,
                null,
                crossing);
    }

    private static String message(Crossing crossing) {
        return "%s: %s is %s, %s %s"
                .formatted(
                        crossing.rule(),
                        crossing.measure().word(),
                        shown(crossing.value()),
                        crossing.above() == null ? "below" : "above",
                        shown(crossing.above() == null ? Objects.requireNonNull(crossing.below()) : crossing.above()));
    }

    private static String shown(double number) {
        double rounded = Math.round(number * 1000) / 1000.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
