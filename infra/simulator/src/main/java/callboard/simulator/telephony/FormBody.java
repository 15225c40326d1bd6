package callboard.simulator.telephony;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// HTML forms as they are posted.
final class FormBody {

    static final String TYPE = "application/x-www-form-urlencoded";

    private FormBody() {}

    static byte[] of(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> read(byte[] body) {
        var fields = new TreeMap<String, String>();
        Stream.of(new String(body, StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> fields.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1])));
        return fields;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // A bad habit, and no form.
            return text;
        }
    }
}
