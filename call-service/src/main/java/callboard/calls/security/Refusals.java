package callboard.calls.security;

import callboard.calls.web.Problems;
import callboard.calls.web.ResponseWriter;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Turns requests away before any controller sees them, with a problem.
@Component
class Refusals {

    private final ResponseWriter answers;

    Refusals(ResponseWriter answers) {
        this.answers = answers;
    }

    void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            ProblemCode code,
            String message)
            throws IOException {
        if (status == HttpStatus.UNAUTHORIZED && !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "ApiKey realm=\"callboard\"");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answers.write(Problems.answer(Problems.problem(status, code, message, Trace.of(request))), response);
    }
}
