package callboard.calls.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/// One request as the access log shows it.
///
/// @param path   as it was sent, still encoded, without what is asked for: that may be a person's name
/// @param millis from its first byte to the last one of its answer
/// @param bytes  of the answer's body
/// @param key    the name of the API key it came with
/// @param callId where it was about one call
/// @param events how many of them a batch held; 0 of what is no batch
record AccessLine(
        Instant at,
        String method,
        String path,
        int status,
        double millis,
        long bytes,
        String traceId,
        String requestId,
        @Nullable String key,
        @Nullable String callId,
        int events) {

    static final String LOGGER = "callboard.access";

    private static final JsonStringEncoder TEXT = JsonStringEncoder.getInstance();

    /// With the names that all lines have where logs are for machines. Written by hand: there are thousands a
    /// second, and this takes a tenth of what the logger's own way does.
    void asJson(String service, StringBuilder line) {
        line.append("{\"@timestamp\":\"").append(at).append("\",\"message\":\"");
        summary(line);
        line.append("\",\"logger_name\":\"" + LOGGER + "\",\"level\":\"INFO\"");
        text(line, "method", method);
        text(line, "path", path);
        line.append(",\"status\":")
                .append(status)
                .append(",\"millis\":")
                .append(millis)
                .append(",\"bytes\":")
                .append(bytes);
        text(line, "traceId", traceId);
        text(line, "requestId", requestId);
        text(line, "key", key);
        text(line, "callId", callId);
        if (events > 0) {
            line.append(",\"events\":").append(events);
        }
        text(line, "service", service);
        line.append("}\n");
    }

    /// For a developer's terminal.
    void asText(StringBuilder line) {
        line.append(at).append("  INFO " + LOGGER + " : ");
        summary(line);
        line.append(", ")
                .append(bytes)
                .append(" bytes, trace ")
                .append(traceId)
                .append(", request ")
                .append(requestId);
        word(line, ", key ", key);
        word(line, ", call ", callId);
        if (events > 0) {
            line.append(", ").append(events).append(" events");
        }
        line.append('\n');
    }

    private void summary(StringBuilder line) {
        TEXT.quoteAsString(method, line);
        line.append(' ');
        TEXT.quoteAsString(path, line);
        line.append(' ').append(status).append(" in ").append(millis).append(" ms");
    }

    private static void text(StringBuilder line, String name, @Nullable String value) {
        if (value != null) {
            line.append(",\"").append(name).append("\":\"");
            TEXT.quoteAsString(value, line);
            line.append('"');
        }
    }

    private static void word(StringBuilder line, String name, @Nullable String value) {
        if (value != null) {
            line.append(name);
            TEXT.quoteAsString(value, line);
        }
    }
}
