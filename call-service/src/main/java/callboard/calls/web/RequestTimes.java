package callboard.calls.web;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/// How long requests take, under the name that Spring's own measure of it has, from a request's first byte to the
/// last one of its answer. Spring's is an observation for any listener, begun and ended in a
/// filter, which took a tenth of what receiving an event does.
@Component
class RequestTimes {

    private static final String ROUTE = RequestTimes.class.getName();

    private final MeterProvider<Timer> times;

    RequestTimes(MeterRegistry meters) {
        times = Timer.builder("http.server.requests")
                .description("Requests, by where they went and how they ended")
                .withRegistry(meters);
    }

    void took(HttpServletRequest request, HttpServletResponse response, long nanos) {
        int status = response.getStatus();
        times.withTags(
                        "method",
                        method(request),
                        "outcome",
                        Outcome.forStatus(status).name(),
                        "status",
                        Integer.toString(status),
                        "uri",
                        route(request))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /// Whatever strangers make up is one of them.
    private static String method(HttpServletRequest request) {
        return switch (String.valueOf(request.getMethod())) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> request.getMethod();
            default -> "UNKNOWN";
        };
    }

    /// Keeps the pattern of the handler, since addresses are without number; before the container asks another
    /// one for an answer to what went wrong in it.
    static void wentTo(HttpServletRequest request) {
        request.setAttribute(ROUTE, request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }

    private static String route(HttpServletRequest request) {
        return request.getAttribute(ROUTE) instanceof String route ? route : "UNKNOWN";
    }
}
