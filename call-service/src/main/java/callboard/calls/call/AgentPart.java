package callboard.calls.call;

import callboard.calls.lifecycle.WorkOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What calls are asked for that came to something for an agent, or for any of a team's as it is now.
///
/// @param name  the agent's id, or the team's name
record AgentPart(WorkOutcome outcome, boolean ofTeam, String name) {

    static Optional<AgentPart> of(WorkOutcome outcome, boolean ofTeam, @Nullable String name) {
        return Optional.ofNullable(name).map(given -> new AgentPart(outcome, ofTeam, given));
    }
}
