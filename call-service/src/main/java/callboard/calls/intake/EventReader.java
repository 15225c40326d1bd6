package callboard.calls.intake;

import callboard.calls.intake.Reading.Agent;
import callboard.calls.intake.Reading.Event;
import callboard.calls.intake.Reading.Invalid;
import callboard.calls.intake.Reading.Malformed;
import callboard.calls.retention.RetentionProperties;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Posted;
import callboard.contracts.Given;
import callboard.contracts.NamesAgents;
import callboard.contracts.Problem.Issue;
import callboard.contracts.SenderEvent;
import callboard.contracts.WireEnum;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.groups.Default;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an event out of a body. A good one of a call is bound in one go; any other is gone through field by field, so
/// that its sender learns of every issue at once.
@Component
class EventReader {

    private static final Map<String, Class<?>> TYPES = types();

    // What a path says of the inside of a list or a map: `attributes<K>[a].<map key>` is of `attributes[a]`.
    private static final Pattern WITHIN = Pattern.compile("<K>|\\.<(?:list element|map key|map value)>");

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final JsonMapper json;
    private final Validator validator;
    private final Clock clock;
    private final Duration kept;

    EventReader(JsonMapper json, Validator validator, Clock clock, RetentionProperties retention) {
        this.json = json;
        this.validator = validator;
        this.clock = clock;
        this.kept = retention.keep();
    }

    Reading read(byte[] body) {
        try {
            var event = json.readValue(body, CallEventRequest.class);
            return event == null
                    ? notAnObject()
                    : reading(event, violations(event).stream().map(EventReader::issue));
        } catch (StreamReadException malformed) {
            return malformed(malformed);
        } catch (JacksonException _) {
            return switch (tree(body)) {
                case Tree.Read(var node) when node.isMissingNode() -> new Malformed("The body is empty");
                case Tree.Read(var node) -> read(node);
                case Tree.Unreadable(var why) -> malformed(why);
            };
        }
    }

    Reading read(JsonNode node) {
        if (!node.isObject()) {
            return notAnObject();
        }
        var word = node.get("event");
        if (word == null || word.isNull()) {
            return new Invalid(List.of(new Issue("event", "must be given", "required")));
        }
        var type = word.isString() ? TYPES.get(word.asString()) : null;
        if (type == null) {
            return new Invalid(List.of(
                    new Issue("event", "must be one of " + String.join(", ", TYPES.keySet()), "invalid_value")));
        }
        return bound(node, type);
    }

    /// Any JSON, or why it is none.
    sealed interface Tree {
        record Read(JsonNode node) implements Tree {}

        record Unreadable(JacksonException why) implements Tree {}
    }

    Tree tree(byte[] body) {
        try {
            return new Tree.Read(json.readTree(body));
        } catch (JacksonException malformed) {
            return new Tree.Unreadable(malformed);
        }
    }

    static Malformed malformed(JacksonException why) {
        var at = why.getLocation();
        return new Malformed(
                at == null || at.getLineNr() < 1
                        ? "Malformed JSON"
                        : "Malformed JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static Reading notAnObject() {
        return new Invalid(List.of(new Issue("", "must be a JSON object", "invalid_type")));
    }

    /// An end is never refused for its figure: the call has ended, however long it took.
    private Reading reading(SenderEvent event, Stream<Issue> found) {
        var issues =
                Stream.concat(found, tooOld(event)).sorted(EventReader::byPath).toList();
        return switch (event) {
            case AgentEventRequest agents when issues.isEmpty() -> new Agent(agents);
            case CallEventRequest calls when issues.isEmpty() -> new Event(calls, List.of());
            case Ended(var callId, var endReason, var _, var eventId, var occurredAt)
            when issues.stream().allMatch(issue -> issue.path().equals("duration")) ->
                new Event(new Ended(callId, endReason, null, eventId, occurredAt), issues);
            case AgentEventRequest _, CallEventRequest _ -> new Invalid(issues);
        };
    }

    /// A clock that was never set, or what would be removed as soon as it is stored.
    private boolean isTooOld(SenderEvent event) {
        var at = event.occurredAt();
        return at != null
                // Before 1970 is no instant of the contract, which says so.
                && !at.isBefore(Instant.EPOCH)
                && (at.isBefore(EARLIEST) || at.isBefore(clock.instant().minus(kept)));
    }

    private Stream<Issue> tooOld(SenderEvent event) {
        return isTooOld(event)
                ? Stream.of(new Issue(
                        "occurredAt",
                        "must not be before 2000, nor further back than calls are kept (%d h)"
                                .formatted(kept.toHours()),
                        "invalid_value"))
                : Stream.empty();
    }

    private Reading bound(JsonNode node, Class<?> type) {
        var issues = new ArrayList<Issue>();
        var components = type.getRecordComponents();
        var values = Stream.of(components)
                .map(component -> value(node, component, issues))
                .toArray();
        var event = construct(type, components, values);
        var mistyped = issues.stream().map(Issue::path).toList();
        violations(event).stream()
                .map(EventReader::issue)
                .filter(issue -> !mistyped.contains(issue.path()))
                .forEach(issues::add);
        return reading(event, issues.stream());
    }

    private @Nullable Object value(JsonNode node, RecordComponent component, List<Issue> issues) {
        var value = node.get(component.getName());
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            return json.treeToValue(value, json.constructType(component.getGenericType()));
        } catch (JacksonException _) {
            issues.add(mistyped(component));
            return null;
        }
    }

    private static Issue mistyped(RecordComponent component) {
        var type = component.getType();
        if (type.isEnum()) {
            var words = WireEnum.words(type.asSubclass(WireEnum.class)).keySet();
            return new Issue(component.getName(), "must be one of " + String.join(", ", words), "invalid_value");
        }
        if (type == Map.class) {
            return new Issue(component.getName(), "must be an object of texts", "invalid_type");
        }
        if (type == List.class) {
            return new Issue(component.getName(), "must be a list of texts", "invalid_type");
        }
        var wanted = type == String.class
                ? "text"
                : type == Double.class ? "a number" : "an ISO 8601 instant such as 2026-01-31T12:00:00Z";
        return new Issue(component.getName(), "must be " + wanted, "invalid_type");
    }

    private static SenderEvent construct(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (SenderEvent) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " is not the record it was written as", impossible);
        }
    }

    private Set<ConstraintViolation<SenderEvent>> violations(SenderEvent event) {
        return validator.validate(event, Default.class, Posted.class);
    }

    private static Issue issue(ConstraintViolation<? extends SenderEvent> violation) {
        var broken = violation.getConstraintDescriptor().getAnnotation();
        boolean missing = broken instanceof NotNull || broken instanceof Given || broken instanceof NamesAgents;
        return new Issue(
                WITHIN.matcher(violation.getPropertyPath().toString()).replaceAll(""),
                missing ? "must be given" : violation.getMessage(),
                missing ? "required" : "invalid_value");
    }

    private static int byPath(Issue one, Issue other) {
        return one.path().compareTo(other.path());
    }

    private static Map<String, Class<?>> types() {
        var types = new LinkedHashMap<String, Class<?>>();
        for (var all : SenderEvent.class.getPermittedSubclasses()) {
            for (var type : all.getAnnotation(JsonSubTypes.class).value()) {
                types.put(type.name(), type.value());
            }
        }
        return types;
    }
}
