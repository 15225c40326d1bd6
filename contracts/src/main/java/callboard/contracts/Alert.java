package callboard.contracts;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Something to look at now: on channel `call-alerts` and pushed as `alert`. A breach is in the call's history too,
/// a warning is not.
///
/// @param id      names the alert: the call, the rule, the level, and the sequence of the call's latest event
/// @param at      when it was noticed
/// @param since   since when the call waits, rings, is held or is silent
/// @param limit   the limit, in seconds
/// @param message for people
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        String id,
        AlertLevel level,
        Rule rule,
        String callId,
        String queueId,
        @Nullable String agentId,
        Instant at,
        Instant since,
        long limit,
        String message) {}
