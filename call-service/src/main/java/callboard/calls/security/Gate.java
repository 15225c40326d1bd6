package callboard.calls.security;

import callboard.calls.web.Caller;
import callboard.contracts.KeyRole;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Lets in who has an API key for what it is about to do, and has not done too much of it.
@Component
public class Gate {

    static final String HEADER = "X-API-Key";

    private static final String ATTRIBUTE = ApiKey.class.getName();

    private final ApiKeys keys;
    private final Refusals refusals;

    Gate(ApiKeys keys, Refusals refusals) {
        this.keys = keys;
        this.refusals = refusals;
    }

    /// Before a byte of the body is read. Who is turned away has its answer.
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var presented = request.getHeader(HEADER);
        var key = presented == null ? null : keys.find(presented);
        var needed = Paths.isForSenders(request) ? KeyRole.INGEST : KeyRole.ADMIN;
        if (key != null) {
            Caller.identify(request, key.name);
        }
        if (key == null) {
            refusals.refuse(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    ProblemCode.UNAUTHORIZED,
                    presented == null ? "Send your API key in the header X-API-Key" : "This API key is not valid");
        } else if (key.role != needed) {
            refusals.refuse(
                    request, response, HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, "This API key is not for that");
        } else if (needed == KeyRole.INGEST && !key.allowance.spend(1)) {
            refusals.answer(response, key.allowance.refusal(1, request));
        } else {
            key.use();
            request.setAttribute(ATTRIBUTE, key);
            return true;
        }
        return false;
    }

    /// The key that a request came in with.
    ///
    /// @throws IllegalStateException when nobody has checked it
    static ApiKey keyOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ApiKey key) {
            return key;
        }
        throw new IllegalStateException("Nobody has checked whose request this is");
    }
}
