package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The realtime service's answer to a subscription that asked for one.
///
/// @param snapshot with `subscribe_call`: the call's latest update, if the cache still holds one
/// @param error    why not, when `ok` is false
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ack(
        boolean ok,
        @Nullable CallStatusUpdate snapshot,
        @Nullable String error) {}
