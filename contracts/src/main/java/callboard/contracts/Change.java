package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an administrator changed: an item of `GET /api/ops/changes`. Never a secret.
///
/// @param by     the name of the administrator's key; `connection:` and its name for a queue that a
///         connection met first
/// @param name   of what was changed; absent for a caller, whose number is to be nowhere
/// @param before as it was, in the API's own words; absent for what was made
/// @param after  as it is then; absent for what is gone
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        long id,
        Instant at,
        String by,
        ChangeKind kind,
        @Nullable String name,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after) {

    public Change {
        before = Mapping.inOrder(before);
        after = Mapping.inOrder(after);
    }
}
