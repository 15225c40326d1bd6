package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error, as `application/problem+json` (RFC 9457).
///
/// @param type    always `about:blank`: `code` distinguishes problems
/// @param title   the status in words
/// @param status  the HTTP status
/// @param detail  what went wrong, for a person
/// @param message the same as `detail`; older clients read it here
/// @param code    what went wrong, for a program
/// @param traceId the request's trace, to find it in the logs
/// @param issues  with `invalid_payload` and `invalid_parameter`: each thing that is wrong
// Not Spring's `ProblemDetail`: our members have names here, so that the schemas and the TypeScript have them too.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String message,
        ProblemCode code,
        String traceId,
        @Nullable List<Issue> issues) {

    /// One wrong thing in a payload or a query.
    ///
    /// @param path the field, dotted; empty for the whole body
    /// @param code `required`, `invalid_type`, `invalid_value`, `unknown_queue` or `unknown_parameter`
    public record Issue(String path, String message, String code) {}
}
