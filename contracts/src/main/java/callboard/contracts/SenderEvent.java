package callboard.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a telephony system reports at `POST /api/events`: of a call or of an agent.
public sealed interface SenderEvent permits CallEventRequest, AgentEventRequest {

    @Nullable
    String eventId();

    @Nullable
    Instant occurredAt();
}
