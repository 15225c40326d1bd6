package callboard.calls.web;

import callboard.calls.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Who a request is, for all that is logged on its thread, and its span where requests are traced.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestScope extends OncePerRequestFilter {

    /// The proxy's name of it, under which the proxy logs it too; else one of our own.
    static final String REQUEST_ID = "X-Request-ID";

    private static final int LONGEST_ID = 64;
    private static final String ATTRIBUTE = RequestScope.class.getName();

    private final Tracing tracing;

    RequestScope(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var span = begun(request);
        MDC.put("traceId", Trace.of(request).id());
        MDC.put("requestId", requestId(request));
        try {
            chain.doFilter(request, response);
        } finally {
            RequestTimes.wentTo(request);
            end(span, request, response);
            MDC.clear();
        }
    }

    static String requestId(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        var sent = request.getHeader(REQUEST_ID);
        var id = sent != null && isId(sent)
                ? sent
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static boolean isId(String sent) {
        return !sent.isEmpty()
                && sent.length() <= LONGEST_ID
                && sent.chars().allMatch(each -> each < 128 && (Character.isLetterOrDigit(each) || each == '-'));
    }

    /// Probes and scrapes are nobody's trace.
    private Span begun(HttpServletRequest request) {
        if (!tracing.isOn() || !request.getRequestURI().startsWith("/api/")) {
            return Span.getInvalid();
        }
        var span = tracing.request(request.getMethod(), Trace.sent(request));
        Trace.set(request, new Trace(Tracing.traceparent(span)));
        return span;
    }

    private static void end(Span span, HttpServletRequest request, HttpServletResponse response) {
        if (!span.isRecording()) {
            return;
        }
        span.setAttribute("http.request.method", request.getMethod());
        span.setAttribute("http.response.status_code", response.getStatus());
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.setAttribute("http.route", route);
            span.updateName(request.getMethod() + " " + route);
        }
        if (response.getStatus() >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
