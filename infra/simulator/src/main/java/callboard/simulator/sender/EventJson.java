package callboard.simulator.sender;

import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An event as the bytes that go over the wire.
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final ObjectWriter EVENT = MAPPER.writerFor(CallEventRequest.class);

    private static final ObjectWriter AGENT_EVENT = MAPPER.writerFor(AgentEventRequest.class);

    private EventJson() {}

    /// @param occurredAt when it happened; `null` leaves it to the time of receipt
    public static String of(AgentEventRequest event, @Nullable Instant occurredAt) {
        var json = (ObjectNode) MAPPER.readTree(AGENT_EVENT.writeValueAsBytes(event));
        return (occurredAt == null ? json : json.put("occurredAt", occurredAt.toString())).toString();
    }

    /// @param occurredAt when it happened; `null` leaves it to the time of receipt
    public static byte[] of(CallEventRequest event, @Nullable Instant occurredAt) {
        if (occurredAt == null) {
            return EVENT.writeValueAsBytes(event);
        }
        var json = (ObjectNode) MAPPER.readTree(EVENT.writeValueAsBytes(event));
        return MAPPER.writeValueAsBytes(json.put("occurredAt", occurredAt.toString()));
    }
}
