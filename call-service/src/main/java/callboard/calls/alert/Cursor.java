package callboard.calls.alert;

import callboard.calls.rows.Columns;
import callboard.contracts.Alert;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Where a page ended: the next one begins with the first alert after it, however many came in front since.
record Cursor(Instant at, String id) {

    static Optional<Cursor> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return parts.length == 2 && parts[1].matches(Alert.ID)
                    ? Optional.of(new Cursor(Instant.parse(parts[0]), parts[1]))
                            .filter(cursor -> Columns.keeps(cursor.at))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// As it is handed out and given back.
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
