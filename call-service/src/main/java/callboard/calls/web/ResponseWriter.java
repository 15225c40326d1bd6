package callboard.calls.web;

import callboard.contracts.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes answers, in one piece, for who answers past the dispatcher; problems among them are counted as they are
/// there.
@Component
public class ResponseWriter {

    private final JsonMapper json;
    private final ProblemMetrics rejections;

    ResponseWriter(JsonMapper json, ProblemMetrics rejections) {
        this.json = json;
        this.rejections = rejections;
    }

    /// @param answer whose headers say what type its body is of
    public void write(ResponseEntity<Object> answer, HttpServletResponse response) throws IOException {
        if (answer.getBody() instanceof Problem problem) {
            rejections.count(problem);
        }
        var body = json.writeValueAsBytes(answer.getBody());
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
