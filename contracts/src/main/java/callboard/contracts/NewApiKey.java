package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A key that was just made, with its secrets: they are never shown again.
///
/// @param secret        goes into `X-API-Key`
/// @param signingSecret `whsec_…`, if one was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewApiKey(
        ApiKeyView key, String secret, @Nullable String signingSecret) {

    /// Without the secrets: it may end in a log.
    @Override
    public String toString() {
        return "NewApiKey[" + key + "]";
    }
}
