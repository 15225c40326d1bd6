package callboard.calls.connection.mapping;

import callboard.calls.connection.asterisk.Told;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.calls.lifecycle.CallState;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.Mapping;
import callboard.contracts.Visit;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// What Callboard makes of messages by a mapping: one by one, each as it knows the calls by then. Events of calls that
/// it
/// doesn't know yet wait for them.
final class Board {

    static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

    private final MessageTranslator translator;
    private final Told told = new Told();
    private final List<CallEventRequest> early = new ArrayList<>();
    final List<String> unknown = new ArrayList<>();

    Board(Mapping mapping, Map<String, String> settings) {
        translator = new MessageTranslator(mapping, settings, JSON, VALIDATOR);
    }

    static Board of(String preset) {
        return new Board(Presets.read(preset, JSON), Map.of());
    }

    Board post(List<JsonNode> bodies) {
        bodies.forEach(this::post);
        return this;
    }

    void post(JsonNode body) {
        for (var message : translator.messages(body)) {
            var translation = translator.translate(message, this::known);
            if (translation.translated().meaning() == Meaning.UNKNOWN) {
                unknown.add(translation.translated().reason() + ": " + message);
            }
            translation.translated().events().forEach(this::take);
        }
    }

    private @Nullable KnownCall known(String id) {
        return told.open().stream()
                .filter(call -> call.callId().equals(id))
                .findFirst()
                .orElse(null);
    }

    private void take(CallEventRequest event) {
        early.add(event);
        for (boolean isMoving = true; isMoving; ) {
            isMoving = early.stream()
                    .filter(each -> each.callId().equals(event.callId()))
                    .sorted(Comparator.comparing(each -> Objects.requireNonNull(each.occurredAt())))
                    .toList()
                    .stream()
                    .anyMatch(this::isTaken);
        }
    }

    private boolean isTaken(CallEventRequest event) {
        var known = told.events(event.callId());
        if (known.isEmpty() && !(event instanceof Initiated)) {
            return false;
        }
        if (known.stream().noneMatch(each -> Objects.equals(each.eventId(), event.eventId()))) {
            told.offer(event);
            if (told.events(event.callId()).size() == known.size()) {
                return false;
            }
        }
        return early.remove(event);
    }

    CallState call(String id) {
        return told.call(id);
    }

    List<Visit> visits(String id) {
        return told.visits(id);
    }

    Map<String, Integer> missed(String id) {
        return told.missed(id);
    }
}
