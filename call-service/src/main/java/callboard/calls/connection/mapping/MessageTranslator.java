package callboard.calls.connection.mapping;

import callboard.calls.connection.mapping.EventMaker.Made;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Translated;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import callboard.contracts.MappedEvent;
import callboard.contracts.Mapping;
import callboard.contracts.MappingCondition;
import callboard.contracts.MappingRule;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one mapping makes of messages. It remembers nothing: the same message, of a call that is known as before, comes
/// to the same events.
public final class MessageTranslator {

    private static final String EVENT_ID = "eventId";
    private static final int MOST_MESSAGES = 1000;

    private final Mapping mapping;
    private final Map<String, String> names;
    private final Map<String, Map<String, String>> words;
    private final Map<String, String> common;
    private final Map<String, String> settings;
    private final JsonMapper json;
    private final EventMaker maker;

    /// @param settings what else is known of the connection, for paths such as `settings.queueId`
    public MessageTranslator(Mapping mapping, Map<String, String> settings, JsonMapper json, Validator validator) {
        this.mapping = mapping;
        this.settings = Map.copyOf(settings);
        names = orNone(mapping.values());
        words = orNone(mapping.words());
        common = orNone(mapping.fields());
        this.json = json;
        maker = new EventMaker(json, validator);
    }

    private static <V> Map<String, V> orNone(@Nullable Map<String, V> map) {
        return Objects.requireNonNullElse(map, Map.of());
    }

    /// The messages in a body, in their order.
    ///
    /// @throws IllegalArgumentException when there are more than 1,000
    public List<JsonNode> messages(JsonNode body) {
        var bodies = body.isArray() ? List.copyOf(body.values()) : List.of(body);
        var each = mapping.each();
        var messages = each == null
                ? bodies
                : bodies.stream().flatMap(one -> within(one, each).stream()).toList();
        if (messages.size() > MOST_MESSAGES) {
            throw new IllegalArgumentException("%,d messages in one body".formatted(messages.size()));
        }
        return messages;
    }

    private List<JsonNode> within(JsonNode body, String each) {
        var list = new MessageTree(body, names, settings, () -> null, json).find(each);
        return list == null ? List.of() : list.isArray() ? List.copyOf(list.values()) : List.of(list);
    }

    /// @param known calls that have not ended, by id
    public Translation translate(JsonNode message, Function<String, @Nullable KnownCall> known) {
        var callId = new Template(common.getOrDefault("callId", "{}"))
                .in(new MessageTree(message, names, settings, () -> null, json), words)
                .map(Template::text);
        var tree = new MessageTree(
                message, names, settings, () -> callId.map(known).orElse(null), json);
        for (var rule : mapping.rules()) {
            if (isMet(rule, tree)) {
                return translate(rule, tree);
            }
        }
        return Translation.unknown(null, "No rule is for such a message");
    }

    private static boolean isMet(MappingRule rule, MessageTree tree) {
        var conditions = rule.when();
        return conditions == null || conditions.stream().allMatch(each -> isMet(each, tree));
    }

    private static boolean isMet(MappingCondition condition, MessageTree tree) {
        var node = tree.find(condition.field());
        var value = node == null ? null : Template.text(node);
        var is = condition.is();
        var prefix = condition.prefix();
        var exists = condition.exists();
        var same = condition.same();
        if (same != null) {
            var other = tree.find(same);
            if (value == null || other == null || !value.equals(Template.text(other))) {
                return false;
            }
        }
        return (is == null || value != null && is.contains(value))
                && (prefix == null || value != null && value.startsWith(prefix))
                && (exists == null || exists == (value != null));
    }

    private Translation translate(MappingRule rule, MessageTree tree) {
        var wanted = Objects.requireNonNullElse(rule.events(), List.<MappedEvent>of());
        if (wanted.isEmpty()) {
            return Translation.ignored(rule.name());
        }
        var ofCalls = new ArrayList<CallEventRequest>();
        var ofAgents = new ArrayList<AgentEventRequest>();
        for (var event : wanted) {
            switch (make(event, tree, ofCalls.size() + ofAgents.size())) {
                case Made.Event(CallEventRequest made) -> ofCalls.add(made);
                case Made.Event(AgentEventRequest made) -> ofAgents.add(made);
                case Made.Problem(var reason) -> {
                    return Translation.unknown(rule.name(), "Rule \"%s\": %s".formatted(rule.name(), reason));
                }
            }
        }
        return new Translation(Translated.read(ofCalls), ofAgents, rule.name());
    }

    private Made make(MappedEvent event, MessageTree tree, int before) {
        var type = new Template(event.event()).in(tree, words).map(Template::text);
        if (type.isEmpty()) {
            return new Made.Problem("event: %s is not there".formatted(event.event()));
        }
        var own = orNone(event.fields());
        var templates = new LinkedHashMap<>(common);
        templates.putAll(own);
        var values = new LinkedHashMap<String, JsonNode>();
        templates.forEach((field, template) ->
                new Template(template).in(tree, words).ifPresent(value -> values.put(field, value)));
        for (var needed : List.of(EventMaker.subjectOf(type.get()), EVENT_ID)) {
            if (!values.containsKey(needed)) {
                return new Made.Problem("%s: %s is not there".formatted(needed, templates.get(needed)));
            }
        }
        if (before > 0 && !own.containsKey(EVENT_ID)) {
            // A message has one id, and each of its events needs its own.
            values.computeIfPresent(EVENT_ID, (_, id) -> json.valueToTree(Template.text(id) + "#" + (before + 1)));
        }
        return maker.make(type.get(), values);
    }
}
