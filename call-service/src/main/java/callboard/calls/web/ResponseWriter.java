package callboard.calls.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes what is answered before the dispatcher, in one piece, and counts its problems.
@Component
public class ResponseWriter {

    private final JsonMapper json;
    private final ProblemMetrics problems;

    ResponseWriter(JsonMapper json, ProblemMetrics problems) {
        this.json = json;
        this.problems = problems;
    }

    /// @param answer whose headers say what type its body is of
    public void write(ResponseEntity<Object> answer, HttpServletResponse response) throws IOException {
        problems.count(answer.getBody());
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (answer.hasBody()) {
            var body = json.writeValueAsBytes(answer.getBody());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
