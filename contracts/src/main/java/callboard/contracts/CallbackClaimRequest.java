package callboard.contracts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/// Says who calls the caller of a lost call back: `PUT /api/callbacks/{callId}`.
///
/// @param by their name, for the others to read
public record CallbackClaimRequest(
        @NotNull(message = "must be given")
        @Pattern(regexp = AlertAcknowledgement.NAME, message = AlertAcknowledgement.NAME_MESSAGE)
        String by) {}
