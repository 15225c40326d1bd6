package callboard.calls.intake;

import callboard.contracts.CallEventRequest;
import org.jspecify.annotations.Nullable;

/// An event that came too early waits no longer.
///
/// @param sender  who sent it
/// @param outcome what became of it
public record SettledEvent(@Nullable String sender, CallEventRequest event, Outcome outcome) {}
