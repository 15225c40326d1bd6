package callboard.calls.connection.mapping;

import callboard.calls.connection.message.FormBody;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was posted, as a tree: JSON as it is, a form as an object of texts. A CloudEvent is the same object whether its
/// attributes were sent in its body or as headers (structured, binary, batched: see
/// [the HTTP binding](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md)).
public final class PostedBody {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ATTRIBUTE = "ce-";

    private PostedBody() {}

    /// @param type    without its parameters
    /// @param headers by their names in lower case
    /// @throws tools.jackson.core.JacksonException when it is not what its type says
    public static JsonNode read(@Nullable String type, Map<String, String> headers, byte[] utf8, JsonMapper json) {
        if (FORM.equals(type)) {
            return form(utf8, json);
        }
        return headers.containsKey(ATTRIBUTE + "specversion") && headers.containsKey(ATTRIBUTE + "id")
                ? binary(type, headers, utf8, json)
                : json.readTree(utf8);
    }

    /// Of a name that comes several times the last value counts.
    private static ObjectNode form(byte[] utf8, JsonMapper json) {
        var fields = json.createObjectNode();
        FormBody.pairs(utf8).forEach(pair -> fields.put(pair.getKey(), pair.getValue()));
        return fields;
    }

    private static ObjectNode binary(@Nullable String type, Map<String, String> headers, byte[] utf8, JsonMapper json) {
        var event = json.createObjectNode();
        headers.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                event.put(name.substring(ATTRIBUTE.length()), FormBody.percentDecoded(value));
            }
        });
        if (type != null) {
            event.put("datacontenttype", type);
        }
        if (utf8.length > 0) {
            event.set("data", isJson(type) ? json.readTree(utf8) : json.valueToTree(text(utf8)));
        }
        return event;
    }

    private static boolean isJson(@Nullable String type) {
        return type == null || type.toLowerCase(Locale.ROOT).matches(".*[/+]json");
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
