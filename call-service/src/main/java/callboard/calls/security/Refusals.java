package callboard.calls.security;

import java.io.IOException;

import callboard.calls.web.Problems;
import callboard.calls.web.Rejections;
import callboard.calls.web.Trace;
import callboard.contracts.Problem;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Turns requests away before any controller sees them, with a problem.
@Component
class Refusals {

    private final JsonMapper json;
    private final Rejections rejections;

    Refusals(JsonMapper json, Rejections rejections) {
        this.json = json;
        this.rejections = rejections;
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, ProblemCode code, String message)
            throws IOException {
        if (status == HttpStatus.UNAUTHORIZED && !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "ApiKey realm=\"callboard\"");
        }
        answer(response, Problems.answer(Problems.problem(status, code, message, Trace.of(request))));
    }

    void answer(HttpServletResponse response, ResponseEntity<Object> answer) throws IOException {
        if (answer.getBody() instanceof Problem problem) {
            rejections.count(problem);
        }
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
    }
}
