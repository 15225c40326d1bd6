package callboard.calls.callback;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SharedService;
import callboard.calls.outbox.Listener;
import callboard.contracts.Channels;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CallbacksTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api = SharedService.SERVICE.api;
    private final Instant begun = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    private final String number = "+34 6" + Math.abs(newCallId().hashCode());

    @Test
    void theFirstHasItAndEverybodyIsTold() {
        var id = lost("abandoned");
        try (var listener = new Listener(SharedService.REDIS, Channels.CALLBACK_CLAIMS)) {
            var first = claim(id, " Ana María ");
            var second = claim(id, "Luis");
            var again = claim(id, "Ana María");

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text("by")).isEqualTo("Ana María");
            assertThat(first.text("queueId")).isEqualTo("medical_spanish");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.text("code")).isEqualTo("callback_taken");
            assertThat(second.text("message")).startsWith("Ana María calls back already");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(current(id)).containsExactly(first.body());

            assertThat(release(id).status()).isEqualTo(204);
            assertThat(release(id).status()).isEqualTo(204);
            assertThat(current(id)).isEmpty();
            assertThat(claim(id, "Luis").text("by")).isEqualTo("Luis");

            await().atMost(PATIENCE).until(() -> listener.of(id).size() == 3);
            assertThat(listener.of(id).getFirst()).isEqualTo(first.body());
            assertThat(listener.of(id).get(1).has("by")).isFalse();
            assertThat(listener.of(id).get(1).path("queueId").asString()).isEqualTo("medical_spanish");
            assertThat(listener.of(id).getLast().path("by").asString()).isEqualTo("Luis");
        }
    }

    @Test
    void ofManyAtOnceOneHasItAndTheOthersAreToldWho() throws Exception {
        var id = lost("callback");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads
                    .invokeAll(IntStream.range(0, 16)
                            .<Callable<Answer>>mapToObj(n -> () -> claim(id, "agent " + n))
                            .toList())
                    .stream()
                    .map(answer -> answer.resultNow())
                    .toList();

            var winners =
                    answers.stream().filter(answer -> answer.status() == 200).toList();
            assertThat(winners).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .hasSize(15)
                    .allSatisfy(answer -> assertThat(answer.text("message"))
                            .startsWith(winners.getFirst().text("by") + " calls"));
        }
    }

    /// However the number is written, and whoever dials.
    @ParameterizedTest
    @ValueSource(strings = {"from", "to"})
    void aClaimIsOverOnceSomebodyHasTalkedWithTheCaller(String party) {
        var id = lost("voicemail");
        claim(id, "Ana");
        var talk = begun(party, number.replace(" ", "-"), 200);
        assertThat(current(id)).hasSize(1);

        api.post(at(Api.routed(talk, "ben"), 205));
        assertThat(current(id)).hasSize(1);
        api.post(at(Api.answered(talk, 10), 210));

        assertThat(current(id)).isEmpty();
        assertThat(claim(id, "Luis").text("code")).isEqualTo("callback_not_due");
        api.post(at(Api.ended(talk, "completed", 30), 240));
        assertThat(current(id)).isEmpty();
        assertThat(claim(id, "Luis").text("code")).isEqualTo("callback_not_due");
    }

    @Test
    void atTheCallersNextTryAClaimStillStands() {
        var id = lost("abandoned");
        claim(id, "Ana");
        var next = begun("from", number, 300);
        api.post(at(Api.ended(next, "abandoned", 5), 305));

        assertThat(current(id)).hasSize(1);
    }

    @Test
    void aTalkBeforeTheyWereLostReachedNobody() {
        var before = begun("from", number, -100);
        api.post(at(Api.answered(before, 10), -90));
        api.post(at(Api.ended(before, "completed", 30), -60));

        assertThat(claim(lost("overflowed"), "Ana").status()).isEqualTo(200);
    }

    @Test
    void onlyTheCallersOfLostCallsAreCalledBack() {
        var talked = begun("from", number, 0);
        assertThat(claim(talked, "Ana").text("code")).isEqualTo("callback_not_due");
        api.post(at(Api.answered(talked, 10), 10));
        api.post(at(Api.ended(talked, "completed", 30), 40));
        assertThat(claim(talked, "Ana").status()).isEqualTo(409);

        var unnamed = newCallId();
        api.post(Api.initiated(unnamed));
        api.post(Api.ended(unnamed, "abandoned", 30));
        assertThat(claim(unnamed, "Ana").text("code")).isEqualTo("callback_not_due");

        var dialled = newCallId();
        api.post(
                Api.initiated(dialled).replaceFirst("}$", ",\"direction\":\"outbound\",\"from\":\"" + number + "1\"}"));
        api.post(Api.ended(dialled, "abandoned", 30));
        assertThat(claim(dialled, "Ana").text("code")).isEqualTo("callback_not_due");
        assertThat(claim("nobody-knows", "Ana").text("code")).isEqualTo("call_not_found");
        assertThat(release("nobody-knows").text("code")).isEqualTo("call_not_found");
        assertThat(claim("x".repeat(200), "Ana").text("code")).isEqualTo("call_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"by\":\"\"}", "{\"by\":\"  \"}", "{\"by\":\"a\\u0007\"}", "{\"by\":7}", "[]"})
    void aClaimIsOfSomebody(String body) {
        var id = lost("abandoned");

        assertThat(api.put(address(id), body, JSON).status()).isEqualTo(400);
        assertThat(current(id)).isEmpty();
    }

    @Test
    void aClaimGoesWithItsCall() {
        var id = lost("abandoned");
        claim(id, "Ana");

        SharedService.SERVICE.sql.update("delete from calls where id = ?", id);

        assertThat(SharedService.SERVICE.sql.queryForObject(
                        "select count(*) from callback_claims where call_id = ?", Integer.class, id))
                .isZero();
    }

    /// A call that was lost, with an id that has to be written in another way in addresses.
    private String lost(String endReason) {
        var id = begun("from", number, 0);
        api.post(at(Api.ended(id, endReason, 30), 30));
        return id;
    }

    private String begun(String party, String is, long second) {
        var id = "a/b %" + newCallId();
        var answer = api.post(at(Api.initiated(id).replaceFirst("}$", ",\"" + party + "\":\"" + is + "\"}"), second));
        assertThat(answer.status()).isEqualTo(201);
        return id;
    }

    private String at(String event, long second) {
        return event.replaceFirst("}$", ",\"occurredAt\":\"" + begun.plusSeconds(second) + "\"}");
    }

    private Answer claim(String id, String by) {
        return api.put(address(id), "{\"by\":\"" + by + "\"}", JSON);
    }

    private Answer release(String id) {
        return api.delete(address(id), Map.of());
    }

    private List<JsonNode> current(String id) {
        return api.get("/api/callbacks")
                .body()
                .valueStream()
                .filter(claim -> claim.path("callId").asString().equals(id))
                .toList();
    }

    private static String address(String id) {
        return "/api/callbacks/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
