package callboard.calls.lifecycle;

import callboard.calls.lifecycle.History.Known;
import callboard.calls.lifecycle.History.QueueLimits;
import callboard.calls.lifecycle.History.Step;
import callboard.calls.lifecycle.History.StoredEvent;
import callboard.calls.lifecycle.History.Told;
import callboard.contracts.CallEvent;
import callboard.contracts.EventType;
import java.util.List;

/// What happened to a call, and how it stood after each event, told by its stored events.
public final class Steps {

    private Steps() {}

    /// In the order of time.
    ///
    /// @param events in any order, without what had been noticed and was belied
    /// @param limits by them it is known which event is which deadline's
    public static List<Step> of(String callId, List<StoredEvent> events, QueueLimits limits) {
        var told = events.stream()
                .filter(each -> isTold(each.event()))
                .map(Told::of)
                .toList();
        var noticed = events.stream().filter(each -> !isTold(each.event())).toList();
        var known = new Known(told, noticed, List.of(), events.size());
        var inTime = History.fold(callId, known, limits, TimeoutPolicy.STANDARD);
        var steps = inTime.call() != null && inTime.refused().isEmpty()
                ? inTime.steps()
                : Visits.steps(callId, events.stream().map(StoredEvent::event).toList());
        // A warning is no event.
        return steps.stream().filter(step -> step.sequence() > 0).toList();
    }

    /// The end of a lost call is as good as told: how long silence was borne may have been set otherwise then.
    private static boolean isTold(CallEvent event) {
        return !Payload.isNoticed(event) || event.type() == EventType.ENDED;
    }
}
