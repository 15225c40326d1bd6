package callboard.calls.intake;

import java.io.IOException;

import callboard.calls.web.Rejections;
import callboard.contracts.Problem;
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
import org.springframework.http.ResponseEntity;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// The short way to [EventsController], for the requests that nearly all are: a telephony system that posts JSON.
/// What the dispatcher would find out anew for each of thousands a second costs more than storing the event; and it
/// sends an answer in pieces that fits into one. Everything else goes through the dispatcher.
class EventsServlet extends HttpServlet {

    private static final String PATH = "/api/events";

    private static final String DISPATCHER = "dispatcherServlet";

    private final transient EventsController events;
    private final transient JsonMapper json;
    private final transient Rejections rejections;
    private final transient HandlerExceptionResolver faults;

    EventsServlet(EventsController events, JsonMapper json, Rejections rejections, HandlerExceptionResolver faults) {
        this.events = events;
        this.json = json;
        this.rejections = rejections;
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
            answer(events.event(request), response);
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

    private void answer(ResponseEntity<Object> answer, HttpServletResponse response) throws IOException {
        if (answer.getBody() instanceof Problem problem) {
            rejections.count(problem);
        }
        var body = json.writeValueAsBytes(answer.getBody());
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        @ServletRegistration(name = "events", urlMappings = PATH)
        EventsServlet eventsServlet(EventsController events, JsonMapper json, Rejections rejections,
                @Qualifier("handlerExceptionResolver") HandlerExceptionResolver faults) {
            return new EventsServlet(events, json, rejections, faults);
        }
    }
}
