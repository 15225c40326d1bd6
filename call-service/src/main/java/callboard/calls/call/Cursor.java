package callboard.calls.call;

import callboard.calls.rows.Columns;
import callboard.contracts.Call;
import callboard.contracts.CallEventRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Where a page ended: the next one begins with the first call after it, however many came in front since.
///
/// @param key what the calls are sorted by, of that page's last call
record Cursor(Sort sort, Object key, String id) {

    static Cursor after(Call call, Sort sort) {
        return new Cursor(sort, sort.key(call), call.id());
    }

    /// The key as JDBC takes it.
    Object argument() {
        return key instanceof Instant time ? Columns.time(time) : key;
    }

    static Optional<Cursor> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            // Without a word for the order it is the usual one, as in cursors of earlier versions.
            var sort = parts.length == 2 ? Optional.of(Sort.NEWEST_FIRST) : Sort.parse(parts[0]);
            if (parts.length < 2
                    || parts.length > 3
                    || sort.isEmpty()
                    || !parts[parts.length - 1].matches(CallEventRequest.ID)) {
                return Optional.empty();
            }
            return key(sort.get(), parts[parts.length - 2])
                    .map(key -> new Cursor(sort.get(), key, parts[parts.length - 1]));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Object> key(Sort sort, String text) {
        return switch (sort.by()) {
            case START_TIME -> Optional.<Object>of(Instant.parse(text)).filter(Cursor::plausible);
            case WAIT_TIME, DURATION ->
                Optional.<Object>of(Double.valueOf(text)).filter(Cursor::plausible);
            case ID -> Optional.<Object>of(text).filter(Cursor::plausible);
        };
    }

    private static boolean plausible(Object key) {
        return switch (key) {
            case Instant time -> Columns.keeps(time);
            case Double number -> Double.isFinite(number);
            default -> key.toString().matches(CallEventRequest.ID);
        };
    }

    @Override
    public String toString() {
        var place = key + " " + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (sort.equals(Sort.NEWEST_FIRST) ? place : sort + " " + place).getBytes(StandardCharsets.UTF_8));
    }
}
