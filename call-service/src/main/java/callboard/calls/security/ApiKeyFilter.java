package callboard.calls.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets nobody change anything without an administrator's API key (events, which need a sender's, never come here).
/// Only
/// alerts may be acknowledged by everybody who may read them. What is for operators alone isn't shown to others
/// either.
@Component
class ApiKeyFilter extends OncePerRequestFilter {

    private final Gate gate;

    ApiKeyFilter(Gate gate) {
        this.gate = gate;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Paths.isForOperators(request) && (Paths.onlyReads(request) || Paths.acknowledges(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (gate.admits(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
