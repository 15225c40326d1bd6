package callboard.calls.connection.freeswitch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An event of FreeSWITCH. Empty fields are absent.
public record EslEvent(Map<String, String> fields) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public EslEvent {
        var any = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(fields);
        fields = Collections.unmodifiableMap(any);
    }

    /// The lines up to an empty one, with their values percent-decoded.
    static EslEvent parse(String body) {
        var lines = body.lines().takeWhile(line -> !line.isEmpty()).toList();
        var fields = EslMessage.fields(lines);
        fields.replaceAll((_, value) -> decoded(value));
        return new EslEvent(fields);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    @Nullable
    String get(String field) {
        var value = fields.get(field);
        return value == null || value.isBlank() ? null : value;
    }

    boolean has(String field, String value) {
        return value.equalsIgnoreCase(fields.get(field));
    }

    /// `Core-UUID` and `Event-Sequence`: unique over restarts of FreeSWITCH, too. Absent where one is missing.
    @Nullable
    String id() {
        var core = get("Core-UUID");
        var sequence = get("Event-Sequence");
        return core == null || sequence == null ? null : core + "/" + sequence;
    }

    /// When it happened: `Event-Date-Timestamp`, in microseconds.
    public Instant at(Instant otherwise) {
        try {
            var stamp = get("Event-Date-Timestamp");
            var at = stamp == null ? otherwise : Instant.EPOCH.plus(Long.parseLong(stamp), ChronoUnit.MICROS);
            return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? otherwise : at;
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    /// Its name; of a custom one its subclass with the action.
    public String kind() {
        var action = get("CC-Action");
        var name = get("Event-Name");
        return action == null ? (name == null ? "" : name) : action;
    }

    static final List<String> SUBSCRIBED =
            List.of("HEARTBEAT", "CHANNEL_HOLD", "CHANNEL_UNHOLD", "CHANNEL_HANGUP", "CUSTOM", "callcenter::info");
}
