package callboard.calls.rows;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Where a page ended: the next one begins with the first row after it, however many came in front since.
///
/// @param order the word for the list's order; empty for its usual one
/// @param key   what rows are sorted by, of that page's last row
public record Cursor(String order, Object key, String id) {

    /// @param order of the page that it is asked for with
    /// @param key   reads a key, and throws what it throws for one that is none
    /// @param ids   whether it is an id of such a row
    public static Optional<Cursor> parse(String text, String order, Function<String, ?> key, Predicate<String> ids) {
        try {
            var words = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            int first = order.isEmpty() ? 0 : 1;
            if (words.length != first + 2 || first == 1 && !words[0].equals(order)) {
                return Optional.empty();
            }
            var id = unescaped(words[first + 1]);
            return ids.test(id)
                    ? Optional.of(new Cursor(order, key.apply(unescaped(words[first])), id))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A key that is a point in time.
    public static Instant time(String text) {
        var time = Instant.parse(text);
        if (!Columns.keeps(time)) {
            throw new IllegalArgumentException("No row is of " + text);
        }
        return time;
    }

    /// The key as JDBC takes it.
    public Object argument() {
        return key instanceof Instant time ? Columns.time(time) : key;
    }

    /// As it is handed out and given back.
    @Override
    public String toString() {
        var words = (order.isEmpty() ? "" : order + " ") + escaped(key.toString()) + " " + escaped(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    // Words are told apart by the blanks between them, and ids may have some.
    private static String escaped(String word) {
        return word.replace("%", "%25").replace(" ", "%20");
    }

    private static String unescaped(String word) {
        return word.replace("%20", " ").replace("%25", "%");
    }
}
