package callboard.calls.connection.mapping;

import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import callboard.contracts.SenderEvent;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes an event of the values that were found for its fields, or says what is wrong with them.
final class EventMaker {

    private static final String ATTRIBUTE = "attributes.";
    private static final Set<String> FIGURES = Set.of("routingTime", "waitTime", "holdDuration", "duration");
    private static final Set<String> LISTS = Set.of("agentIds", "attributes", "queues");
    // Nothing depends on these: what is too long of them is cut.
    private static final Map<String, Integer> FREE_TEXTS =
            Map.of("from", 128, "to", 128, "callerName", 128, "reason", 128, "name", 128, "team", 128);
    private static final int LONGEST_VALUE = 256;

    private static final Map<String, Class<?>> TYPES = Stream.of(CallEventRequest.class, AgentEventRequest.class)
            .flatMap(
                    kind -> Arrays.stream(kind.getAnnotation(JsonSubTypes.class).value()))
            .collect(Collectors.toMap(JsonSubTypes.Type::name, JsonSubTypes.Type::value));

    private final JsonMapper json;
    private final Validator validator;

    EventMaker(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /// An event, or why there is none.
    sealed interface Made {

        record Event(SenderEvent event) implements Made {}

        record Problem(String reason) implements Made {}
    }

    static Set<String> types() {
        return TYPES.keySet();
    }

    /// The field that says whom events of this type are of: an agent, or else a call.
    static String subjectOf(String type) {
        return kindOf(type) == AgentEventRequest.class ? "agentId" : "callId";
    }

    private static Class<? extends SenderEvent> kindOf(String type) {
        return AgentEventRequest.class.isAssignableFrom(TYPES.getOrDefault(type, Void.class))
                ? AgentEventRequest.class
                : CallEventRequest.class;
    }

    /// Whether events of this type have such a field.
    static boolean has(String type, String field) {
        var components = TYPES.getOrDefault(type, Void.class).getRecordComponents();
        return field.startsWith(ATTRIBUTE)
                || components != null
                        && Stream.of(components)
                                .anyMatch(component -> component.getName().equals(field));
    }

    Made make(String type, Map<String, JsonNode> values) {
        if (!TYPES.containsKey(type)) {
            return new Made.Problem("\"%s\" is no event".formatted(type));
        }
        var event = json.createObjectNode().put("event", type);
        for (var value : values.entrySet()) {
            var field = value.getKey();
            if (!has(type, field)) {
                continue;
            }
            if (field.equals("occurredAt")) {
                var at = Times.read(Template.text(value.getValue()));
                if (at.isEmpty()) {
                    return new Made.Problem("occurredAt: %s is no point in time".formatted(value.getValue()));
                }
                event.put(field, at.map(Instant::toString).get());
            } else {
                put(event, field, value.getValue());
            }
        }
        return bound(event);
    }

    private static void put(ObjectNode event, String field, JsonNode value) {
        if (field.startsWith(ATTRIBUTE)) {
            event.withObject("/attributes").put(field.substring(ATTRIBUTE.length()), text(value, LONGEST_VALUE));
        } else if (LISTS.contains(field) && value.isContainer()) {
            event.set(field, value);
        } else if (FIGURES.contains(field)) {
            figure(event, field, Template.text(value));
        } else if (FREE_TEXTS.containsKey(field)) {
            event.put(field, text(value, FREE_TEXTS.getOrDefault(field, LONGEST_VALUE)));
        } else {
            event.put(field, Template.text(value).strip());
        }
    }

    /// A form's numbers are text. A figure that is none is left out, and follows from the times.
    private static void figure(ObjectNode event, String field, String text) {
        try {
            double figure = Double.parseDouble(text);
            if (Double.isFinite(figure) && figure >= 0) {
                event.put(field, figure);
            }
        } catch (NumberFormatException _) {
            event.remove(field);
        }
    }

    private static String text(JsonNode value, int longest) {
        var text = Template.text(value).replaceAll("[\\p{Cc}\\p{Cs}]", " ").strip();
        return text.substring(0, text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length()))));
    }

    private Made bound(ObjectNode node) {
        SenderEvent event;
        try {
            event = json.treeToValue(node, kindOf(node.path("event").asString()));
        } catch (JacksonException mistyped) {
            return new Made.Problem(problem(mistyped));
        }
        var problems = validator.validate(event).stream()
                .map(EventMaker::problem)
                .sorted()
                .toList();
        if (!problems.isEmpty()) {
            return new Made.Problem(String.join("; ", problems));
        }
        return event.eventId() == null
                ? new Made.Problem("eventId: there is none, so that a repeat would not be known for one")
                : new Made.Event(event);
    }

    private static String problem(JacksonException mistyped) {
        var path = mistyped.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return "%s: has a value that is none of its words".formatted(path);
    }

    private static String problem(ConstraintViolation<SenderEvent> violation) {
        var value = violation.getInvalidValue();
        return "%s: %s"
                .formatted(violation.getPropertyPath(), value == null ? "there is none" : violation.getMessage());
    }
}
