package callboard.calls.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import tools.jackson.databind.json.JsonMapper;

/// Holds pages to [CrossOriginRules] where events come in, before any filter: none may send them, and those of
/// configured origins get to read that.
@Component
public class EventsCrossOrigin {

    private final CrossOriginRules rules;
    private final CorsProcessor processor;

    EventsCrossOrigin(CrossOriginRules rules, JsonMapper json) {
        this.rules = rules;
        processor = new CrossOrigin.Processor(json);
    }

    /// Whether the request goes on; else it has its answer. Only browsers name an origin.
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return request.getHeader(HttpHeaders.ORIGIN) == null
                || processor.processRequest(rules.getCorsConfiguration(request), request, response)
                        && !CorsUtils.isPreFlightRequest(request);
    }
}
