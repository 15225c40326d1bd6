package callboard.calls.connection.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.VisitOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls as Telnyx, Vonage and Amazon Connect tell of them. Written after the examples of their documentation.
class VendorPresetsTest {

    private static final Instant BEGIN = Instant.parse("2026-09-21T10:00:00Z");
    private static final String LEG = "31f19208-5db0-11ec-9ea7-02420a0d3a69";
    private static final String CONVERSATION = "CON-aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
    private static final String CONTACT = "11111111-1111-1111-1111-111111111111";
    private static final String ARN =
            "arn:aws:connect:us-gov-west-1:111122223333:instance/" + "87654321-4321-4321-4321-210987654321/";

    private int events;

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "telnyx", "vonage", "amazon-connect", "cloudevents"})
    void presetsAreMappings(String name) {
        var preset = Presets.read(name, Board.JSON);

        assertThat(Board.VALIDATOR.validate(preset)).isEmpty();
        assertThat(MappingCheck.issues(preset)).isEmpty();
        assertThat(preset.source()).startsWith("https://");
    }

    @Test
    void telnyxAnswered() {
        var agent = Base64.getEncoder().encodeToString("{\"agent\":\"José\"}".getBytes(StandardCharsets.UTF_8));
        List<JsonNode> call = List.of(
                telnyx(0, "call.initiated", LEG),
                telnyx(0.5, "call.answered", LEG),
                telnyx(1, "call.enqueued", LEG, "queue", "support"),
                telnyx(8, "call.initiated", "the agent's"),
                telnyx(9, "call.answered", "the agent's"),
                telnyx(9, "call.dequeued", LEG, "queue", "support", "reason", "bridged", "client_state", agent),
                telnyx(9, "call.bridged", LEG),
                telnyx(9, "call.bridged", "the agent's"),
                telnyx(69, "call.hangup", LEG, "hangup_cause", "normal_clearing"),
                telnyx(69, "call.hangup", "the agent's", "hangup_cause", "normal_clearing"));

        var visit = new VisitAssert("support", "José", VisitOutcome.ANSWERED, 8, 60, 0);
        assertAlways("telnyx", call, LEG, visit);
        // A call of no queue can't be told from one whose queue is told of later.
        inAnyOrder("telnyx", List.of(call.get(2)), without(call, 2), LEG, EndReason.COMPLETED, visit);
    }

    @Test
    void telnyxAbandoned() {
        List<JsonNode> call = List.of(
                telnyx(1, "call.enqueued", LEG, "queue", "support"),
                telnyx(31, "call.dequeued", LEG, "queue", "support", "reason", "hangup"),
                telnyx(31, "call.hangup", LEG, "hangup_cause", "originator_cancel"));

        assertAlways("telnyx", call, LEG, new VisitAssert("support", null, VisitOutcome.ABANDONED, 30, 0, 0));
        assertAlways(
                "telnyx", call.reversed(), LEG, new VisitAssert("support", null, VisitOutcome.ABANDONED, 30, 0, 0));
    }

    @Test
    void telnyxTransferred() {
        List<JsonNode> call = List.of(
                telnyx(0, "call.enqueued", LEG, "queue", "support"),
                telnyx(10, "call.dequeued", LEG, "queue", "support", "reason", "bridged"),
                telnyx(40, "call.enqueued", LEG, "queue", "billing"),
                telnyx(45, "call.dequeued", LEG, "queue", "billing", "reason", "hangup"),
                telnyx(45, "call.hangup", LEG));

        assertAlways(
                "telnyx",
                call,
                LEG,
                new VisitAssert("support", null, VisitOutcome.ANSWERED, 10, 30, 0),
                new VisitAssert("billing", null, VisitOutcome.ABANDONED, 5, 0, 0));
    }

    @Test
    void vonageMissedThenAnswered() {
        List<JsonNode> call = List.of(
                vonage(0, "caller", "started", "inbound", "44999"),
                vonage(0, "caller", "ringing", "inbound", "44999"),
                vonage(0.5, "caller", "answered", "inbound", "44999"),
                vonage(1, "first", "started", "outbound", "44100"),
                vonage(2, "first", "ringing", "outbound", "44100"),
                vonage(22, "first", "timeout", "outbound", "44100"),
                vonage(23, "second", "ringing", "outbound", "44200"),
                vonage(30, "second", "answered", "outbound", "44200"),
                vonage(90, "second", "completed", "outbound", "44200"),
                vonage(90, "caller", "completed", "inbound", "44999"));

        var visit = new VisitAssert("44999", "44200", VisitOutcome.ANSWERED, 30, 60, 0);
        assertAlways("vonage", call, CONVERSATION, visit);
        inAnyOrder("vonage", List.of(), call, CONVERSATION, EndReason.COMPLETED, visit);
        assertThat(Board.of("vonage").post(call).missed(CONVERSATION)).containsOnlyKeys("44100");
    }

    @Test
    void vonageAbandonedInAnyOrder() {
        List<JsonNode> call = List.of(
                vonage(0, "caller", "started", "inbound", "44999"),
                vonage(2, "first", "ringing", "outbound", "44100"),
                vonage(20, "first", "cancelled", "outbound", "44100"),
                vonage(20, "caller", "completed", "inbound", "44999"));

        var visit = new VisitAssert("44999", null, VisitOutcome.ABANDONED, 20, 0, 0);
        assertAlways("vonage", call, CONVERSATION, visit);
        inAnyOrder("vonage", List.of(), call, CONVERSATION, EndReason.ABANDONED, visit);
    }

    @Test
    void vonageAbandonedInTheQueueOfItsSettings() {
        List<JsonNode> call = List.of(
                vonage(0, "caller", "started", "inbound", "44999"),
                vonage(0.5, "caller", "answered", "inbound", "44999"),
                vonage(20, "caller", "completed", "inbound", "44999"));
        var board = new Board(Presets.read("vonage", Board.JSON), Map.of("queueId", "Sales")).post(call);

        assertVisits(board, CONVERSATION, new VisitAssert("Sales", null, VisitOutcome.ABANDONED, 20, 0, 0));
    }

    @Test
    void vonageAnyTransferAndRecording() {
        var board = Board.of("vonage");
        board.post(Board.JSON.createObjectNode().put("conversation_uuid_from", "CON-1"));
        board.post(Board.JSON.createObjectNode().put("recording_url", "https://api.nexmo.com/v1/files/1"));

        assertThat(board.unknown).isEmpty();
    }

    @Test
    void amazonConnectAnswered() {
        List<JsonNode> call = List.of(
                connect(0, "INITIATED"),
                connect(5, "QUEUED", "enqueueTimestamp"),
                connect(25, "CONNECTED_TO_AGENT", "enqueueTimestamp", "connectedToAgentTimestamp"),
                connect(30, "CONTACT_DATA_UPDATED", "enqueueTimestamp", "connectedToAgentTimestamp"),
                connect(85, "DISCONNECTED", "enqueueTimestamp", "connectedToAgentTimestamp", "disconnectTimestamp"));

        assertAlways(
                "amazon-connect",
                call,
                CONTACT,
                new VisitAssert("aaaaaaaa-queue", "bbbbbbbb-agent", VisitOutcome.ANSWERED, 20, 60, 0));
        var shuffled = new ArrayList<>(call);
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Board.of("amazon-connect").post(shuffled).call(CONTACT).status())
                    .isEqualTo(CallStatus.ENDED);
        }
    }

    @Test
    void amazonConnectAbandoned() {
        List<JsonNode> call = List.of(
                connect(5, "QUEUED", "enqueueTimestamp"),
                connect(65, "DISCONNECTED", "enqueueTimestamp", "disconnectTimestamp"));

        assertAlways(
                "amazon-connect",
                call.reversed(),
                CONTACT,
                new VisitAssert("aaaaaaaa-queue", null, VisitOutcome.ABANDONED, 60, 0, 0));
    }

    @Test
    void amazonConnectOfNoQueue() {
        var board = Board.of("amazon-connect");
        board.post(connect(0, "INITIATED"));
        board.post(connect(9, "DISCONNECTED", "disconnectTimestamp"));
        board.post(Board.JSON.createObjectNode().put("detail-type", "Scheduled Event"));
        board.post(Board.JSON.createObjectNode().put("Message", "hello"));

        assertThat(board.unknown).hasSize(1);
    }

    /// As it is, with each message twice, and with all of them again at the end.
    private static void assertAlways(String preset, List<JsonNode> call, String id, VisitAssert... visits) {
        var twice = new ArrayList<JsonNode>();
        call.forEach(each -> twice.addAll(List.of(each, each)));
        var again = new ArrayList<>(call);
        again.addAll(call);
        assertVisits(Board.of(preset).post(call), id, visits);
        assertVisits(Board.of(preset).post(twice), id, visits);
        assertVisits(Board.of(preset).post(again), id, visits);
    }

    private static List<JsonNode> without(List<JsonNode> call, int place) {
        var others = new ArrayList<>(call);
        others.remove(place);
        return others;
    }

    private static void inAnyOrder(
            String preset,
            List<JsonNode> first,
            List<JsonNode> rest,
            String id,
            EndReason reason,
            VisitAssert... visits) {
        for (int seed = 0; seed < 50; seed++) {
            var shuffled = new ArrayList<>(rest);
            Collections.shuffle(shuffled, new Random(seed));
            var board = Board.of(preset).post(first).post(shuffled);
            assertVisits(board, id, visits);
            assertThat(board.call(id).endReason()).isEqualTo(reason);
        }
    }

    private static void assertVisits(Board board, String id, VisitAssert... visits) {
        assertThat(board.unknown).isEmpty();
        assertThat(board.call(id).status()).isEqualTo(CallStatus.ENDED);
        assertThat(board.visits(id)).hasSameSizeAs(visits);
        for (int i = 0; i < visits.length; i++) {
            visits[i].isLike(board.visits(id).get(i));
        }
    }

    private static Instant at(double seconds) {
        return BEGIN.plusMillis(Math.round(seconds * 1000));
    }

    private ObjectNode telnyx(double at, String type, String leg, String... fields) {
        var message = Board.JSON.createObjectNode();
        var payload = message.putObject("data")
                .put("record_type", "event")
                .put("event_type", type)
                .put("id", "event " + ++events)
                .put("occurred_at", at(at).toString())
                .putObject("payload")
                .put("call_leg_id", leg)
                .put("call_session_id", "session of " + leg)
                .putNull("client_state")
                .put("from", "+35319605860")
                .put("to", "+13129457420");
        for (int i = 0; i < fields.length; i += 2) {
            payload.put(fields[i], fields[i + 1]);
        }
        return message;
    }

    private static ObjectNode vonage(double at, String leg, String status, String direction, String to) {
        return Board.JSON
                .createObjectNode()
                .put("uuid", leg)
                .put("conversation_uuid", CONVERSATION)
                .put("status", status)
                .put("direction", direction)
                .put("from", "447700900000")
                .put("to", to)
                .put("timestamp", at(at).toString());
    }

    private ObjectNode connect(double at, String type, String... times) {
        var message = Board.JSON
                .createObjectNode()
                .put("version", "0")
                .put("id", "abcabcab-" + ++events)
                .put("detail-type", "Amazon Connect Contact Event")
                .put("source", "aws.connect")
                .put("time", at(at).plusSeconds(3).toString());
        var detail = message.putObject("detail")
                .put("contactId", CONTACT)
                .put("channel", "VOICE")
                .put("initiationMethod", "INBOUND")
                .put("eventType", type);
        for (var time : times) {
            switch (time) {
                case "enqueueTimestamp" ->
                    detail.putObject("queueInfo")
                            .put("queueArn", ARN + "queue/aaaaaaaa-queue")
                            .put(time, at(5).toString());
                case "connectedToAgentTimestamp" ->
                    detail.putObject("agentInfo")
                            .put("agentArn", ARN + "agent/bbbbbbbb-agent")
                            .put(time, at(25).toString());
                default -> detail.put(time, at(at).toString());
            }
        }
        return message;
    }
}
