package callboard.contracts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/// Acknowledges several alerts at once: `POST /api/alerts/acknowledge`.
///
/// @param by  their name, for the others to read
/// @param ids which alerts; up to 200
public record AlertAcknowledgements(
        @NotNull(message = "must be given")
        @Pattern(regexp = AlertAcknowledgement.NAME, message = AlertAcknowledgement.NAME_MESSAGE)
        String by,

        @NotNull(message = "must be given") @Size(min = 1, max = MOST, message = "must be 1 to 200 ids")
        List<@NotNull @Pattern(regexp = Alert.ID, message = Alert.ID_MESSAGE) String> ids) {

    /// So many ids fit a body of 64 KiB, but for the longest in scripts of three and four bytes a character.
    public static final int MOST = 200;
}
