package callboard.calls.connection.mapping;

import callboard.calls.connection.message.Translated;
import callboard.contracts.AgentEventRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mapping makes of a message, and why.
///
/// @param agentEvents what it tells of agents, in order
/// @param rule        the rule that the message met
public record Translation(
        Translated translated,
        List<AgentEventRequest> agentEvents,
        @Nullable String rule) {

    public Translation {
        agentEvents = List.copyOf(agentEvents);
    }

    static Translation ignored(String rule) {
        return new Translation(Translated.IGNORED, List.of(), rule);
    }

    static Translation unknown(@Nullable String rule, String reason) {
        return new Translation(Translated.unknown(reason), List.of(), rule);
    }
}
