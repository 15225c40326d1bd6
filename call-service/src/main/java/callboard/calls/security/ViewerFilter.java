package callboard.calls.security;

import callboard.calls.web.Caller;
import callboard.contracts.KeyRole;
import callboard.contracts.ProblemCode;
import callboard.viewers.Identified;
import callboard.viewers.Viewer;
import callboard.viewers.Viewers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who reads, or acknowledges alerts, where viewers are asked who they are: by `Authorization: Bearer`,
/// or by an API key that may read.
@Component
class ViewerFilter extends OncePerRequestFilter {

    private static final String ATTRIBUTE = Viewer.class.getName();
    private static final String BEARER = "Bearer ";

    private final Viewers viewers;
    private final ApiKeys keys;
    private final Refusals refusals;

    ViewerFilter(Viewers viewers, ApiKeys keys, Refusals refusals) {
        this.viewers = viewers;
        this.keys = keys;
        this.refusals = refusals;
    }

    /// Whose request it is.
    ///
    /// @throws IllegalStateException when nobody has asked
    static Viewer viewerOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Viewer viewer) {
            return viewer;
        }
        throw new IllegalStateException("Nobody has asked who reads this");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Paths.isForViewers(request) || request.getMethod().equals("OPTIONS");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (viewers.isEverybody()) {
            pass(Viewer.ANYBODY, request, response, chain);
            return;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        var byKey = byKey(request);
        switch (byKey != null ? byKey : viewers.identify(token(request))) {
            case Identified.As(var viewer) -> pass(viewer, request, response, chain);
            case Identified.Nobody(var why) -> {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"callboard\"");
                refusals.refuse(request, response, HttpStatus.UNAUTHORIZED, ProblemCode.UNAUTHORIZED, why);
            }
            case Identified.Blind(var why) ->
                refusals.refuse(request, response, HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, why);
            case Identified.Unclear(var why) ->
                refusals.refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, ProblemCode.UNAVAILABLE, why);
        }
    }

    private static void pass(Viewer viewer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(ATTRIBUTE, viewer);
        chain.doFilter(request, response);
    }

    private @Nullable Identified byKey(HttpServletRequest request) {
        var presented = request.getHeader(Gate.HEADER);
        if (presented == null) {
            return null;
        }
        var key = keys.find(presented);
        if (key == null) {
            return new Identified.Nobody("This API key is not valid");
        }
        key.use();
        Caller.identify(request, key.name);
        if (key.role == KeyRole.INGEST) {
            return new Identified.Blind("This API key is not for reading");
        }
        // A program can't have taken notice of anything.
        return key.role == KeyRole.READ && !Paths.onlyReads(request)
                ? new Identified.Blind("This API key is for reading alone")
                : new Identified.As(new Viewer(key.name, null, null));
    }

    private static @Nullable String token(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
