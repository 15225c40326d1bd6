package callboard.calls.connection.mapping;

import callboard.calls.connection.message.KnownCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/// Finds values in one message by their paths.
final class MessageTree {

    private static final String CALL = "call.";
    private static final String SETTINGS = "settings.";
    private static final String AFTER_SLASH = "afterSlash";
    private static final String FROM_BASE64 = "fromBase64";
    private static final String EACH = "*";
    private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");
    private static final Pattern DOT = Pattern.compile("\\.");
    // Values may name values, but no circle.
    private static final int DEEPEST = 8;

    private final JsonNode message;
    private final Map<String, String> names;
    private final Map<String, String> settings;
    private final Supplier<@Nullable KnownCall> call;
    private final JsonMapper json;
    private final Map<String, JsonNode> withinTexts = new HashMap<>();

    /// @param names    what paths are called
    /// @param settings of the connection, by name
    /// @param call     the call that the message is about, asked for where a path leads there
    MessageTree(
            JsonNode message,
            Map<String, String> names,
            Map<String, String> settings,
            Supplier<@Nullable KnownCall> call,
            JsonMapper json) {
        this.message = message;
        this.names = names;
        this.settings = settings;
        this.call = call;
        this.json = json;
    }

    /// The first of the paths that is there. What is null or blank is not.
    @Nullable
    JsonNode find(String paths) {
        return find(paths, 0);
    }

    private @Nullable JsonNode find(String paths, int depth) {
        for (var path : BAR.split(paths.strip())) {
            var named = names.get(path);
            var found = named != null && depth < DEEPEST ? find(named, depth + 1) : of(path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable JsonNode of(String path) {
        if (path.startsWith(SETTINGS)) {
            var setting = settings.get(path.substring(SETTINGS.length()));
            if (setting != null) {
                return StringNode.valueOf(setting);
            }
        }
        return path.startsWith(CALL) ? ofCall(path.substring(CALL.length()), path) : walk(path);
    }

    private @Nullable JsonNode walk(String path) {
        return walk(message, List.of(DOT.split(path)));
    }

    private @Nullable JsonNode walk(JsonNode at, List<String> names) {
        if (names.isEmpty()) {
            return isThere(at) ? at : null;
        }
        var rest = names.subList(1, names.size());
        var next = switch (names.getFirst()) {
            case EACH -> each(unfolded(at), rest);
            case AFTER_SLASH -> afterSlash(at);
            case FROM_BASE64 -> fromBase64(at);
            default -> step(unfolded(at), names.getFirst());
        };
        return next == null || names.getFirst().equals(EACH) ? next : walk(next, rest);
    }

    /// What the rest of the path leads to in each of a list, where it is there.
    private @Nullable JsonNode each(JsonNode list, List<String> rest) {
        if (!list.isArray()) {
            return null;
        }
        var found = list.values().stream()
                .map(one -> walk(one, rest))
                .filter(Objects::nonNull)
                .toList();
        return json.createArrayNode().addAll(found);
    }

    private static boolean isThere(JsonNode node) {
        return !node.isNull()
                && !node.isMissingNode()
                && !(node.isString() && node.asString().isBlank());
    }

    private static @Nullable JsonNode step(JsonNode at, String name) {
        return at.isArray() && name.matches("[0-9]{1,4}") ? at.get(Integer.parseInt(name)) : at.get(name);
    }

    /// Of an ARN, which is too long for a name, what it names.
    private static JsonNode afterSlash(JsonNode node) {
        var text = Template.text(node);
        return StringNode.valueOf(text.substring(text.lastIndexOf('/') + 1));
    }

    private static @Nullable JsonNode fromBase64(JsonNode node) {
        try {
            return StringNode.valueOf(
                    new String(Base64.getDecoder().decode(Template.text(node)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// JSON that is sent as text, such as Twilio's attributes of a task.
    private JsonNode unfolded(JsonNode node) {
        return node.isString() ? withinTexts.computeIfAbsent(node.asString(), this::parsed) : node;
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException _) {
            return StringNode.valueOf("");
        }
    }

    private @Nullable JsonNode ofCall(String field, String path) {
        var known = call.get();
        var value = switch (field) {
            case "status" -> known == null ? "none" : known.status().word();
            case "queueId" -> known == null ? null : known.queueId();
            case "agentId" -> known == null ? null : known.agentId();
            default -> null;
        };
        return value == null ? walk(path) : StringNode.valueOf(value);
    }
}
