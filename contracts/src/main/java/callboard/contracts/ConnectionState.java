package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a connection is doing, whichever replica holds it.
///
/// @param since         when it came to its status
/// @param reason        why it fails, in words
/// @param lastMessageAt when anything was heard
/// @param lastEventAt   when it told something of a call
/// @param lag           how far what it tells lags behind, in seconds
/// @param messages      how many were heard since it was made
/// @param taken         how many events of calls were taken, repeats included
/// @param ignored       how many messages tell nothing of calls in queues
/// @param unknown       how many messages could not be understood
/// @param refused       how many events of calls were not possible
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionState(
        ConnectionStatus status,
        @Nullable Instant since,
        @Nullable String reason,
        @Nullable Instant lastMessageAt,
        @Nullable Instant lastEventAt,
        @Nullable Double lag,
        long messages,
        long taken,
        long ignored,
        long unknown,
        long refused) {

    /// The same of a connection that is not enabled.
    public ConnectionState off() {
        return new ConnectionState(
                ConnectionStatus.OFF,
                null,
                null,
                lastMessageAt,
                lastEventAt,
                lag,
                messages,
                taken,
                ignored,
                unknown,
                refused);
    }
}
