package callboard.calls.web;

import callboard.contracts.Problem;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Ends a controller's work with a problem. Headers for the answer can be set on [#getHeaders()].
public final class ProblemException extends ErrorResponseException {

    private final ProblemCode code;
    private final transient @Nullable List<Issue> issues;

    public ProblemException(HttpStatus status, ProblemCode code, String message) {
        this(status, code, message, null);
    }

    /// @param issues each thing that is wrong, of what was sent
    public ProblemException(HttpStatus status, ProblemCode code, String message, @Nullable List<Issue> issues) {
        super(status, ProblemDetail.forStatusAndDetail(status, message), null);
        this.code = code;
        this.issues = issues;
    }

    /// 400, for parameters of a query that can't be.
    public static ProblemException invalidParameters(List<Issue> issues) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, ProblemCode.INVALID_PARAMETER, "Invalid query parameters", issues);
    }

    /// 400, for a body whose fields can't be.
    public static ProblemException invalidPayload(List<Issue> issues) {
        return new ProblemException(HttpStatus.BAD_REQUEST, ProblemCode.INVALID_PAYLOAD, "Invalid payload", issues);
    }

    /// 400, for the name in an address of something that is set up.
    ///
    /// @param of   what has names, as "a connection"
    /// @param must what a name has to be
    public static ProblemException invalidName(String of, String must) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                ProblemCode.INVALID_PARAMETER,
                "Invalid name of " + of,
                List.of(new Issue("name", must, "invalid_value")));
    }

    Problem problem(Trace trace) {
        var status = HttpStatus.valueOf(getStatusCode().value());
        return Problems.problem(status, code, String.valueOf(getBody().getDetail()), trace, issues);
    }

    @Nullable
    List<Issue> issues() {
        return issues;
    }
}
