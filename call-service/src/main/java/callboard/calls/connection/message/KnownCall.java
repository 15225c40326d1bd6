package callboard.calls.connection.message;

import callboard.contracts.CallStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call that has not ended, as Callboard knows it when a connection begins.
///
/// @param agentId    who has it
/// @param isAnswered whether it was answered in its queue
/// @param since      when it came to its status
/// @param ringing    those who are rung
public record KnownCall(
        String callId,
        CallStatus status,
        String queueId,
        @Nullable String agentId,
        boolean isAnswered,
        Instant since,
        List<String> ringing) {}
