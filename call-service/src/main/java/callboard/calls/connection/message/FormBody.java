package callboard.calls.connection.message;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A body as HTML forms are posted, `application/x-www-form-urlencoded`.
public final class FormBody {

    private FormBody() {}

    /// Its pairs in their order; a name may come several times.
    public static List<Map.Entry<String, String>> pairs(byte[] body) {
        return pairs(new String(body, StandardCharsets.UTF_8));
    }

    /// The same of the query of an address.
    public static List<Map.Entry<String, String>> pairs(String encoded) {
        return Stream.of(encoded.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .map(pair -> Map.entry(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])))
                .toList();
    }

    /// Text with only its `%xx` decoded, as in headers of CloudEvents.
    public static String percentDecoded(String text) {
        return decoded(text.replace("+", "%2B"));
    }

    /// What is no encoding stands for itself, as browsers have it.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
