package callboard.calls.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/// An agent's day.
public record AgentDay(LocalDate day, String agentId) implements Comparable<AgentDay> {

    private static final Comparator<AgentDay> ORDER =
            Comparator.comparing(AgentDay::day).thenComparing(AgentDay::agentId);

    @Override
    public int compareTo(AgentDay other) {
        return ORDER.compare(this, other);
    }

    /// What calls that left the agent add to it.
    ///
    /// @param handled      calls that the agent had answered
    /// @param missed       calls that rang and went elsewhere
    /// @param hungUp       calls whose caller hung up while they rang
    /// @param handleMillis the handled calls' time from the agent's answer until they left
    /// @param lastLeft     when the latest call left, whichever way
    public record Work(
            int handled,
            int missed,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int hungUp,
            long handleMillis,
            Instant lastLeft) {

        Work plus(Work more) {
            return new Work(
                    handled + more.handled,
                    missed + more.missed,
                    hungUp + more.hungUp,
                    handleMillis + more.handleMillis,
                    lastLeft.isAfter(more.lastLeft) ? lastLeft : more.lastLeft);
        }
    }
}
