package callboard.calls.security;

import callboard.calls.web.Problems;
import callboard.calls.web.RequestLogContext;
import callboard.calls.web.Trace;
import callboard.contracts.KeyRole;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Who sends events: checks the API key of a request, before a byte of its body is read.
@Component
public class ApiKeyAuthenticator {

    private final ApiKeys keys;

    ApiKeyAuthenticator(ApiKeys keys) {
        this.keys = keys;
    }

    /// A sender's key, or the answer to who has none.
    public sealed interface Result {

        /// The request counts as one event of the key's sender.
        record Admitted(ApiKey key) implements Result {}

        record Refused(ResponseEntity<Object> answer) implements Result {}
    }

    public Result authenticate(HttpServletRequest request) {
        var presented = request.getHeader(PresentedCredentials.API_KEY);
        var key = presented == null ? null : keys.find(presented);
        var trace = Trace.of(request);
        if (key == null) {
            return refused(Problems.answer(Problems.problem(
                    HttpStatus.UNAUTHORIZED,
                    ProblemCode.UNAUTHORIZED,
                    presented == null ? "Send your API key in the header X-API-Key" : "This API key is not valid",
                    trace)));
        }
        RequestLogContext.key(request, key.name);
        if (key.role != KeyRole.INGEST) {
            return refused(Problems.answer(Problems.problem(
                    HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, "This API key is not for that", trace)));
        }
        if (!key.rateLimit.tryConsume(1)) {
            return refused(key.rateLimit.exceeded(1, trace));
        }
        key.use();
        return new Result.Admitted(key);
    }

    private static Result refused(ResponseEntity<Object> problem) {
        var answer = ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.getStatusCode() == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "ApiKey realm=\"callboard\"");
        }
        return new Result.Refused(answer.body(problem.getBody()));
    }
}
