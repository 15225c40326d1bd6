package callboard.calls.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a page of a list that has its newest first ended: the next one begins with what comes after it, however much
/// came in front since.
///
/// @param at of the last row, by which the list is ordered
/// @param id of the last row, which orders those of one moment
public record Cursor(Instant at, String id) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    /// Of calls, alerts, and whatever else is listed.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@=+~-]{1,200}");

    static Optional<Cursor> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return parts.length == 2 && ID.matcher(parts[1]).matches()
                    ? Optional.of(new Cursor(Instant.parse(parts[0]), parts[1])).filter(Cursor::plausible)
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Nothing is of another time, and no database keeps all that `Instant` can tell.
    private boolean plausible() {
        return !at.isBefore(Instant.EPOCH) && !at.isAfter(LATEST);
    }

    /// As it is handed out and given back.
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
