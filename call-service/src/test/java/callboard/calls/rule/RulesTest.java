package callboard.calls.rule;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import callboard.calls.outbox.Listener;
import callboard.calls.outbox.OutboxRelay;
import callboard.contracts.Channels;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The life of a rule's alerts, over two replicas that evaluate when they are told.
class RulesTest {

    private static final SharedReplicas REPLICAS = SharedReplicas.with();
    private static final Map<String, String> OPERATOR =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api = REPLICAS.one.api;

    @BeforeEach
    void clean() {
        REPLICAS.clean();
    }

    @Test
    void anAlertIsRaisedAcknowledgedAndClearedAndEverybodyIsToldOfEachOnce() {
        try (var raised = new Listener(REPLICAS.redis, Channels.CALL_ALERTS);
                var acknowledged = new Listener(REPLICAS.redis, Channels.CALL_ALERTS_ACKNOWLEDGED);
                var cleared = new Listener(REPLICAS.redis, Channels.CALL_ALERTS_CLEARED)) {
            assertThat(put("crowd", waiting("\"scope\":\"queue\",\"queueId\":\"medical_spanish\"", 2, 60))
                            .status())
                    .isEqualTo(201);
            var calls = begin(3);
            evaluate();
            var since = REPLICAS.clock.instant();
            assertThat(alerts()).isEmpty();
            assertThat(rule("crowd").at("/standings/0/since").asString()).isEqualTo(since.toString());
            assertThat(rule("crowd").at("/standings/0").has("alertId")).isFalse();

            tick(59);
            evaluate();
            assertThat(alerts()).isEmpty();
            tick(1);
            evaluate();
            tick(1);
            evaluate();
            await().atMost(PATIENCE).until(() -> raised.all().size() == 1);
            var alert = raised.all().getFirst();
            assertThat(alerts()).containsExactly(alert);
            assertThat(alert.path("rule").asString()).isEqualTo("threshold_crossed");
            assertThat(alert.path("level").asString()).isEqualTo("breach");
            assertThat(alert.has("callId")).isFalse();
            assertThat(alert.path("queueId").asString()).isEqualTo("medical_spanish");
            assertThat(alert.path("since").asString()).isEqualTo(since.toString());
            assertThat(alert.path("at").asString())
                    .isEqualTo(since.plusSeconds(60).toString());
            assertThat(alert.path("message").asString()).isEqualTo("crowd: waiting is 3, above 2");
            assertThat(alert.path("crossing").toString())
                    .isEqualTo(
                            "{\"rule\":\"crowd\",\"measure\":\"waiting\",\"above\":2.0,\"forSeconds\":60,\"value\":3.0}");
            var id = alert.path("id").asString();
            assertThat(rule("crowd").at("/standings/0/alertId").asString()).isEqualTo(id);

            var taken = REPLICAS.other.api.post(
                    "/api/alerts/" + id + "/acknowledge",
                    "{\"by\":\"Ana\"}",
                    Map.of("Content-Type", "application/json"));
            assertThat(taken.text("state")).isEqualTo("acknowledged");
            await().atMost(PATIENCE).until(() -> acknowledged.all().equals(List.of(taken.body())));

            end(calls.getFirst());
            evaluate();
            await().atMost(PATIENCE).until(() -> cleared.all().size() == 1);
            assertThat(alerts()).isEqualTo(cleared.all());
            assertThat(cleared.all().getFirst().path("state").asString()).isEqualTo("cleared");
            assertThat(cleared.all().getFirst().path("acknowledgedBy").asString())
                    .isEqualTo("Ana");
            assertThat(rule("crowd").path("standings")).isEmpty();
            // What is told of one channel is told in order: had more been raised, it would be here.
            assertThat(raised.all()).hasSize(1);
        }
    }

    @Test
    void oneReplicaEvaluatesAndItsSuccessorGoesOnWhereItStopped() {
        var clock = new SettableClock();
        var database = TestPostgres.freshDatabase();
        try (var redis = TestRedis.started();
                var successor = beside(database, redis, clock)) {
            try (var leader = beside(database, redis, clock)) {
                await().atMost(PATIENCE).until(() -> leads(leader) || leads(successor));
                var follower = leads(leader) ? successor : leader;
                follower.api.put("/api/ops/rules/slow", waiting("\"scope\":\"all\"", 1, 60), OPERATOR);
                follower.api.put("/api/ops/rules/now", waiting("\"scope\":\"all\"", 1, 0), OPERATOR);
                IntStream.range(0, 2).forEach(_ -> follower.api.post(Api.initiated(newCallId())));
                follower.bean(RuleEvaluator.class).evaluateOnce();
                assertThat(raised(follower)).isEmpty();
                evaluateOnce(leader, successor);
                assertThat(raised(follower)).containsExactly("now");
            }
            await().atMost(PATIENCE).until(() -> leads(successor));
            clock.tick(Duration.ofSeconds(59));
            evaluateOnce(successor);
            assertThat(raised(successor)).containsExactly("now");
            clock.tick(Duration.ofSeconds(1));
            evaluateOnce(successor);
            evaluateOnce(successor);
            assertThat(raised(successor)).containsExactly("slow", "now");
        }
    }

    @Test
    void twoWhoTakeThemselvesForTheLeaderRaiseNothingTwice() throws Exception {
        put("crowd", waiting("\"scope\":\"each\"", 1, 0));
        begin(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> evaluate(i % 2 == 0 ? REPLICAS.one : REPLICAS.other)))
                    .toList();
            for (var run : runs) {
                run.get();
            }
        }
        assertThat(alerts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"changed, 1", "disabled, 0", "removed, 0", "madeAnew, 1"})
    void aRuleThatIsNoLongerWhatItWasClearsItsAlert(String how, int open) {
        put("crowd", waiting("\"scope\":\"all\"", 1, 0));
        begin(2);
        evaluate();
        var first = alerts().getFirst().path("id").asString();
        switch (how) {
            case "changed" -> put("crowd", waiting("\"scope\":\"all\"", 1, 0));
            case "disabled" -> put("crowd", waiting("\"scope\":\"all\"", 1, 0).replace("true", "false"));
            case "removed" -> delete("crowd");
            default -> {
                delete("crowd");
                put("crowd", waiting("\"scope\":\"all\"", 1, 0));
            }
        }
        tick(1);
        evaluate();
        assertThat(alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.path("clearedAt").asString())
                        .isEqualTo(REPLICAS.clock.instant().toString()));
        evaluate();
        assertThat(alerts().stream()
                        .filter(alert -> alert.path("state").asString().equals("open"))
                        .map(alert -> alert.path("id").asString()))
                .hasSize(open)
                .doesNotContain(first);
    }

    @Test
    void theEndOfItsHoursClearsAnAlert() {
        // The clock begins on a Sunday at noon.
        put("crowd", waiting("\"scope\":\"all\",\"hours\":{\"zone\":\"UTC\",\"sun\":[\"10:00-12:01\"]}", 1, 0));
        begin(2);
        evaluate();
        assertThat(alerts()).hasSize(1);
        tick(59);
        evaluate();
        assertThat(alerts().getFirst().has("clearedAt")).isFalse();
        tick(1);
        evaluate();
        assertThat(alerts().getFirst().has("clearedAt")).isTrue();
    }

    @Test
    void eachQueueHasAnAlertOfItsOwnAndAQueueThatIsRetiredHasNone() {
        api.put("/api/queues/fleeting", queue(), OPERATOR);
        put("crowd", waiting("\"scope\":\"each\"", 1, 0));
        begin(2);
        beginIn("fleeting", 3);
        evaluate();
        assertThat(alerts().stream().map(alert -> alert.path("queueId").asString()))
                .containsExactlyInAnyOrder("medical_spanish", "fleeting");
        assertThat(api.get("/api/alerts?queueId=fleeting").body().path("total").asInt())
                .isEqualTo(1);
        api.delete("/api/queues/fleeting", OPERATOR);
        evaluate();
        assertThat(api.get("/api/alerts?state=cleared")
                        .body()
                        .at("/data/0/queueId")
                        .asString())
                .isEqualTo("fleeting");
    }

    /// Its condition holds on: whoever still looks at it is told anew.
    @Test
    void anAlertThatIsTooOldToBeKeptIsRaisedAnew() {
        put("crowd", waiting("\"scope\":\"all\"", 1, 0));
        begin(2);
        evaluate();
        REPLICAS.one.sql.update("delete from alerts");
        evaluate();
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void agentsAreCountedAsTheirListSays() {
        api.post("{\"event\":\"agent_signed_in\",\"agentId\":\"ana\",\"queues\":[\"legal_spanish\"]}");
        put(
                "nobody",
                "{\"measure\":\"agents_available\",\"scope\":\"queue\",\"queueId\":\"legal_spanish\",\"below\":1,\"forSeconds\":0,\"level\":\"warning\",\"enabled\":true}");
        put(
                "pause",
                "{\"measure\":\"longest_pause\",\"scope\":\"all\",\"above\":600,\"forSeconds\":0,\"level\":\"warning\",\"enabled\":true}");
        evaluate();
        assertThat(alerts()).isEmpty();
        api.post("{\"event\":\"agent_state_changed\",\"agentId\":\"ana\",\"state\":\"unavailable\"}");
        evaluate();
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().getFirst().at("/crossing/rule").asString()).isEqualTo("nobody");
        tick(600);
        evaluate();
        assertThat(alerts()).hasSize(1);
        tick(1);
        evaluate();
        assertThat(alerts().getFirst().path("message").asString()).startsWith("pause: longest_pause is 60");
        assertThat(alerts().getFirst().has("queueId")).isFalse();
        api.post("{\"event\":\"agent_state_changed\",\"agentId\":\"ana\",\"state\":\"available\"}");
        evaluate();
        assertThat(alerts())
                .allSatisfy(alert -> assertThat(alert.has("clearedAt")).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"scope\":\"queue\",\"above\":1'                                   | queueId",
                "'\"scope\":\"queue\",\"queueId\":\"nowhere\",\"above\":1'           | queueId",
                "'\"scope\":\"all\",\"queueId\":\"legal_spanish\",\"above\":1'       | queueId",
                "'\"scope\":\"all\"'                                                 | above",
                "'\"scope\":\"all\",\"above\":1,\"below\":2'                         | below",
                "'\"scope\":\"all\",\"above\":-1'                                    | above",
                "'\"scope\":\"all\",\"above\":1e999'                                 | above",
                "'\"scope\":\"all\",\"below\":0'                                     | below",
                "'\"scope\":\"all\",\"above\":1,\"hysteresis\":2'                    | hysteresis",
                "'\"scope\":\"all\",\"above\":1,\"hysteresis\":-1'                   | hysteresis",
                "'\"scope\":\"all\",\"above\":1,\"window\":\"1h\"'                   | window",
                "'\"scope\":\"all\",\"above\":1,\"hours\":{\"mon\":[\"9-12\"]}'      | hours.mon[0]",
                "'\"scope\":\"all\",\"above\":1,\"measure\":\"service_level\"'       | above",
                "'\"scope\":\"all\",\"below\":0.9,\"hysteresis\":0.2,\"measure\":\"service_level\"' | hysteresis",
                "'\"scope\":\"all\",\"above\":1,\"forSeconds\":86401'                | forSeconds"
            })
    void whatIsNoRuleIsRefusedWithItsPlace(String given, String path) {
        var rest = Stream.of("measure:\"waiting\"", "forSeconds:0", "level:\"breach\"", "enabled:true")
                .map(each -> each.split(":"))
                .filter(each -> !given.contains("\"" + each[0] + "\""))
                .map(each -> ",\"" + each[0] + "\":" + each[1])
                .toList();
        for (var answer : List.of(
                put("wrong", "{" + given + String.join("", rest) + "}"),
                api.post("/api/ops/rules/preview", "{" + given + String.join("", rest) + "}", OPERATOR))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/issues/0/path").asString())
                    .as(answer.body().toString())
                    .isEqualTo(path);
        }
        assertThat(api.get("/api/ops/rules", OPERATOR).body()).isEmpty();
    }

    @Test
    void rulesAreMadeChangedListedAndRemoved() {
        assertThat(put("b", waiting("\"scope\":\"all\"", 1, 0)).status()).isEqualTo(201);
        assertThat(put("a", waiting("\"scope\":\"all\"", 1, 0)).status()).isEqualTo(201);
        var changed =
                put("b", waiting("\"scope\":\"all\",\"whileOpen\":true,\"hours\":{\"mon\":[\"09:00-12:00\"]}", 5, 10));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("version").asInt()).isEqualTo(2);
        assertThat(changed.text("changedBy")).isEqualTo("tests");
        assertThat(changed.body().at("/settings/hours/zone").asString()).isNotEmpty();
        var listed = api.get("/api/ops/rules", OPERATOR).body();
        assertThat(listed.valueStream().map(rule -> rule.path("name").asString()))
                .containsExactly("a", "b");
        assertThat(listed.path(1)).isEqualTo(changed.body());
        assertThat(rule("b")).isEqualTo(changed.body());
        assertThat(delete("b").body()).isEqualTo(changed.body());
        assertThat(delete("b").status()).isEqualTo(404);
        assertThat(put("a b", waiting("\"scope\":\"all\"", 1, 0).strip()).status())
                .isEqualTo(400);
        assertThat(api.get("/api/ops/rules", Map.of()).status()).isEqualTo(401);
    }

    private static RunningService beside(String database, TestRedis redis, SettableClock clock) {
        return RunningService.start(
                database, redis, clock, "callboard.stats.push-every=1h", "callboard.sender-clocks.exchange=1h");
    }

    private static boolean leads(RunningService service) {
        return service.bean(OutboxRelay.class).leads();
    }

    private static void evaluateOnce(RunningService... services) {
        for (var service : services) {
            service.bean(RuleEvaluator.class).evaluateOnce();
        }
    }

    private static List<String> raised(RunningService service) {
        return service.api
                .get("/api/alerts?rule=threshold_crossed")
                .body()
                .path("data")
                .valueStream()
                .map(alert -> alert.at("/crossing/rule").asString())
                .toList();
    }

    private static void evaluate(RunningService service) {
        service.bean(RuleEvaluator.class).evaluate();
    }

    private static void evaluate() {
        evaluate(REPLICAS.one);
    }

    private static void tick(int seconds) {
        REPLICAS.clock.tick(Duration.ofSeconds(seconds));
    }

    private List<String> begin(int calls) {
        return beginIn("medical_spanish", calls);
    }

    private List<String> beginIn(String queueId, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(_ -> {
                    var id = newCallId();
                    assertThat(api.post(Api.initiated(id).replace("medical_spanish", queueId))
                                    .status())
                            .isEqualTo(201);
                    return id;
                })
                .toList();
    }

    private void end(String callId) {
        assertThat(api.post(Api.ended(callId, "abandoned", 61)).status()).isEqualTo(201);
    }

    private List<JsonNode> alerts() {
        return REPLICAS.other
                .api
                .get("/api/alerts?rule=threshold_crossed")
                .body()
                .path("data")
                .valueStream()
                .toList();
    }

    private JsonNode rule(String name) {
        return api.get("/api/ops/rules/" + name, OPERATOR).body();
    }

    private Answer put(String name, String settings) {
        return api.put("/api/ops/rules/" + name.replace(" ", "%20"), settings, OPERATOR);
    }

    private Answer delete(String name) {
        return api.delete("/api/ops/rules/" + name, OPERATOR);
    }

    private static String waiting(String more, int above, int forSeconds) {
        return "{\"measure\":\"waiting\",%s,\"above\":%d,\"forSeconds\":%d,\"level\":\"breach\",\"enabled\":true}"
                .formatted(more, above, forSeconds);
    }

    private static String queue() {
        return "{\"displayName\":\"Fleeting\",\"waitLimit\":30,\"routingLimit\":15,\"holdLimit\":60,\"shortCallLimit\":10}";
    }
}
