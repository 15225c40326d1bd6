package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A log that was uploaded, and what became of it so far: `/api/ops/connections/{name}/imports`.
///
/// @param since     when it came to its state
/// @param bytes     as they were uploaded
/// @param bytesRead of these
/// @param lines     that were read
/// @param taken     how many events of calls were taken, repeats included
/// @param ignored   how many lines tell nothing of calls in queues
/// @param unknown   how many lines could not be understood
/// @param refused   how many events of calls were not possible
/// @param known     how many calls were left as they are: another connection has told of them
/// @param tooOld    how many calls were left out: they began before what is kept
/// @param reason    why it failed, or why calls were left out, in words
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionImport(
        long id,
        ImportState state,
        Instant since,
        Instant uploadedAt,
        String uploadedBy,
        long bytes,
        long bytesRead,
        long lines,
        long taken,
        long ignored,
        long unknown,
        long refused,
        long known,
        long tooOld,
        @Nullable String reason) {}
