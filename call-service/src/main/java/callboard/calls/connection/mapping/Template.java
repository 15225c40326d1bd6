package callboard.calls.connection.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Text with paths in braces.
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}:]+)(?::([A-Za-z0-9_]+))?}");
    private static final String OTHERS = "*";

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /// Its value: what a path leads to as it is, where there is nothing beside it.
    ///
    /// @param words tables by name
    /// @return empty when one of its paths is not there, or its word is in no table
    Optional<JsonNode> in(MessageTree tree, Map<String, Map<String, String>> words) {
        var place = PLACE.matcher(text);
        if (place.matches()) {
            return value(tree, place.group(1), place.group(2), words);
        }
        var filled = new StringBuilder();
        place.reset();
        while (place.find()) {
            var value = value(tree, place.group(1), place.group(2), words);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            place.appendReplacement(filled, "");
            filled.append(text(value.get()));
        }
        place.appendTail(filled);
        return Optional.of(StringNode.valueOf(filled.toString()));
    }

    private static Optional<JsonNode> value(
            MessageTree tree, String paths, @Nullable String table, Map<String, Map<String, String>> words) {
        var found = Optional.ofNullable(tree.find(paths));
        if (table == null) {
            return found;
        }
        var translations = words.getOrDefault(table, Map.of());
        return found.map(Template::text)
                .map(word -> translations.getOrDefault(word, translations.get(OTHERS)))
                .map(StringNode::valueOf);
    }

    /// The names of the tables that it uses.
    List<String> tables() {
        var named = new ArrayList<String>();
        PLACE.matcher(text).results().map(place -> place.group(2)).forEach(table -> {
            if (table != null) {
                named.add(table);
            }
        });
        return named;
    }

    boolean isConstant() {
        return !PLACE.matcher(text).find();
    }

    static String text(JsonNode node) {
        return node.isValueNode() ? node.asString() : node.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
