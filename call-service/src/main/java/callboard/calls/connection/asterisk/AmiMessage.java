package callboard.calls.connection.asterisk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A message of Asterisk's Manager Interface: a block of `Name: value` lines. Names are read in any case; of several
/// lines with one name the first counts.
public record AmiMessage(Map<String, String> fields) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final long MICROS = 1_000_000;

    public AmiMessage {
        var any = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(fields);
        fields = Collections.unmodifiableMap(any);
    }

    /// Lines without a colon, such as the banner, are left out.
    public static AmiMessage of(List<String> lines) {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new AmiMessage(fields);
    }

    /// The value, or null where there is none: Asterisk writes `<unknown>`, in some messages `unknown`.
    public @Nullable String get(String name) {
        var value = fields.get(name);
        return value == null || value.isBlank() || value.equals("<unknown>") || value.equals("unknown") ? null : value;
    }

    /// What has happened; null for the answer to an action.
    public @Nullable String event() {
        return get("Event");
    }

    boolean has(String name, String value) {
        return value.equalsIgnoreCase(get(name));
    }

    /// When it happened: in the message where `timestampevents = yes` is set in manager.conf, else when it was
    /// received.
    Instant at(Instant receivedAt) {
        var timestamp = get("Timestamp");
        if (timestamp == null) {
            return receivedAt;
        }
        try {
            long micros =
                    new BigDecimal(timestamp).movePointRight(6).toBigInteger().longValueExact();
            var at = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
            // Before that its clock was never set.
            return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? receivedAt : at;
        } catch (NumberFormatException | ArithmeticException _) {
            return receivedAt;
        }
    }

    /// Whole seconds, 0 where there are none.
    long seconds(String name) {
        var value = get(name);
        try {
            return value == null ? 0 : Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
