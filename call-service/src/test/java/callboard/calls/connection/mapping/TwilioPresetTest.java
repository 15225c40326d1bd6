package callboard.calls.connection.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import callboard.contracts.CallStatus;
import callboard.contracts.Direction;
import callboard.contracts.VisitOutcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls as TaskRouter, conferences and Event Streams tell of them. Written after the examples of Twilio's
/// documentation.
class TwilioPresetTest {

    private static final Instant BEGIN = Instant.parse("2026-09-21T10:00:00Z");
    private static final String TASK = "WT0000000000000000000000000000001";

    private int events;

    @Test
    void answeredAndHeld() {
        assertHeld(Board.of("twilio").post(heldCall()));
    }

    @Test
    void asFormsAndAsEventStreamsTheSame() {
        var batch = Board.JSON.createArrayNode();
        heldCall().stream().map(TwilioPresetTest::streamed).forEach(batch::add);

        assertHeld(Board.of("twilio").post(List.of(batch)));
    }

    @Test
    void repeatsChangeNothing() {
        var repeated = heldCall().stream().flatMap(each -> List.of(each, each).stream());
        var twice = new ArrayList<>(heldCall());
        events = 0;
        twice.addAll(heldCall());

        assertHeld(Board.of("twilio").post(repeated.toList()));
        assertHeld(Board.of("twilio").post(twice));
    }

    @Test
    void orderOfArrivalDoesNotMatter() {
        var calls = heldCall();
        assertHeld(Board.of("twilio").post(calls.reversed()));
        for (int seed = 0; seed < 10; seed++) {
            var shuffled = new ArrayList<>(calls);
            shuffled.addAll(calls);
            Collections.shuffle(shuffled, new Random(seed));
            assertHeld(Board.of("twilio").post(shuffled));
        }
    }

    @Test
    void abandoned() {
        var board = Board.of("twilio")
                .post(List.of(
                        task(0, "task.created"),
                        queue(0.2, "task-queue.entered", "Support"),
                        reservation(3, "reservation.created", "Ann"),
                        reservation(9, "reservation.canceled", "Ann"),
                        task(9, "task.canceled").put("TaskCanceledReason", "hangup")));

        assertVisits(board, new VisitAssert("Support", null, VisitOutcome.ABANDONED, 8.8, 0, 0));
        assertThat(board.missed(TASK)).isEmpty();
    }

    @Test
    void tooLongInTheQueue() {
        var board = Board.of("twilio")
                .post(List.of(
                        queue(0, "task-queue.entered", "Support"),
                        task(600, "task.canceled").put("TaskCanceledReason", "Task TTL Exceeded")));

        assertVisits(board, new VisitAssert("Support", null, VisitOutcome.OVERFLOWED, 600, 0, 0));
    }

    @Test
    void declinedAndMissedThenAnswered() {
        var board = Board.of("twilio")
                .post(List.of(
                        queue(0, "task-queue.entered", "Support"),
                        reservation(2, "reservation.created", "Ann"),
                        reservation(4, "reservation.rejected", "Ann"),
                        reservation(4, "reservation.created", "José"),
                        reservation(24, "reservation.timeout", "José"),
                        reservation(25, "reservation.created", "Eve"),
                        reservation(30, "reservation.accepted", "Eve"),
                        task(90, "task.wrapup")));

        assertVisits(board, new VisitAssert("Support", "Eve", VisitOutcome.ANSWERED, 30, 60, 0));
        assertThat(board.missed(TASK)).containsOnlyKeys("Ann", "José");
    }

    @Test
    void onToAnotherQueue() {
        var board = Board.of("twilio")
                .post(List.of(
                        queue(0, "task-queue.entered", "Support"),
                        queue(30, "task-queue.timeout", "Support"),
                        queue(30, "task-queue.entered", "Everyone"),
                        reservation(32, "reservation.created", "Ann"),
                        reservation(35, "reservation.accepted", "Ann"),
                        task(60, "task.completed")));

        assertVisits(
                board,
                new VisitAssert("Support", null, VisitOutcome.TRANSFERRED, 30, 0, 0),
                new VisitAssert("Everyone", "Ann", VisitOutcome.ANSWERED, 5, 25, 0));
    }

    @Test
    void transferredToAnotherQueueAndToAColleague() {
        var messages = List.of(
                queue(0, "task-queue.entered", "Support"),
                reservation(2, "reservation.created", "Ann"),
                reservation(5, "reservation.accepted", "Ann"),
                task(65, "task.transfer-initiated").put("TransferMode", "COLD"),
                queue(65, "task-queue.entered", "Billing"),
                reservation(66, "reservation.created", "José"),
                reservation(70, "reservation.accepted", "José"),
                task(70, "task.transfer-completed"),
                reservation(100, "reservation.created", "Eve"),
                reservation(101, "reservation.accepted", "Eve"),
                task(111, "task.wrapup"));
        var twice = new ArrayList<JsonNode>();
        messages.forEach(each -> twice.addAll(List.of(each, each)));
        for (var board : List.of(
                Board.of("twilio").post(List.copyOf(messages)),
                Board.of("twilio").post(twice))) {
            assertThat(board.unknown).isEmpty();
            assertThat(board.visits(TASK))
                    .extracting("queueId", "agentId", "outcome", "talkTime")
                    .containsExactly(
                            tuple("Support", "Ann", VisitOutcome.ANSWERED, 60.0),
                            tuple("Billing", "Eve", VisitOutcome.ANSWERED, 40.0));
        }
    }

    @Test
    void whatIsOfNoCallIsIgnored() {
        var board = Board.of("twilio")
                .post(List.of(
                        event(0, "worker.activity.update").put("WorkerName", "Ann"),
                        event(0, "workspace.updated"),
                        queue(0, "task-queue.entered", "Support").put("TaskChannelUniqueName", "chat"),
                        conference(0, "conference-start", 1),
                        conference(0, "participant-hold", 2).put("FriendlyName", "a meeting")));

        assertThat(board.unknown).isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() {
        var board = Board.of("twilio");
        var withoutQueue = queue(0, "task-queue.entered", "Support");
        withoutQueue.remove(List.of("TaskQueueName", "TaskQueueSid"));
        board.post(withoutQueue);
        board.post(event(0, "something.new"));

        assertThat(board.unknown)
                .satisfiesExactly(
                        missing -> assertThat(missing)
                                .startsWith("Rule \"entered a queue that it doesn't name\": queueId: there is none"),
                        unknown -> assertThat(unknown).startsWith("No rule is for such a message"));
    }

    private List<JsonNode> heldCall() {
        return List.of(
                task(0, "task.created"),
                event(0.1, "workflow.entered").put("TaskSid", TASK),
                queue(0.2, "task-queue.entered", "Support"),
                reservation(3, "reservation.created", "Ann"),
                reservation(8.2, "reservation.accepted", "Ann"),
                conference(8.5, "conference-start", 1),
                conference(20, "participant-hold", 2),
                conference(35, "participant-unhold", 3),
                reservation(68.2, "reservation.wrapup", "Ann"),
                task(68.2, "task.wrapup"),
                task(68.2, "task.completed"));
    }

    private static void assertHeld(Board board) {
        assertThat(board.unknown).isEmpty();
        assertVisits(board, new VisitAssert("Support", "Ann", VisitOutcome.ANSWERED, 8, 45, 15));
        var parties = board.call(TASK).parties();
        assertThat(parties).isNotNull();
        assertThat(parties.from()).isEqualTo("+34600111222");
        assertThat(parties.direction()).isEqualTo(Direction.INBOUND);
        assertThat(board.missed(TASK)).isEmpty();
    }

    private static void assertVisits(Board board, VisitAssert... visits) {
        assertThat(board.unknown).isEmpty();
        assertThat(board.call(TASK).status()).isEqualTo(CallStatus.ENDED);
        assertThat(board.visits(TASK)).hasSameSizeAs(visits);
        for (int i = 0; i < visits.length; i++) {
            visits[i].isLike(board.visits(TASK).get(i));
        }
    }

    private ObjectNode task(double at, String type) {
        return event(at, type)
                .put("TaskSid", TASK)
                .put("TaskChannelUniqueName", "voice")
                .put(
                        "TaskAttributes",
                        "{\"from\":\"+34600111222\",\"to\":\"+34900\",\"call_sid\":\"CA1\",\"direction\":\"inbound\"}");
    }

    private ObjectNode queue(double at, String type, String queue) {
        return task(at, type).put("TaskQueueName", queue).put("TaskQueueSid", "WQ" + queue.hashCode());
    }

    private ObjectNode reservation(double at, String type, String worker) {
        return task(at, type).put("WorkerName", worker).put("WorkerSid", "WK1").put("ReservationSid", "WR1");
    }

    private ObjectNode event(double at, String type) {
        var time = BEGIN.plusMillis(Math.round(at * 1000));
        return Board.JSON
                .createObjectNode()
                .put("EventType", type)
                .put("Sid", "EV%032d".formatted(++events))
                .put("Timestamp", Long.toString(time.getEpochSecond()))
                .put("TimestampMs", Long.toString(time.toEpochMilli()));
    }

    private static ObjectNode conference(double at, String type, int number) {
        return Board.JSON
                .createObjectNode()
                .put("StatusCallbackEvent", type)
                .put("ConferenceSid", "CF1")
                .put("FriendlyName", TASK)
                .put("CallSid", "CA1")
                .put("SequenceNumber", Integer.toString(number))
                .put(
                        "Timestamp",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                BEGIN.plusMillis(Math.round(at * 1000)).atOffset(ZoneOffset.UTC)));
    }

    /// The same as a CloudEvent, in which names are spelled otherwise.
    private static JsonNode streamed(JsonNode form) {
        if (!form.has("EventType")) {
            return form;
        }
        var payload = Board.JSON.createObjectNode();
        form.properties().forEach(field -> {
            var name = field.getKey().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
            payload.set(name.equals("event_type") ? "eventtype" : name, field.getValue());
        });
        payload.put(
                "timestamp",
                Instant.ofEpochMilli(Long.parseLong(form.get("TimestampMs").asString()))
                        .toString());
        payload.remove("timestamp_ms");
        payload.set(
                "task_attributes",
                Board.JSON.readTree(form.path("TaskAttributes").asString("{}")));
        var event = Board.JSON.createObjectNode();
        event.put("specversion", "1.0")
                .put("type", "com.twilio.taskrouter." + form.get("EventType").asString())
                .put("id", form.get("Sid").asString());
        event.putObject("data").set("payload", payload);
        return event;
    }
}
