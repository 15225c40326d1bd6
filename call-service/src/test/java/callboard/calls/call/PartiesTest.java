package callboard.calls.call;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.calls.rows.Numbers;
import callboard.contracts.Channels;
import io.lettuce.core.RedisClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.ConnectionCallback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is on the line: kept, shown, found and erased.
class PartiesTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);

    private final RunningService service = SharedService.SERVICE;
    private final Api api = service.api;
    private final String callId = newCallId();
    // Nobody else's in this database.
    private final String digits = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
    private final String number = "+34 %s-%s".formatted(digits.substring(0, 3), digits.substring(3));

    @Test
    void whatTheBeginningToldIsInTheCallItsHistoryListsUpdatesAndExports() {
        assertThat(begin(callId, "medical_spanish").status()).isEqualTo(201);
        api.post(Api.routed(callId, "agent_7"));

        for (var call : List.of(
                api.get("/api/calls/" + callId).body(),
                api.get("/api/calls?q=" + callId).body().path("data").path(0))) {
            assertThat(call.path("from").asString()).isEqualTo(number);
            assertThat(call.path("to").asString()).isEqualTo("+34 910 555 000");
            assertThat(call.path("direction").asString()).isEqualTo("inbound");
            assertThat(call.path("callerName").asString()).isEqualTo("Núñez, Ana");
            assertThat(call.path("attributes")).isEqualTo(json("{\"customer\":\"4711\",\"a\":\"\"}"));
        }
        var first = history().path(0).path("metadata");
        assertThat(first.path("from").asString()).isEqualTo(number);
        assertThat(first.path("attributes").path("customer").asString()).isEqualTo("4711");
        assertThat(cells(callId)).containsExactly("'" + number, "'+34 910 555 000", "inbound", "Núñez", " Ana");
        await().untilAsserted(() -> {
            var update = cached(callId);
            assertThat(update.path("eventType").asString()).isEqualTo("call_routed");
            assertThat(update.path("from").asString()).isEqualTo(number);
            assertThat(update.path("to").asString()).isEqualTo("+34 910 555 000");
            assertThat(update.path("direction").asString()).isEqualTo("inbound");
            assertThat(update.path("callerName").asString()).isEqualTo("Núñez, Ana");
        });
    }

    @Test
    void aCallOfWhichNobodyToldWhoIsOnTheLineLooksAsEver() {
        api.post(Api.initiated(callId));

        assertThat(api.get("/api/calls/" + callId).body().propertyNames())
                .doesNotContain("from", "to", "direction", "callerName", "attributes");
    }

    @Test
    void anUnknownCallerIsNone() {
        begin(callId, "medical_spanish", "\"from\":\"\",\"callerName\":\"  \",\"to\":\" 201 \",\"attributes\":{}");

        assertThat(call(callId).propertyNames()).doesNotContain("from", "callerName", "attributes");
        assertThat(call(callId).path("to").asString()).isEqualTo("201");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "from":5                    | from                | invalid_type
            "to":["a"]                  | to                  | invalid_type
            "direction":"sideways"      | direction           | invalid_value
            "callerName":"a\\tb"        | callerName          | invalid_value
            "attributes":"x"            | attributes          | invalid_type
            "attributes":{"a":1}        | attributes          | invalid_type
            "attributes":{"a":"x\\ny"}  | attributes[a]       | invalid_value
            "attributes":{"a":null}     | attributes[a]       | required
            "attributes":{"":"x"}       | attributes[]        | invalid_value
            """)
    void whatCantBeIsAnIssueWhereItStands(String told, String path, String code) {
        var refused = begin(callId, "medical_spanish", told);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("issues"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.path("path").asString()).isEqualTo(path))
                .satisfies(issue -> assertThat(issue.path("code").asString()).isEqualTo(code));
    }

    @Test
    void moreThanSixteenAttributesAreTooMany() {
        var pairs = IntStream.rangeClosed(1, 17)
                .mapToObj("\"a%d\":\"x\""::formatted)
                .toList();

        assertThat(begin(callId, "medical_spanish", "\"attributes\":{" + String.join(",", pairs) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(begin(callId, "medical_spanish", "\"attributes\":{" + String.join(",", pairs.subList(0, 16)) + "}")
                        .status())
                .isEqualTo(201);
    }

    /// Ended calls are in indexes of their own.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNumberIsFoundByHowItBeginsAndHowItEndsHoweverItIsWritten(boolean over) {
        begin(callId, "medical_spanish");
        var outgoing = newCallId();
        begin(outgoing, "medical_spanish", "\"from\":\"910\",\"to\":\"sip:34%s@Example.org\"".formatted(digits));
        begin(newCallId(), "medical_spanish", "\"from\":\"%s9\"".formatted(digits));
        if (over) {
            api.post(Api.ended(callId, "abandoned", 4));
            api.post(Api.ended(outgoing, "abandoned", 4));
        }

        assertThat(found("+34" + digits)).containsExactly(callId);
        assertThat(found("34 " + digits.substring(0, 6))).containsExactly(callId);
        assertThat(found(digits.substring(1))).containsExactly(callId);
        assertThat(found("(" + digits.substring(1, 4) + ") " + digits.substring(4)))
                .containsExactly(callId);
        assertThat(found("SIP:34" + digits)).containsExactly(outgoing);
        assertThat(found(digits + "@example.org")).containsExactly(outgoing);
        assertThat(found(digits.substring(1, 8))).isEmpty();
        assertThat(ids("/api/calls?sort=id&q=" + encoded(digits.substring(1)))).containsExactly(callId);
        assertThat(ids("/api/calls?status=ended&q=" + encoded(digits.substring(1))))
                .isEqualTo(over ? List.of(callId) : List.of());
    }

    /// An index that has live calls is written with each of their events, the costlier the more it computes.
    @Test
    void numbersOfLiveCallsAreInNoIndex() {
        assertThat(service.sql.queryForList("""
                        select indexname from pg_indexes where tablename = 'calls' and indexdef like '%parties%'
                          and indexdef not like '%WHERE ((status = ''ended''::text)%'""", String.class)).isEmpty();
    }

    @Test
    void searchesByNumberReadFromIndexes() {
        for (var key : List.of("from", "to")) {
            for (var way : List.of("%s", "reverse(%s)")) {
                var column = way.formatted(Numbers.keyIn("parties", key));
                var plan = service.sql.execute((ConnectionCallback<String>) connection -> {
                    try (var sql = connection.createStatement()) {
                        sql.execute("set enable_seqscan = off; set enable_sort = off");
                        var rows = sql.executeQuery(
                                "explain select id from calls where status = 'ended' and parties is not null and ("
                                        + column + " >= '34' and " + column + " < '35') order by " + column);
                        rows.next();
                        return rows.getString(1);
                    } finally {
                        connection.createStatement().execute("reset enable_seqscan; reset enable_sort");
                    }
                });
                assertThat(plan)
                        .contains(
                                way.startsWith("reverse") ? "calls_ended_" + key + "_reversed" : "calls_ended_" + key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mask", "drop"})
    void aQueueKeepsLessOfNumbersWhereverTheyWouldBe(String numbers) {
        var queue = "q-" + callId;
        assertThat(queue(queue, ",\"numbers\":\"" + numbers + "\"")
                        .body()
                        .path("numbers")
                        .asString())
                .isEqualTo(numbers);
        begin(callId, queue);

        var masked = "•••••" + digits.substring(6);
        assertThat(call(callId).path("from").asString("nothing"))
                .isEqualTo(numbers.equals("mask") ? masked : "nothing");
        assertThat(call(callId).path("direction").asString()).isEqualTo("inbound");
        assertThat(call(callId).has("attributes")).isEqualTo(numbers.equals("mask"));
        assertThat(everythingStoredOf(callId))
                .doesNotContain(digits.substring(3))
                .doesNotContain("Ana");
        await().until(() -> cached(callId).has("status"));
        assertThat(cached(callId).toString())
                .doesNotContain(digits.substring(3))
                .doesNotContain("Ana");
        // The sender repeats what it sent, in full.
        assertThat(begin(callId, queue).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void anExtensionIsMaskedWhole() {
        var queue = "q-" + callId;
        queue(queue, ",\"numbers\":\"mask\"");
        begin(callId, queue, "\"from\":\"201\",\"to\":\"123456\"");

        assertThat(call(callId).path("from").asString()).isEqualTo("•••••");
        assertThat(call(callId).path("to").asString()).isEqualTo("•••••");
    }

    @Test
    void whoChangesAQueueWithoutAWordOfNumbersLeavesThemAsTheyAre() {
        var queue = "q-" + callId;
        assertThat(queue(queue, "").body().path("numbers").asString()).isEqualTo("keep");
        queue(queue, ",\"numbers\":\"drop\"");

        assertThat(queue(queue, "").body().path("numbers").asString()).isEqualTo("drop");
        assertThat(queue(queue, ",\"numbers\":\"some\"").status()).isEqualTo(400);
    }

    @Test
    void aPersonIsErasedFromCallsHistoriesExportsTheCacheAndWhatWaits() {
        var ended = newCallId();
        var called = newCallId();
        begin(callId, "medical_spanish");
        begin(ended, "medical_spanish");
        api.post(Api.ended(ended, "abandoned", 4));
        begin(called, "medical_spanish", "\"from\":\"201\",\"to\":\"0034-%s\"".formatted(digits));
        var somebodyElse = newCallId();
        begin(somebodyElse, "medical_spanish", "\"from\":\"+35%s\",\"callerName\":\"Eva\"".formatted(digits));
        await().until(() -> cached(ended).path("status").asString().equals("ended"));
        service.sql.update(
                "insert into undelivered (id, channel, call_id, sequence, payload, reason) values (?, ?, ?, 1, ?, 'full')",
                ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41),
                Channels.CALL_STATUS_UPDATES,
                callId,
                """
                {"callId":"x","from":"%1$s","callerName":"Ana","metadata":{"from":"%1$s","attributes":{"a":"b"}},"sequence":1}
                """.formatted(number));

        assertThat(callsOf("(34) " + digits)).isEqualTo(2);
        var erased = api.delete("/api/ops/callers/" + encoded("(34) " + digits), ADMIN);
        assertThat(callsOf("34" + digits)).isZero();

        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.body().path("calls").asInt()).isEqualTo(2);
        assertThat(erased.body().path("events").asInt()).isEqualTo(2);
        assertThat(erased.body().path("messages").asInt()).isPositive();
        for (var id : List.of(callId, ended)) {
            assertThat(call(id).propertyNames()).doesNotContain("from", "callerName", "attributes");
            assertThat(call(id).path("to").asString()).isEqualTo("+34 910 555 000");
            assertThat(everythingStoredOf(id))
                    .doesNotContain(digits.substring(3))
                    .doesNotContain("Ana");
            await().untilAsserted(() -> assertThat(cached(id).toString())
                    .doesNotContain(digits.substring(3))
                    .doesNotContain("Ana"));
            assertThat(cells(id)).startsWith("").doesNotContain("'" + number);
        }
        assertThat(found(digits)).containsExactlyInAnyOrder(called, somebodyElse);
        assertThat(call(somebodyElse).path("callerName").asString()).isEqualTo("Eva");

        // The sender's repeat brings nothing back, and the call goes on.
        assertThat(begin(callId, "medical_spanish").status()).isEqualTo(200);
        assertThat(api.post(Api.routed(callId, "agent_7")).status()).isEqualTo(201);
        assertThat(everythingStoredOf(callId)).doesNotContain(digits.substring(3));
        assertThat(api.delete("/api/ops/callers/0034" + digits, ADMIN)
                        .body()
                        .path("calls")
                        .asInt())
                .isEqualTo(1);
        assertThat(call(called).path("from").asString()).isEqualTo("201");
        assertThat(call(called).has("to")).isFalse();
        assertThat(api.delete("/api/ops/callers/0034" + digits, ADMIN)
                        .body()
                        .path("calls")
                        .asInt())
                .isZero();
    }

    @Test
    void onlyAnAdministratorErasesAndOnlyANumber() {
        assertThat(api.delete("/api/ops/callers/" + digits, Map.of("X-API-Key", Api.KEY))
                        .status())
                .isEqualTo(403);
        assertThat(api.delete("/api/ops/callers/%20-", ADMIN).status()).isEqualTo(400);
    }

    private int callsOf(String sought) {
        return api.get("/api/ops/callers/" + encoded(sought), ADMIN)
                .body()
                .path("calls")
                .asInt(-1);
    }

    private Answer begin(String id, String queueId) {
        return begin(id, queueId, """
                "from":"%s","to":"+34 910 555 000","direction":"inbound","callerName":"Núñez, Ana",
                "attributes":{"customer":"4711","a":""}""".formatted(number));
    }

    private Answer begin(String id, String queueId, String told) {
        return api.post("""
                {"event":"call_initiated","callId":"%s","type":"voice","queueId":"%s",%s}""".formatted(id, queueId, told));
    }

    private Answer queue(String id, String more) {
        return api.put("/api/queues/" + id, """
                {"displayName":"Q","waitLimit":30,"routingLimit":15,"holdLimit":60,"shortCallLimit":10%s}""".formatted(more), ADMIN);
    }

    private JsonNode call(String id) {
        return api.get("/api/calls/" + id).body();
    }

    private JsonNode history() {
        return api.get("/api/calls/" + callId + "/events").body();
    }

    /// The cells of a call's line in the export after that of its sequence.
    private List<String> cells(String id) {
        var line = api.get("/api/calls.csv?q=" + id).raw().body().split("\r\n")[1];
        var cells = line.replace("\"", "").split(",", -1);
        return List.of(cells).subList(15, cells.length);
    }

    private List<String> found(String q) {
        return ids("/api/calls?q=" + encoded(q));
    }

    private List<String> ids(String path) {
        return api.get(path)
                .body()
                .path("data")
                .valueStream()
                .map(call -> call.path("id").asString())
                .toList();
    }

    private String everythingStoredOf(String id) {
        return service.sql
                .queryForList("""
                        select to_json(c)::text from calls c where id = ?1
                        union all select to_json(e)::text from call_events e where call_id = ?1
                        union all select to_json(o)::text from outbox o where call_id = ?1
                        union all select to_json(u)::text from undelivered u where call_id = ?1
                        """.replace("?1", "'" + id + "'"), String.class)
                .toString();
    }

    private static JsonNode cached(String id) {
        var client = RedisClient.create("redis://" + SharedService.REDIS.host() + ":" + SharedService.REDIS.port());
        try (var connection = client.connect()) {
            var value = connection.sync().get(Channels.lastValueKey(id));
            return value == null ? JsonMapper.shared().createObjectNode() : json(value);
        } finally {
            client.shutdown();
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
