package callboard.calls.security;

import java.io.IOException;

import callboard.calls.web.Caller;
import callboard.contracts.KeyRole;
import callboard.contracts.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets nobody change anything without an API key, before a byte of the body is read: events need a sender's key,
/// everything else an administrator's. Only alerts may be acknowledged by everybody who may read them. What is for
/// operators alone isn't shown to others either.
@Component
class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "X-API-Key";

    private static final String ATTRIBUTE = ApiKey.class.getName();

    private final ApiKeys keys;
    private final Refusals refusals;

    ApiKeyFilter(ApiKeys keys, Refusals refusals) {
        this.keys = keys;
        this.refusals = refusals;
    }

    /// The key that a request came with.
    ///
    /// @throws IllegalStateException when nobody has checked it
    static ApiKey keyOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ApiKey key) {
            return key;
        }
        throw new IllegalStateException("Nobody has checked whose request this is");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Paths.isForOperators(request) && (Paths.onlyReads(request) || Paths.acknowledges(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var presented = request.getHeader(HEADER);
        var key = presented == null ? null : keys.find(presented);
        var needed = Paths.isForSenders(request) ? KeyRole.INGEST : KeyRole.ADMIN;
        if (key != null) {
            Caller.identify(request, key.name);
        }
        if (key == null) {
            refusals.refuse(request, response, HttpStatus.UNAUTHORIZED, ProblemCode.UNAUTHORIZED,
                    presented == null ? "Send your API key in the header X-API-Key" : "This API key is not valid");
        } else if (key.role != needed) {
            refusals.refuse(request, response, HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, "This API key is not for that");
        } else if (needed == KeyRole.INGEST && !key.allowance.spend(1)) {
            refusals.answer(response, key.allowance.refusal(1, request));
        } else {
            key.use();
            request.setAttribute(ATTRIBUTE, key);
            chain.doFilter(request, response);
        }
    }
}
