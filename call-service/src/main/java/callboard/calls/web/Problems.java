package callboard.calls.web;

import callboard.contracts.Problem;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Builds errors as they are answered. None shows a stack trace, SQL or a class name.
public final class Problems {

    /// Seconds after which a client may try again.
    public static final String RETRY_AFTER = "1";

    private Problems() {}

    public static Problem problem(HttpStatus status, ProblemCode code, String message, Trace trace) {
        return problem(status, code, message, trace, null);
    }

    public static Problem problem(
            HttpStatus status, ProblemCode code, String message, Trace trace, @Nullable List<Issue> issues) {
        return new Problem(
                "about:blank", status.getReasonPhrase(), status.value(), message, message, code, trace.id(), issues);
    }

    public static ResponseEntity<Object> answer(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        var answer = ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        return answer.body(problem);
    }
}
