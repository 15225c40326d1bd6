package callboard.calls.replay;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import callboard.calls.intake.CallWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReplayTest {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final SharedReplicas replicas = SharedReplicas.with();
    private final SettableClock clock = replicas.clock;
    private final RunningService service = replicas.one;
    private Instant noon = Instant.EPOCH;

    @BeforeEach
    void clean() {
        replicas.clean();
        // The last minute's events of another test tell nothing of this one's sender.
        clock.tick(Duration.ofHours(2L * TESTS.incrementAndGet()));
        noon = clock.instant();
    }

    @Test
    void theBoardAsItWasAtAnyMoment() {
        clock.tick(Duration.ofMinutes(10));
        transferred();
        tell("d", "call_initiated", 30, "\"type\":\"video\",\"queueId\":\"medical_spanish\"");
        tell("d", "call_ended", 50, "\"endReason\":\"abandoned\"");

        var replay = replay(0, 600);

        assertThat(board(replay, 3)).containsExactly("c waiting medical_spanish since 0");
        assertThat(board(replay, 7)).containsExactly("c waiting medical_spanish a since 0 rings a,b since 5");
        assertThat(board(replay, 39)).containsExactly("c active medical_spanish b since 10", waitingSince30());
        assertThat(board(replay, 45)).containsExactly("c on_hold medical_spanish b since 40", waitingSince30());
        assertThat(board(replay, 50)).containsExactly("c on_hold medical_spanish b since 40");
        assertThat(board(replay, 60)).containsExactly("c active medical_spanish b since 60");
        assertThat(board(replay, 95)).containsExactly("c waiting legal_english since 90");
        assertThat(board(replay, 299)).containsExactly("c active legal_english e since 120");
        assertThat(board(replay, 300)).isEmpty();
    }

    private static String waitingSince30() {
        return "d waiting medical_spanish since 30";
    }

    @Test
    void anEventThatCameLateIsInItsPlace() {
        clock.tick(Duration.ofMinutes(20));
        tell("c", "call_initiated", 0, "\"type\":\"voice\",\"queueId\":\"medical_spanish\"");
        tell("c", "call_ended", 600, "\"endReason\":\"completed\"");
        assertThat(board(replay(0, 900), 300)).containsExactly("c waiting medical_spanish since 0");

        tell("c", "call_answered", 120, "\"agentId\":\"a\"");

        assertThat(board(replay(0, 900), 119)).containsExactly("c waiting medical_spanish since 0");
        assertThat(board(replay(0, 900), 300)).containsExactly("c active medical_spanish a since 120");
    }

    @Test
    void whatWeNoticedIsShownUntilASenderBeliesIt() {
        tell("c", "call_initiated", 0, "\"type\":\"voice\",\"queueId\":\"medical_spanish\"");
        clock.tick(Duration.ofSeconds(1));
        tell("c", "call_routed", 1, "\"agentId\":\"a\"");
        clock.tick(Duration.ofSeconds(40));
        service.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());
        service.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());
        assertThat(board(replay(0, 60), 15)).containsExactly("c waiting medical_spanish a since 0 rings a since 1");
        assertThat(board(replay(0, 60), 35)).containsExactly("c waiting medical_spanish since 0");
        assertThat(flags(29)).containsExactly("reroute_required");
        assertThat(flags(35)).containsExactly("reroute_required", "wait_sla_exceeded");

        tell("c", "call_answered", 10, "\"agentId\":\"a\"");

        assertThat(board(replay(0, 60), 15)).containsExactly("c active medical_spanish a since 10");
        assertThat(board(replay(0, 60), 35)).containsExactly("c active medical_spanish a since 10");
        assertThat(flags(35)).isEmpty();
    }

    private List<String> flags(int second) {
        return replay(0, 60)
                .path("calls")
                .path(0)
                .path("spans")
                .valueStream()
                .filter(span -> covers(span, noon.plusSeconds(second)))
                .flatMap(span -> span.path("flags").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void spansBeginWithTheEventsOfTheHistory() {
        clock.tick(Duration.ofMinutes(10));
        transferred();
        tell("d", "call_initiated", 0, "\"type\":\"video\",\"queueId\":\"medical_spanish\"");
        tell("d", "call_routed", 10, "\"agentId\":\"a\"");
        tell("d", "call_ended", 60, "\"endReason\":\"abandoned\"");

        for (var call : replay(0, 600).path("calls")) {
            assertThat(call.path("spans")
                            .valueStream()
                            .map(span -> span.path("event").asString() + " "
                                    + span.path("from").asString()))
                    .containsExactlyElementsOf(service.api
                            .get("/api/calls/" + call.path("callId").asString() + "/events")
                            .body()
                            .valueStream()
                            .map(event -> event.path("type").asString() + " "
                                    + event.path("timestamp").asString())
                            .toList());
        }
    }

    @Test
    void theEndOfALostCallEndsIt() {
        tell("c", "call_initiated", 0, "\"type\":\"voice\",\"queueId\":\"medical_spanish\"");
        clock.tick(Duration.ofHours(6));
        for (int i = 0; i < 4; i++) {
            service.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());
        }

        int fiveHours = 5 * 3600;
        assertThat(board(replay(fiveHours - 60, fiveHours + 60), fiveHours - 1)).hasSize(1);
        assertThat(board(replay(fiveHours - 60, fiveHours + 60), fiveHours + 1)).isEmpty();
    }

    @Test
    void aCallIsThereFromBeforeTheHourToAfterIt() {
        clock.tick(Duration.ofMinutes(10));
        transferred();

        var replay = replay(62, 80);

        assertThat(board(replay, 70)).containsExactly("c active medical_spanish b since 60");
        assertThat(replay.path("calls").path(0).path("spans").size()).isEqualTo(1);
        assertThat(replay.path("calls").path(0).path("startTime").asString()).isEqualTo(at(0));
        assertThat(replay(301, 400).path("calls").size()).isZero();
    }

    @Test
    void nothingIsToldOfTheFuture() {
        tell("c", "call_initiated", 0, "\"type\":\"voice\",\"queueId\":\"medical_spanish\"");
        clock.tick(Duration.ofSeconds(30));

        assertThat(replay(0, 3600).path("to").asString()).isEqualTo(at(30));
        assertThat(replay(60, 90).path("calls").size()).isZero();
        assertThat(replay(60, 90).path("to").asString()).isEqualTo(at(60));
    }

    @Test
    void whereTooMuchHappenedTheHourIsShorterAndWhole() {
        clock.tick(Duration.ofMinutes(50));
        for (var id : List.of("first", "second", "third")) {
            tell(id, "call_initiated", 0, "\"type\":\"voice\",\"queueId\":\"medical_spanish\"");
        }
        tell("first", "call_ended", 600, "\"endReason\":\"abandoned\"");
        tell("second", "call_ended", 1200, "\"endReason\":\"abandoned\"");
        service.sql.update("update calls set sequence = ? where id = 'first'", Replays.MOST_EVENTS - 2);

        var replay = replay(0, 1800);

        assertThat(replay.path("from").asString()).isEqualTo(at(600));
        assertThat(board(replay, 601))
                .containsExactly("second waiting medical_spanish since 0", "third waiting medical_spanish since 0");
        service.sql.update("update calls set sequence = ? where id = 'third'", Replays.MOST_EVENTS + 1);
        assertThat(replay(0, 1800).path("from").asString()).isEqualTo(at(1800));
        assertThat(replay(0, 1800).path("calls").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'from to'",
        "?to=2026-03-01T12:00:00Z, from",
        "?from=yesterday&to=2026-03-01T12:00:00Z&queueid=x, 'queueid from'",
        "?from=2026-03-01T12:00:00Z&to=2026-03-01T12:00:00Z, to",
        "?from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:01Z, to",
        "?from=1969-03-01T12:00:00Z&to=+12026-03-01T13:00:00Z, 'from to'"
    })
    void whatIsWrongIsSaidAtOnce(String query, String issues) {
        var answer = service.api.get("/api/replay" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()
                        .path("issues")
                        .valueStream()
                        .map(issue -> issue.path("path").asString())
                        .distinct()
                        .collect(Collectors.joining(" ")))
                .isEqualTo(issues);
    }

    private void transferred() {
        tell("c", "call_initiated", 0, "\"type\":\"voice\",\"queueId\":\"medical_spanish\"");
        tell("c", "call_routed", 5, "\"agentIds\":[\"b\",\"a\"]");
        tell("c", "call_answered", 10, "\"agentId\":\"b\"");
        tell("c", "call_hold", 40, "\"holdDuration\":20");
        tell("c", "call_resumed", 60, "\"note\":1");
        tell("c", "call_retransfer", 90, "\"queueId\":\"legal_english\"");
        tell("c", "call_answered", 120, "\"agentId\":\"e\"");
        tell("c", "call_ended", 300, "\"endReason\":\"completed\"");
    }

    private void tell(String callId, String event, int second, String fields) {
        var answer = service.api.post("{\"event\":\"%s\",\"callId\":\"%s\",\"occurredAt\":\"%s\",%s}"
                .formatted(event, callId, at(second), fields));
        assertThat(answer.status()).as("%s %s", event, answer.body()).isEqualTo(201);
    }

    private JsonNode replay(int from, int to) {
        Answer answer = service.api.get("/api/replay?from=" + at(from) + "&to=" + at(to));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    /// Each call that lives at that second, and how.
    private List<String> board(JsonNode replay, int second) {
        return replay.path("calls")
                .valueStream()
                .flatMap(call -> call.path("spans")
                        .valueStream()
                        .filter(span -> covers(span, noon.plusSeconds(second)))
                        .map(span -> call.path("callId").asString() + " " + line(span)))
                .sorted()
                .toList();
    }

    private static boolean covers(JsonNode span, Instant moment) {
        return !span.path("status").asString().equals("ended")
                && !Instant.parse(span.path("from").asString()).isAfter(moment)
                && (!span.has("to") || Instant.parse(span.path("to").asString()).isAfter(moment));
    }

    private String line(JsonNode span) {
        var line = new StringBuilder(span.path("status").asString())
                .append(' ')
                .append(span.path("queueId").asString());
        if (span.has("agentId")) {
            line.append(' ').append(span.path("agentId").asString());
        }
        line.append(" since ").append(second(span, span.has("statusSince") ? "statusSince" : "from"));
        if (span.has("ringing")) {
            line.append(" rings ")
                    .append(span.path("ringing")
                            .valueStream()
                            .map(JsonNode::asString)
                            .sorted()
                            .collect(Collectors.joining(",")))
                    .append(" since ")
                    .append(second(span, "ringingSince"));
        }
        return line.toString();
    }

    private long second(JsonNode span, String field) {
        return Duration.between(noon, Instant.parse(span.path(field).asString()))
                .toSeconds();
    }

    private String at(int second) {
        return noon.plusSeconds(second).toString();
    }
}
