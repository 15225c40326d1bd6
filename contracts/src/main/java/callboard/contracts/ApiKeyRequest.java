package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/// A key to be made: `POST /api/ops/keys`.
///
/// @param name            whose it is; two keys of one name and role may be alive, so that one can take over from
///         the other
/// @param eventsPerSecond how much it may send; the configuration's limit unless given
/// @param signed          whether to make a secret to sign events with as well
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKeyRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "must be 1 to 64 characters of A-Z a-z 0-9 . _ -")
        String name,

        @NotNull KeyRole role,
        @Nullable @Min(1) @Max(10_000_000) Integer eventsPerSecond,
        @Nullable Boolean signed) {}
