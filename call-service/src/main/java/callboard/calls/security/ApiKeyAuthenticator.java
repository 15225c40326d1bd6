package callboard.calls.security;

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
        if (key == null) {
            return refused(
                    request,
                    HttpStatus.UNAUTHORIZED,
                    ProblemCode.UNAUTHORIZED,
                    presented == null ? SecurityProblems.API_KEY_MISSING : SecurityProblems.API_KEY_INVALID);
        }
        RequestLogContext.key(request, key.name);
        if (key.role != KeyRole.INGEST) {
            return refused(request, HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, SecurityProblems.API_KEY_FORBIDDEN);
        }
        if (!key.rateLimit.tryConsume(1)) {
            var exceeded = key.rateLimit.exceeded(1, Trace.of(request));
            return new Result.Refused(ResponseEntity.status(exceeded.getStatusCode())
                    .headers(exceeded.getHeaders())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .body(exceeded.getBody()));
        }
        key.use();
        return new Result.Admitted(key);
    }

    private static Result refused(HttpServletRequest request, HttpStatus status, ProblemCode code, String why) {
        return new Result.Refused(
                SecurityProblems.refusal(status, code, why, SecurityProblems.API_KEY_CHALLENGE, request));
    }
}
