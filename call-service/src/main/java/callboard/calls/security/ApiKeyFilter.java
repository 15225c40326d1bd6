package callboard.calls.security;

import java.io.IOException;

import callboard.calls.security.ApiKeys.Role;
import callboard.calls.web.Caller;
import callboard.calls.web.Problems;
import callboard.calls.web.Rejections;
import callboard.calls.web.Trace;
import callboard.contracts.Problem;
import callboard.contracts.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// Lets nobody change anything without an API key, before a byte of the body is read: events need a sender's key,
/// everything else an administrator's. Only alerts may be acknowledged by everybody who may read them. What is for
/// operators alone isn't shown to others either.
@Component
class ApiKeyFilter extends OncePerRequestFilter {

    private final ApiKeys keys;
    private final JsonMapper json;
    private final Rejections rejections;

    ApiKeyFilter(ApiKeys keys, JsonMapper json, Rejections rejections) {
        this.keys = keys;
        this.json = json;
        this.rejections = rejections;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        if (path(request).startsWith("/api/ops/")) {
            return false;
        }
        // A browser's preflight carries no key.
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            case "POST" -> path(request).startsWith("/api/alerts/");
            default -> false;
        };
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var presented = request.getHeader("X-API-Key");
        var owner = keys.owner(presented);
        if (owner.isEmpty()) {
            refuse(response, Problems.problem(HttpStatus.UNAUTHORIZED, ProblemCode.UNAUTHORIZED,
                    presented == null ? "Send your API key in the header X-API-Key" : "This API key is not valid",
                    Trace.of(request)));
        } else if (owner.get().role() != needed(request)) {
            refuse(response, Problems.problem(HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN,
                    "This API key is not for that", Trace.of(request)));
        } else {
            Caller.identify(request, owner.get().name());
            chain.doFilter(request, response);
        }
    }

    private static Role needed(HttpServletRequest request) {
        var path = path(request);
        return path.equals("/api/events") || path.startsWith("/api/events/") ? Role.INGEST : Role.ADMIN;
    }

    /// As controllers are found by it: decoded and without parameters, whatever the address looked like.
    private static String path(HttpServletRequest request) {
        return request.getServletPath();
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        rejections.count(problem);
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
