package callboard.calls.security;

import callboard.calls.web.Caller;
import callboard.contracts.KeyRole;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Lets in who has an operator's API key.
@Component
class Gate {

    static final String HEADER = "X-API-Key";

    private final ApiKeys keys;
    private final Refusals refusals;

    Gate(ApiKeys keys, Refusals refusals) {
        this.keys = keys;
        this.refusals = refusals;
    }

    /// Before a byte of the body is read. Who is turned away has its answer.
    boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var presented = request.getHeader(HEADER);
        var key = presented == null ? null : keys.find(presented);
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
        } else if (key.role != KeyRole.ADMIN) {
            refusals.refuse(
                    request, response, HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, "This API key is not for that");
        } else {
            key.use();
            return true;
        }
        return false;
    }
}
