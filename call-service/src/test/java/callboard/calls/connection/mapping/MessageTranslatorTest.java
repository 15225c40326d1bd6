package callboard.calls.connection.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Translated;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Direction;
import callboard.contracts.Mapping;
import callboard.contracts.Problem.Issue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/// What rules make of messages.
class MessageTranslatorTest {

    private static final String BEGINNING = """
            {"rules": [{"name": "rings", "events": [{"event": "call_initiated", "fields": {
              "callId": "{id}", "eventId": "{id}:1", "occurredAt": "{at}", "type": "voice", "queueId": "{to.queue|to.0}",
              "from": "{who}", "direction": "{way:ways}", "attributes.x": "a {x}"}}]}],
             "words": {"ways": {"in": "inbound", "*": "outbound"}}}
            """;

    @Test
    void fieldsComeFromPaths() {
        var event = event(BEGINNING, """
                {"id": 7, "at": 1790000000, "to": ["Sales"], "who": "+34 600", "way": "in", "x": 1.5}
                """);

        assertThat(event)
                .isEqualTo(new Initiated(
                        "7",
                        CallType.VOICE,
                        "Sales",
                        "7:1",
                        Instant.ofEpochSecond(1_790_000_000),
                        "+34 600",
                        null,
                        Direction.INBOUND,
                        null,
                        Map.of("x", "a 1.5")));
    }

    @Test
    void theFirstPathThatIsThereCountsAndTextIsWalkedInto() {
        assertThat(((Initiated) event(BEGINNING, """
                        {"id": "a", "to": "{\\"queue\\": \\"Sales\\"}", "way": "?"}
                        """))).satisfies(event -> {
            assertThat(event.queueId()).isEqualTo("Sales");
            assertThat(event.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(event.occurredAt()).isNull();
            assertThat(event.attributes()).isNull();
        });
        assertThat(((Initiated) event(BEGINNING, """
                        {"id": "a", "to": {"queue": " ", "0": "Other"}}
                        """)).queueId()).isEqualTo("Other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-09-21T10:00:00.123456789Z|2026-09-21T10:00:00.123456Z",
                "2026-09-21T12:00:00+02:00|2026-09-21T10:00:00Z",
                "2026-09-21T12:00:00+0200|2026-09-21T10:00:00Z",
                "2026-09-21 10:00:00Z|2026-09-21T10:00:00Z",
                "Mon, 21 Sep 2026 10:00:00 +0000|2026-09-21T10:00:00Z",
                "Mon, 21 Sep 2026 10:00:00 GMT|2026-09-21T10:00:00Z",
                "1789984800|2026-09-21T10:00:00Z",
                "1789984800.25|2026-09-21T10:00:00.250Z",
                "1789984800123|2026-09-21T10:00:00.123Z"
            })
    void timesAsAnybodyWritesThem(String text, Instant instant) {
        assertThat(Times.read(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "12",
                "2026-09-21",
                "2026-09-21T10:00:00",
                "946684799",
                "1999-12-31T23:59:59Z",
                "-1789984800"
            })
    void timesThatAreNone(String text) {
        assertThat(Times.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"to\": [\"Sales\"]}|callId: {id} is not there",
                "{\"id\": \"a\", \"to\": []}|queueId: there is none",
                "{\"id\": \"a\", \"to\": [\"Sales\"], \"at\": \"soon\"}|occurredAt: \"soon\" is no point in time",
                "{\"id\": \"..\", \"to\": [\"Sales\"]}|callId: must be 1 to 128 printable characters"
            })
    void whatIsMissingIsSaid(String message, String reason) {
        var translation = translate(BEGINNING, message, null);

        assertThat(translation.rule()).isEqualTo("rings");
        assertThat(translation.translated().meaning()).isEqualTo(Meaning.UNKNOWN);
        assertThat(translation.translated().reason())
                .startsWith("Rule \"rings\": ")
                .contains(reason);
    }

    @Test
    void textThatNothingDependsOnIsCut() {
        var event = (Initiated) event(BEGINNING, """
                {"id": "a", "to": ["Sales"], "who": "%s", "x": "%s"}
                """.formatted("é\\n".repeat(100), "x".repeat(500)));

        assertThat(event.from()).hasSize(127).startsWith("é é");
        assertThat(event.attributes())
                .hasEntrySatisfying("x", text -> assertThat(text).hasSize(256));
    }

    @Test
    void theFirstRuleThatIsMetCounts() {
        var mapping = """
                {"fields": {"callId": "{id}", "eventId": "{n}"},
                 "rules": [
                  {"name": "a word", "when": [{"field": "kind", "is": ["b", "a"]}],
                   "events": [{"event": "call_resumed"}]},
                  {"name": "a beginning", "when": [{"field": "kind", "prefix": "noise."}]},
                  {"name": "is there", "when": [{"field": "x", "exists": true}, {"field": "y", "exists": false}],
                   "events": [{"event": "call_hold"}, {"event": "call_resumed"}]},
                  {"name": "the same", "when": [{"field": "x", "same": "y"}], "events": [{"event": "call_hold"}]},
                  {"name": "known", "when": [{"field": "call.status", "is": ["waiting"]},
                                             {"field": "call.queueId", "is": ["Sales"]}],
                   "events": [{"event": "call_routed", "fields": {"agentId": "{who}"}}]},
                  {"name": "not known", "when": [{"field": "call.status", "is": ["none"]},
                                                 {"field": "kind", "is": ["z"]}]}]}
                """;
        var waiting = new KnownCall("a", CallStatus.WAITING, "Sales", null, false, Instant.EPOCH, List.of());

        assertThat(translate(mapping, "{\"id\":\"a\",\"n\":1,\"kind\":\"a\"}", null)
                        .rule())
                .isEqualTo("a word");
        assertThat(translate(mapping, "{\"kind\":\"noise.x\"}", null).translated())
                .isEqualTo(Translated.IGNORED);
        var two = translate(mapping, "{\"id\":\"a\",\"n\":1,\"x\":1}", null)
                .translated()
                .events();
        assertThat(two).extracting(CallEventRequest::eventId).containsExactly("1", "1#2");
        assertThat(translate(mapping, "{\"id\":\"a\",\"n\":1,\"x\":1,\"y\":\"1\"}", null)
                        .rule())
                .isEqualTo("the same");
        var routed = translate(mapping, "{\"id\":\"a\",\"n\":1,\"x\":1,\"y\":2,\"who\":\"Ann\"}", waiting);
        assertThat(routed.translated().events()).singleElement().isEqualTo(new Routed("a", "Ann", null, "1", null));
        assertThat(translate(mapping, "{\"id\":\"a\",\"kind\":\"z\"}", null).rule())
                .isEqualTo("not known");
        var unknown = translate(mapping, "{\"id\":\"a\",\"kind\":\"?\"}", null);
        assertThat(unknown.rule()).isNull();
        assertThat(unknown.translated()).isEqualTo(Translated.unknown("No rule is for such a message"));
    }

    @Test
    void manyMessagesInABody() {
        var each = translator("{\"each\": \"Records\", " + BEGINNING.strip().substring(1));

        assertThat(each.messages(Board.JSON.readTree("{\"Records\":[{\"a\":1},{\"a\":2}]}")))
                .hasSize(2);
        assertThat(each.messages(Board.JSON.readTree("[{\"Records\":[1]},{\"Records\":[2,3]},{}]")))
                .hasSize(3);
        assertThat(translator(BEGINNING).messages(Board.JSON.readTree("[1,2]"))).hasSize(2);
        assertThatThrownBy(() -> translator(BEGINNING).messages(Board.JSON.readTree("[" + "1,".repeat(1000) + "1]")))
                .hasMessage("1,001 messages in one body");
    }

    @Test
    void namesInACircleLeadNowhere() {
        assertThat(translate("""
                        {"values": {"a": "b", "b": "a"}, "rules": [{"name": "r", "when": [{"field": "a", "exists": true}]}]}
                        """, "{\"x\": 1}", null).rule()).isNull();
    }

    @Test
    void formIsAnObjectOfTexts() {
        var tree = PostedBody.read(
                "application/x-www-form-urlencoded", Map.of(), utf8("a=1&b=x+y%20z%C3%A9&a=2&c&d=%zz"), Board.JSON);

        assertThat(tree).isEqualTo(Board.JSON.readTree("{\"a\":\"2\",\"b\":\"x y zé\",\"c\":\"\",\"d\":\"%zz\"}"));
    }

    @Test
    void cloudEventInHeadersIsTheSame() {
        var headers = Map.of("ce-specversion", "1.0", "ce-id", "a%20b+c", "ce-type", "t", "content-type", "x");

        assertThat(PostedBody.read("application/json", headers, utf8("{\"x\":1}"), Board.JSON))
                .isEqualTo(Board.JSON.readTree("""
                        {"specversion":"1.0","id":"a b+c","type":"t","datacontenttype":"application/json","data":{"x":1}}
                        """));
        assertThat(PostedBody.read("text/plain", headers, utf8("hi"), Board.JSON)
                        .get("data")
                        .asString())
                .isEqualTo("hi");
        assertThatThrownBy(() -> PostedBody.read("application/json", Map.of(), utf8("{"), Board.JSON))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void ownEventInACloudEvent() {
        var own = """
                {"event":"call_initiated","callId":"c","type":"video","queueId":"q","attributes":{"a":"b"}}
                """;
        var translated = new MessageTranslator(
                        Presets.read("cloudevents", Board.JSON), Map.of(), Board.JSON, Board.VALIDATOR)
                .translate(
                        Board.JSON.readTree(
                                "{\"specversion\":\"1.0\",\"id\":\"e\",\"time\":\"2026-09-21T10:00:00Z\",\"data\":"
                                        + own + "}"),
                        _ -> null);

        assertThat(translated.translated().events())
                .singleElement()
                .isEqualTo(new Initiated(
                        "c",
                        CallType.VIDEO,
                        "q",
                        "e",
                        Instant.parse("2026-09-21T10:00:00Z"),
                        null,
                        null,
                        null,
                        null,
                        Map.of("a", "b")));
    }

    @Test
    void figuresAndAgentsOfOwnEvents() {
        var translator =
                new MessageTranslator(Presets.read("cloudevents", Board.JSON), Map.of(), Board.JSON, Board.VALIDATOR);

        assertThat(translator
                        .translate(Board.JSON.readTree("""
                                {"event":"call_routed","callId":"c","eventId":"e","agentIds":["a","b"],"routingTime":"2.5"}
                                """), _ -> null)
                        .translated()
                        .events())
                .singleElement()
                .isEqualTo(new Routed("c", null, 2.5, "e", null, List.of("a", "b")));
    }

    @Test
    void mistakesOfAMapping() {
        var issues = MappingCheck.issues(mapping("""
                {"fields": {"callId": "{id}"}, "words": {"w": {}},
                 "rules": [{"name": "r", "events": [
                   {"event": "call_begun", "fields": {"eventId": "{n}"}},
                   {"event": "call_hold", "fields": {"eventId": "one", "holdTime": "{x:w}", "x": "{x:other}"}},
                   {"event": "call_resumed"}]}]}
                """));

        assertThat(issues)
                .extracting(Issue::path)
                .containsExactly(
                        "rules[0].events[0].event",
                        "rules[0].events[1].fields.x",
                        "rules[0].events[1].fields.eventId",
                        "rules[0].events[1].fields.holdTime",
                        "rules[0].events[1].fields.x",
                        "rules[0].events[2].fields.eventId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{}", "{a", "a}", "{a:}", "{a:b c}", "{{a}}", ""})
    void templatesThatAreNone(String template) {
        var mapping = mapping("{\"fields\": {\"callId\": \"%s\"}, \"rules\": [{\"name\": \"r\"}]}".formatted(template));

        assertThat(Board.VALIDATOR.validate(mapping)).isNotEmpty();
    }

    private static CallEventRequest event(String mapping, String message) {
        var translated = translate(mapping, message, null).translated();
        assertThat(translated.reason()).isNull();
        return translated.events().getFirst();
    }

    private static Translation translate(String mapping, String message, @Nullable KnownCall known) {
        return translator(mapping).translate(Board.JSON.readTree(message), _ -> known);
    }

    private static MessageTranslator translator(String mapping) {
        return new MessageTranslator(mapping(mapping), Map.of(), Board.JSON, Board.VALIDATOR);
    }

    private static Mapping mapping(String json) {
        return Board.JSON.readValue(json, Mapping.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
