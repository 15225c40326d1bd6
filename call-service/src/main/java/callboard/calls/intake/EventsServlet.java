package callboard.calls.intake;

import java.io.IOException;

import callboard.calls.web.ShortAnswers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.ServletRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/// The short way to [EventsController], for the requests that nearly all are: a telephony system that posts JSON.
/// What the dispatcher would find out anew for each of thousands a second costs more than storing the event; and it
/// sends an answer in pieces that fits into one. Everything else goes through the dispatcher.
class EventsServlet extends HttpServlet {

    private static final String PATH = "/api/events";

    private static final String DISPATCHER = "dispatcherServlet";

    private final transient EventsController events;
    private final transient ShortAnswers answers;
    private final transient HandlerExceptionResolver faults;

    EventsServlet(EventsController events, ShortAnswers answers, HandlerExceptionResolver faults) {
        this.events = events;
        this.answers = answers;
        this.faults = faults;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!isPlainEvent(request)) {
            getServletContext().getNamedDispatcher(DISPATCHER).forward(request, response);
            return;
        }
        // As the dispatcher would, for whoever measures or traces requests by where they go.
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PATH);
        ServerHttpObservationFilter.findObservationContext(request).ifPresent(seen -> seen.setPathPattern(PATH));
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
        return "POST".equals(request.getMethod()) && request.getHeader(HttpHeaders.ORIGIN) == null
                && (MediaType.APPLICATION_JSON_VALUE.equals(type) || "application/json; charset=utf-8".equalsIgnoreCase(type));
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        @ServletRegistration(name = "events", urlMappings = PATH)
        EventsServlet eventsServlet(EventsController events, ShortAnswers answers,
                @Qualifier("handlerExceptionResolver") HandlerExceptionResolver faults) {
            return new EventsServlet(events, answers, faults);
        }
    }
}
