package callboard.contracts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/// Acknowledges an alert: `POST /api/alerts/{id}/acknowledge`.
///
/// @param by their name, for the others to read
public record AlertAcknowledgement(
        @NotNull(message = "must be given") @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String by) {

    /// Names by which people are known to each other.
    public static final String NAME = "(?=.*[^\\s\\p{Z}])[^\\p{Cc}\\p{Cs}]{1,64}";
    public static final String NAME_MESSAGE = "must be a name of 1 to 64 characters, none of them a control character";
}
