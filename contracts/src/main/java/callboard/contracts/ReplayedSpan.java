package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a call stood from one event to its next, by all that is known now.
///
/// @param event        what it began with
/// @param from         when that happened
/// @param to           when the next one did; absent after the last
/// @param agentId      who had it or was rung; the last one, once ended
/// @param statusSince  when it had come to that status; absent where that was at `from`
/// @param ringing      those who were rung
/// @param ringingSince since when
/// @param waitTime     seconds until the first answer
/// @param holdTime     seconds on hold until then, finished holds only; absent for none
/// @param flags        every rule broken until then; absent for none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayedSpan(
        EventType event,
        Instant from,
        @Nullable Instant to,
        CallStatus status,
        String queueId,
        @Nullable String agentId,
        @Nullable Instant statusSince,
        @Nullable List<String> ringing,
        @Nullable Instant ringingSince,
        @Nullable Double waitTime,
        @Nullable Double holdTime,
        @Nullable EndReason endReason,
        @Nullable List<Rule> flags) {

    public ReplayedSpan {
        ringing = ringing == null ? null : List.copyOf(ringing);
        flags = flags == null ? null : List.copyOf(flags);
    }
}
