package callboard.calls.lifecycle;

import callboard.calls.lifecycle.History.Folded;
import callboard.calls.lifecycle.History.Known;
import callboard.calls.lifecycle.History.Step;
import callboard.calls.lifecycle.History.Told;
import callboard.contracts.CallEvent;
import callboard.contracts.EndReason;
import callboard.contracts.EventType;
import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A call's visits to queues, the ones that the statistics count, told by its events.
public final class Visits {

    // A visit doesn't depend on limits, and with these no deadline passes.
    private static final Limits UNLIMITED = new Limits(
            1, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final List<Visit> left = new ArrayList<>();
    private CallState entered;
    private CallState latest;
    private @Nullable String agentId;

    private Visits(CallState first) {
        entered = first;
        latest = first;
    }

    /// By its events as they are stored, in any order, without what had been noticed and was belied.
    public static List<Visit> of(String callId, List<CallEvent> events) {
        return of(steps(callId, events));
    }

    /// What of a call's events moves it, in the order of time; as they arrived where that order doesn't tell the call.
    static List<Step> steps(String callId, List<CallEvent> events) {
        var moving = events.stream().filter(Visits::isOfAVisit).toList();
        var inTime = fold(callId, moving.stream().map(Visits::told).toList());
        return inTime.refused().isEmpty()
                ? inTime.steps()
                : fold(callId, asTheyArrived(moving)).steps();
    }

    /// By what happened to it, in that order.
    static List<Visit> of(List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        var visits = new Visits(steps.getFirst().after());
        steps.stream().skip(1).map(Step::after).forEach(visits::next);
        return visits.all();
    }

    /// Of what Callboard notices, only the end of a lost call makes a difference.
    private static boolean isOfAVisit(CallEvent event) {
        return !Payload.isNoticed(event) || event.type() == EventType.ENDED;
    }

    private static Told told(CallEvent event) {
        return Told.of(event, UNLIMITED.version());
    }

    private static Folded fold(String callId, List<Told> told) {
        var known = new Known(told, List.of(), List.of(), told.size());
        return History.fold(callId, known, (_, _) -> UNLIMITED, TimeoutPolicy.STANDARD);
    }

    /// Earlier versions took events as they came, whatever their times said.
    private static List<Told> asTheyArrived(List<CallEvent> events) {
        var told = new ArrayList<Told>();
        var at = Instant.MIN;
        for (var event : events.stream()
                .sorted(Comparator.comparingInt(CallEvent::sequence))
                .toList()) {
            var one = told(event);
            at = one.at().isAfter(at) ? one.at() : at;
            told.add(new Told(
                    one.type(),
                    one.told(),
                    at,
                    one.receivedAt(),
                    false,
                    one.eventId(),
                    one.queueVersion(),
                    one.sequence()));
        }
        return told;
    }

    private void next(CallState call) {
        if (!call.queueId().equals(entered.queueId())) {
            var outcome = latest.visitAnsweredAt() == null ? VisitOutcome.TRANSFERRED : VisitOutcome.ANSWERED;
            left.add(visit(latest.visitAnsweredAt(), call, call.visitSince(), outcome));
            entered = call;
            agentId = null;
        }
        if (call.agentSince() != null) {
            agentId = call.agentId();
        }
        latest = call;
    }

    private List<Visit> all() {
        var all = new ArrayList<>(left);
        all.add(visit(latest.visitAnsweredAt(), latest, latest.endTime(), outcome(latest)));
        return List.copyOf(all);
    }

    /// @param after the call as it is with the visit's end, or now
    private Visit visit(
            @Nullable Instant answeredAt, CallState after, @Nullable Instant leftAt, @Nullable VisitOutcome outcome) {
        return new Visit(
                left.size() + 1,
                entered.queueId(),
                entered.enteredQueue(),
                agentId,
                answeredAt,
                leftAt,
                outcome,
                waitTime(answeredAt == null ? leftAt : answeredAt, after),
                rounded(after.talkTime() - entered.talkTime()),
                rounded(after.holdTime() - entered.holdTime()));
    }

    /// A call's first wait is as it was reported, a later one as the times have it.
    private @Nullable Double waitTime(@Nullable Instant until, CallState after) {
        if (entered.answeredAt() == null && after.waitTime() != null) {
            return after.waitTime();
        }
        return until == null ? null : Double.valueOf(Move.seconds(entered.enteredQueue(), until));
    }

    private static @Nullable VisitOutcome outcome(CallState call) {
        if (call.endTime() == null) {
            return null;
        }
        if (call.visitAnsweredAt() != null) {
            return VisitOutcome.ANSWERED;
        }
        return unanswered(Objects.requireNonNull(call.endReason()));
    }

    /// What became of a visit that ended without an answer: one that its sender calls completed has failed, too.
    public static VisitOutcome unanswered(EndReason reason) {
        return switch (reason) {
            case ABANDONED -> VisitOutcome.ABANDONED;
            case OVERFLOWED -> VisitOutcome.OVERFLOWED;
            case CALLBACK -> VisitOutcome.CALLBACK;
            case VOICEMAIL -> VisitOutcome.VOICEMAIL;
            case COMPLETED, FAILED -> VisitOutcome.FAILED;
        };
    }

    /// To milliseconds, of which the sums are made.
    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
