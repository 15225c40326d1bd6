package callboard.calls.security;

import java.io.IOException;

import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
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

/// Lets nobody send events without an API key, before a byte of the body is read.
@Component
class ApiKeyFilter extends OncePerRequestFilter {

    private final ApiKeys keys;
    private final JsonMapper json;

    ApiKeyFilter(ApiKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Everything that changes something; a browser's preflight carries no key.
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var presented = request.getHeader("X-API-Key");
        if (keys.owner(presented).isPresent()) {
            chain.doFilter(request, response);
            return;
        }
        var problem = Problems.problem(HttpStatus.UNAUTHORIZED, ProblemCode.UNAUTHORIZED,
                presented == null ? "Send your API key in the header X-API-Key" : "This API key is not valid",
                Trace.of(request));
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
