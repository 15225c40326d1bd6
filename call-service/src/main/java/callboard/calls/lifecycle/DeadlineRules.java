package callboard.calls.lifecycle;

import callboard.calls.lifecycle.CallInput.TimePassed;
import callboard.calls.lifecycle.CallState.Alarm;
import callboard.calls.lifecycle.Deadlines.Deadline;
import callboard.calls.lifecycle.Deadlines.Watch;
import callboard.calls.lifecycle.Decision.Applied;
import callboard.calls.lifecycle.Decision.Nothing;
import callboard.calls.lifecycle.Decision.Warned;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.EndReason;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import callboard.contracts.Flag;
import callboard.contracts.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Callboard notices by itself: one deadline at a time, the earliest first.
final class DeadlineRules {

    private DeadlineRules() {}

    static Decision decide(CallState call, TimePassed time) {
        return Deadlines.first(call, time.limits(), time.timeouts())
                .filter(deadline -> !deadline.due().isAfter(time.now()))
                .map(deadline -> decide(call, deadline, time.limits(), time.timeouts()))
                .orElseGet(Nothing::new);
    }

    /// What comes of a deadline that has passed: as of the moment when it was due, however late that is noticed.
    static Decision decide(CallState call, Deadline deadline, Limits limits, TimeoutPolicy timeouts) {
        var due = deadline.due();
        return switch (deadline.kind()) {
            case WARNING -> {
                var watch = Watch.of(call, limits).orElseThrow();
                yield new Warned(
                        Move.withoutEvent(call, due).alarmed(Alarm.WARNED).done(),
                        alert(call, AlertLevel.WARNING, watch.rule(), call.statusSince(), watch.limit(), due));
            }
            case BREACH -> {
                var watch = Watch.of(call, limits).orElseThrow();
                yield flagged(call, watch.rule(), call.statusSince(), watch.limit(), Alarm.BROKEN, due);
            }
            case NO_ANSWER -> noAnswer(call, limits.routingLimit(), due);
            case STALE ->
                flagged(
                        call,
                        Rule.STALE_CALL,
                        call.lastHeard(),
                        timeouts.staleAfter().toSeconds(),
                        call.alarm(),
                        due);
            case LOST -> lost(call, due);
        };
    }

    private static Decision flagged(CallState call, Rule rule, Instant since, long limit, Alarm alarm, Instant due) {
        var flags = List.of(flag(call, rule, since, limit, due));
        return new Applied(
                EventType.FLAGGED,
                due,
                bySystem(null, flags),
                Move.next(call, due).broke(flags).alarmed(alarm).done(),
                alert(call, AlertLevel.BREACH, rule, since, limit, due));
    }

    /// Those who are rung are released, to ring for somebody else; the caller's wait goes on.
    private static Decision noAnswer(CallState call, int limit, Instant due) {
        var since = call.ringingSince() == null ? due : call.ringingSince();
        var flags = List.of(flag(call, Rule.REROUTE_REQUIRED, since, limit, due));
        return new Applied(
                EventType.RETRANSFER,
                due,
                bySystem("no_answer", flags),
                Move.next(call, due).released().broke(flags).done(),
                alert(call, AlertLevel.BREACH, Rule.REROUTE_REQUIRED, since, limit, due));
    }

    private static Decision lost(CallState call, Instant due) {
        return new Applied(
                EventType.ENDED,
                due,
                new EventMetadata(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        EndReason.FAILED,
                        Math.max(0, Move.seconds(call.startTime(), due)),
                        "nothing_heard",
                        "system",
                        null),
                Move.next(call, due).ended(EndReason.FAILED).done(),
                null);
    }

    private static EventMetadata bySystem(@Nullable String reason, List<Flag> flags) {
        return new EventMetadata(null, null, null, null, null, null, null, null, reason, "system", flags);
    }

    private static Flag flag(CallState call, Rule rule, Instant since, long limit, Instant now) {
        return new Flag(rule, message(call, rule, since, limit, now));
    }

    private static Alert alert(CallState call, AlertLevel level, Rule rule, Instant since, long limit, Instant now) {
        // Its begin tells one wait or hold of a call from its next, in whatever order their events arrive.
        var id = "%s:%s:%s:%d"
                .formatted(call.id(), rule.word(), level.word(), ChronoUnit.MICROS.between(Instant.EPOCH, since));
        return new Alert(
                id,
                level,
                rule,
                call.id(),
                call.queueId(),
                call.agentId(),
                now,
                since,
                limit,
                message(call, rule, since, limit, now),
                null,
                null,
                null);
    }

    private static String message(CallState call, Rule rule, Instant since, long limit, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        return switch (rule) {
            case WAIT_SLA_EXCEEDED -> "Waiting for %d s; the limit is %d s".formatted(seconds, limit);
            case HOLD_LIMIT_EXCEEDED -> "On hold for %d s; the limit is %d s".formatted(seconds, limit);
            case REROUTE_REQUIRED ->
                "%s did not answer for %d s; the limit is %d s"
                        .formatted(String.join(", ", call.ringing()), seconds, limit);
            case STALE_CALL -> "Nothing heard for %d s; the limit is %d s".formatted(seconds, limit);
            case REROUTED, SHORT_CALL, SHORT_ABANDON, THRESHOLD_CROSSED ->
                throw new IllegalArgumentException(rule.word() + " is not derived from a call's time");
        };
    }
}
