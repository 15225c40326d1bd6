package callboard.calls.agent;

import callboard.contracts.AgentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How many agents do what, of a queue or of all.
///
/// @param available ready for a call
/// @param onCalls   rung, on a call, holding or in after-call work
/// @param away      signed in and unavailable
/// @param awaySince since when the one has been away who has been so longest; null while nobody is
public record AgentCounts(
        int available, int onCalls, int away, @Nullable Instant awaySince) {

    public static final AgentCounts NONE = new AgentCounts(0, 0, 0, null);

    /// One agent.
    public static AgentCounts of(AgentState state, @Nullable Instant since) {
        return switch (state) {
            case AVAILABLE -> new AgentCounts(1, 0, 0, null);
            case RINGING, ON_CALL, HOLDING, AFTER_CALL -> new AgentCounts(0, 1, 0, null);
            case UNAVAILABLE -> new AgentCounts(0, 0, 1, since);
            case OFFLINE, IDLE -> NONE;
        };
    }

    public int loggedIn() {
        return available + onCalls + away;
    }

    public AgentCounts plus(AgentCounts more) {
        return new AgentCounts(
                available + more.available,
                onCalls + more.onCalls,
                away + more.away,
                awaySince == null || more.awaySince != null && more.awaySince.isBefore(awaySince)
                        ? more.awaySince
                        : awaySince);
    }
}
