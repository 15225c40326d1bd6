package callboard.calls.lifecycle;

import callboard.calls.lifecycle.CallState.Alarm;
import callboard.calls.lifecycle.CallState.Ring;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.CallStatus;
import callboard.contracts.Rule;

/// Whether what an alert tells of is still so. It is for one stretch of a call's life: this wait, this hold, this
/// release.
public final class Incidents {

    private Incidents() {}

    /// Whether an alert of the call may be open: what is asked of each event, without a look at alerts.
    public static boolean mayBeOpen(CallState call) {
        return call.alarm() != Alarm.NONE
                || call.flags().contains(Rule.REROUTE_REQUIRED)
                || call.flags().contains(Rule.STALE_CALL);
    }

    /// Whether the call, as it stands, has moved on, or has not come there yet. A warning is over when it becomes a
    /// breach.
    public static boolean isOver(Alert alert, CallState call) {
        return switch (alert.rule()) {
            case WAIT_SLA_EXCEEDED -> isOver(alert, call, CallStatus.WAITING);
            case HOLD_LIMIT_EXCEEDED -> isOver(alert, call, CallStatus.ON_HOLD);
            case REROUTE_REQUIRED ->
                call.status() != CallStatus.WAITING
                        || !call.ringing().isEmpty()
                        || call.rung().isEmpty()
                        || !Ring.of(call.rung().getLast()).ended().equals(alert.at());
            case STALE_CALL ->
                call.status() == CallStatus.ENDED
                        || !call.flags().contains(Rule.STALE_CALL)
                        || !call.lastHeard().equals(alert.since());
            // Never raised of a call: senders report them, and numbers are no call's.
            case REROUTED, SHORT_CALL, SHORT_ABANDON, THRESHOLD_CROSSED -> true;
        };
    }

    private static boolean isOver(Alert alert, CallState call, CallStatus status) {
        return call.status() != status
                || !call.statusSince().equals(alert.since())
                || call.alarm() != (alert.level() == AlertLevel.WARNING ? Alarm.WARNED : Alarm.BROKEN);
    }
}
