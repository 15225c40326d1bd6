package callboard.calls.connection.freeswitch;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A message of the event socket: headers, and a body where `Content-Length` says so.
///
/// @param asked the command that it answers; absent where it is an event
public record EslMessage(
        Map<String, String> headers, String body, @Nullable String asked) {

    static final String PLAIN_EVENT = "text/event-plain";

    String contentType() {
        return headers.getOrDefault("Content-Type", "");
    }

    /// What an answer says: `+OK …`, `-ERR …`.
    String reply() {
        return headers.getOrDefault("Reply-Text", "");
    }

    EslMessage answers(@Nullable String command) {
        return new EslMessage(headers, body, command);
    }

    /// The event within; absent where there is none.
    public @Nullable EslEvent event() {
        return contentType().equals(PLAIN_EVENT) ? EslEvent.parse(body) : null;
    }

    static Map<String, String> fields(Iterable<String> lines) {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
