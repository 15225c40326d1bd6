package callboard.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.groups.Default;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CallEventRequestTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private static final List<Map<String, Object>> EVENTS = List.of(
            Map.of("event", "call_initiated", "callId", "c", "type", "voice", "queueId", "legal_spanish"),
            Map.of("event", "call_routed", "callId", "c", "agentId", "a"),
            Map.of("event", "call_answered", "callId", "c"),
            Map.of("event", "call_hold", "callId", "c"),
            Map.of("event", "call_resumed", "callId", "c"),
            Map.of("event", "call_retransfer", "callId", "c"),
            Map.of("event", "call_ended", "callId", "c", "endReason", "failed"));

    private static Validator validator;

    /// Each event, and each field that it may have and that takes such a value.
    record Field(Map<String, Object> event, String name) {

        @Override
        public String toString() {
            return event.get("event") + "." + name;
        }
    }

    @BeforeAll
    static void start() {
        validator = FACTORY.getValidator();
    }

    @AfterAll
    static void stop() {
        FACTORY.close();
    }

    static List<Map<String, Object>> events() {
        return EVENTS;
    }

    static Stream<Field> required() {
        return EVENTS.stream()
                .flatMap(event -> event.keySet().stream()
                        .filter(name -> !name.equals("event"))
                        .map(name -> new Field(event, name)));
    }

    static Stream<Field> ids() {
        return Stream.concat(
                EVENTS.stream().map(event -> new Field(event, "callId")),
                Stream.of(
                        new Field(EVENTS.get(0), "queueId"),
                        new Field(EVENTS.get(1), "agentId"),
                        new Field(EVENTS.get(2), "agentId"),
                        new Field(EVENTS.get(5), "agentId"),
                        new Field(EVENTS.get(5), "queueId")));
    }

    static Stream<Field> texts() {
        return Stream.concat(
                EVENTS.stream().map(event -> new Field(event, "eventId")),
                Stream.of(new Field(EVENTS.get(5), "reason")));
    }

    static Stream<Field> seconds() {
        return Stream.of(
                new Field(EVENTS.get(1), "routingTime"),
                new Field(EVENTS.get(2), "waitTime"),
                new Field(EVENTS.get(3), "holdDuration"),
                new Field(EVENTS.get(6), "duration"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theLeastThatAnEventMaySayIsEnough(Map<String, Object> event) {
        assertThat(wrong(event)).isEmpty();
    }

    @Test
    void everyKindOfEventIsTried() {
        assertThat(EVENTS.stream().<Class<?>>map(event -> request(event).getClass()))
                .containsExactlyInAnyOrder(CallEventRequest.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("required")
    void nothingRequiredMayBeMissing(Field field) {
        assertThat(wrong(with(field, null))).containsExactly(field.name());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void idsAreOneTo128PrintableCharacters(Field field) {
        for (String right :
                List.of("x", "x".repeat(128), "AZaz09._:@=+~-", "a b", "a/b", "é", "😀".repeat(128), "<b>")) {
            assertThat(wrong(with(field, right))).as(right).isEmpty();
        }
        for (String bad : List.of("", "x".repeat(129), " a", "a ", ".", "..", "a/../b", "a\n", "\0", "\ud800")) {
            assertThat(wrong(with(field, bad))).as(bad).containsExactly(field.name());
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void idsAreOfOneForm(Field field) {
        assertThat(JSON.valueToTree(request(with(field, "Jose\u0301")))
                        .path(field.name())
                        .asString())
                .isEqualTo("José");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsAreOneTo128CharactersThatADatabaseKeeps(Field field) {
        for (String right : List.of("x", "x".repeat(128), "Señor Ñandú, 2ª", "😀".repeat(128), " ")) {
            assertThat(wrong(with(field, right))).as(right).isEmpty();
        }
        for (String bad : List.of("", "x".repeat(129), "a\0b", "a\nb", "\u007f", "\ud800", "a\udc00b")) {
            assertThat(wrong(with(field, bad))).as(bad).containsExactly(field.name());
        }
    }

    @Test
    void aRouteNamesOneTo100AgentsInsteadOfOne() {
        var one = new TreeMap<>(EVENTS.get(1));
        one.remove("agentId");
        for (var right : List.of(List.of("a"), Collections.nCopies(100, "a"))) {
            one.put("agentIds", right);
            assertThat(wrong(one)).isEmpty();
        }
        for (var bad : List.of(List.of(), Collections.nCopies(101, "a"))) {
            one.put("agentIds", bad);
            assertThat(wrong(one)).containsExactly("agentIds");
        }
        one.put("agentIds", List.of("a", " b"));
        assertThat(wrong(one)).hasSize(1).allMatch(path -> path.startsWith("agentIds[1]"));
    }

    @ParameterizedTest
    @MethodSource("seconds")
    void secondsAreFiniteAndNotNegative(Field field) {
        for (double right : new double[] {0, -0.0, 0.000001, 1e9, Double.MAX_VALUE}) {
            assertThat(wrong(with(field, right))).as("%s", right).isEmpty();
        }
        for (double bad : new double[] {-0.000001, -1}) {
            assertThat(wrong(with(field, bad))).as("%s", bad).containsExactly(field.name());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
    void secondsThatAreNoNumberAreRefused(double seconds) {
        assertThat(wrong(new CallEventRequest.Answered("c", seconds, null, null)))
                .containsExactly("waitTime");
    }

    @Test
    void aNumberTooLargeForJavaIsRefused() {
        var read = JSON.readValue("""
                {"event": "call_answered", "callId": "c", "waitTime": 1e999}""", CallEventRequest.class);
        assertThat(wrong(read)).containsExactly("waitTime");
    }

    @Test
    void unknownFieldsAreIgnored() {
        var event = new TreeMap<>(EVENTS.get(4));
        event.put("colour", "green");
        assertThat(wrong(event)).isEmpty();
    }

    private static Map<String, Object> with(Field field, @Nullable Object value) {
        var event = new TreeMap<>(field.event());
        if (value == null) {
            event.remove(field.name());
        } else {
            event.put(field.name(), value);
        }
        return event;
    }

    private static CallEventRequest request(Map<String, Object> event) {
        return JSON.convertValue(event, CallEventRequest.class);
    }

    private static List<String> wrong(Map<String, Object> event) {
        return wrong(request(event));
    }

    /// As a sender posts it.
    private static List<String> wrong(CallEventRequest request) {
        return validator.validate(request, Default.class, CallEventRequest.Posted.class).stream()
                .map(found -> found.getPropertyPath().toString())
                .toList();
    }
}
