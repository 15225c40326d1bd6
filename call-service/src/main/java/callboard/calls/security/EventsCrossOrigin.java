package callboard.calls.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import tools.jackson.databind.json.JsonMapper;

/// Where events come in, pages of other origins may do nothing, however the address is spelled; those of configured
/// origins get to read that.
@Component
public class EventsCrossOrigin {

    private final CorsConfiguration rules;
    private final CorsProcessor processor;

    EventsCrossOrigin(SecurityProperties settings, JsonMapper json) {
        rules = CrossOrigin.rules(settings, "GET", "HEAD");
        processor = new CrossOrigin.Processor(json);
    }

    /// Whether the request goes on; else it has its answer. Only browsers name an origin.
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return request.getHeader(HttpHeaders.ORIGIN) == null
                || processor.processRequest(rules, request, response) && !CorsUtils.isPreFlightRequest(request);
    }
}
