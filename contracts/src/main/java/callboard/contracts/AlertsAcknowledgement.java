package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Acknowledges every open alert that a filter finds: `POST /api/alerts/acknowledge-matching`.
///
/// @param by     their name, for the others to read
/// @param until  `at` of the newest alert they have seen: later ones stay open
/// @param ago    how many seconds ago they decided so: what was noticed since then stays open, late news of an
///         earlier time too; 0 unless given
/// @param except up to 200 that stay open all the same
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertsAcknowledgement(
        @NotNull(message = "must be given")
        @Pattern(regexp = AlertAcknowledgement.NAME, message = AlertAcknowledgement.NAME_MESSAGE)
        String by,

        @NotNull(message = "must be given") @InstantInRange Instant until,

        @Nullable @Min(value = 0, message = RANGE) @Max(value = 3600, message = RANGE)
        Double ago,

        @Nullable @Size(max = AlertAcknowledgements.MOST, message = "must be up to 200 ids")
        List<@NotNull @Pattern(regexp = Alert.ID, message = Alert.ID_MESSAGE) String> except) {

    private static final String RANGE = "must be a number from 0 to 3600";
}
