package callboard.calls.intake;

import callboard.calls.security.Gate;
import callboard.calls.web.ResponseWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/// The short way to [EventsController], for the requests that nearly all are: a telephony system that posts JSON.
/// What filters and dispatcher would find out anew for each of thousands a second costs more than storing the
/// event, and
/// the dispatcher sends an answer in pieces that fits into one. Everything else goes the long way.
class EventsFilter implements Filter {

    private static final String PATH = "/api/events";

    private final Gate gate;
    private final EventsController events;
    private final ResponseWriter answers;
    private final HandlerExceptionResolver faults;

    EventsFilter(Gate gate, EventsController events, ResponseWriter answers, HandlerExceptionResolver faults) {
        this.gate = gate;
        this.events = events;
        this.answers = answers;
        this.faults = faults;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain longWay)
            throws IOException, ServletException {
        if (any instanceof HttpServletRequest request
                && answer instanceof HttpServletResponse response
                && isPlainEvent(request)) {
            // As the dispatcher would, for whoever measures or traces requests by where they go.
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PATH);
            if (gate.admits(request, response)) {
                take(request, response);
            }
        } else {
            longWay.doFilter(any, answer);
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answers.write(events.event(request), response);
        } catch (IOException | RuntimeException fault) {
            if (response.isCommitted() || faults.resolveException(request, response, null, fault) == null) {
                throw fault;
            }
        }
    }

    /// Browsers name their origin, and may have to be told that they may read the answer.
    private static boolean isPlainEvent(HttpServletRequest request) {
        var type = request.getContentType();
        return "POST".equals(request.getMethod())
                && request.getHeader(HttpHeaders.ORIGIN) == null
                && (MediaType.APPLICATION_JSON_VALUE.equals(type)
                        || "application/json; charset=utf-8".equalsIgnoreCase(type));
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        /// After the one that says who a request is, before those that cost.
        @Bean
        @FilterRegistration(name = "events", urlPatterns = PATH, order = Ordered.HIGHEST_PRECEDENCE + 1)
        EventsFilter eventsFilter(
                Gate gate,
                EventsController events,
                ResponseWriter answers,
                @Qualifier("handlerExceptionResolver") HandlerExceptionResolver faults) {
            return new EventsFilter(gate, events, answers, faults);
        }
    }
}
