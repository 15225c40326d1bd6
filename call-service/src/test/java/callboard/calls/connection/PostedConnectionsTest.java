package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.intake.DeferredEventWriter;
import callboard.testing.TestRedis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Vendors post to a service as it runs, signed as they sign.
class PostedConnectionsTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final String OWN_ADDRESS = "https://board.example.com/posts";
    private static final String MAPPING = """
            {"fields": {"callId": "{id}", "eventId": "{id}:{what}", "occurredAt": "{at}"},
             "rules": [
               {"name": "comes", "when": [{"field": "what", "is": ["comes"]}],
                "events": [{"event": "call_initiated", "fields": {"type": "voice", "queueId": "{queue}"}}]},
               {"name": "goes", "when": [{"field": "what", "is": ["goes"]}],
                "events": [{"event": "call_ended", "fields": {"endReason": "abandoned"}}]},
               {"name": "noise", "when": [{"field": "what", "is": ["noise"]}]}]}
            """;

    private static final TestRedis REDIS = TestRedis.started();

    // What comes too early is looked at often.
    private static final RunningService SERVICE = RunningService.start(REDIS, "callboard.timers.every=100ms");

    private final RunningService service = SERVICE;
    private final String name = "posts-" + RunningService.newCallId();
    private final String path = "/api/ops/connections/" + name;
    private final String posts = "/api/connections/" + name + "/events";
    private final String callId = RunningService.newCallId();
    private final String queue = "queue-" + callId;
    private final Instant begin = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.MILLIS);

    @AfterAll
    static void close() {
        SERVICE.close();
        REDIS.close();
    }

    @AfterEach
    void delete() {
        service.api.delete(path, ADMIN);
    }

    @Test
    void twilioPostsFormsAndABatch() throws Exception {
        put("{\"kind\":\"twilio\",\"enabled\":true,\"queues\":\"adopt\",\"authToken\":\"t0ken\",\"address\":\"%s\"}"
                .formatted(OWN_ADDRESS));
        var events = List.of(
                twilio("EV1", "task-queue.entered", 0),
                twilio("EV2", "reservation.created", 5),
                twilio("EV3", "reservation.accepted", 10));

        // In the wrong order, and each twice: what comes too early waits for its time.
        for (var event : events.reversed()) {
            assertThat(postTwilio(event).status()).isEqualTo(204);
            assertThat(postTwilio(event).status()).isEqualTo(204);
        }
        await().untilAsserted(() -> assertThat(call().path("status").asString()).isEqualTo("active"));
        assertThat(postTwilio(events.getFirst()).status()).isEqualTo(204);
        var batch = """
                [{"specversion":"1.0","type":"com.twilio.taskrouter.task.wrapup","id":"EV4","data":{"payload":
                  {"sid":"EV4","eventtype":"task.wrapup","task_sid":"%s","timestamp":"%s"}}}]
                """.formatted(callId, begin.plusSeconds(70));
        var hashed = "?bodySHA256=" + sha256(batch);
        assertThat(post(
                                posts + hashed,
                                batch,
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "X-Twilio-Signature",
                                        hmac(
                                                "HmacSHA1",
                                                "t0ken".getBytes(StandardCharsets.UTF_8),
                                                OWN_ADDRESS + hashed)))
                        .status())
                .isEqualTo(204);

        var call = call();
        assertThat(call.path("status").asString()).isEqualTo("ended");
        assertThat(call.path("from").asString()).isEqualTo("+34600");
        assertThat(call.path("visits")).singleElement().satisfies(visit -> {
            assertThat(visit.path("queueId").asString()).isEqualTo(queue);
            assertThat(visit.path("agentId").asString()).isEqualTo("José");
            assertThat(visit.path("waitTime").asDouble()).isEqualTo(10);
            assertThat(visit.path("talkTime").asDouble()).isEqualTo(60);
        });
        await().untilAsserted(
                        () -> assertThat(state().path("messages").asLong()).isEqualTo(8));
        assertThat(state().path("refused").asLong()).isZero();
        assertThat(state().path("status").asString()).isEqualTo("connected");
        // One each, be it sent twice while it waited, and one for the repeat after its time.
        await().untilAsserted(() -> assertThat(state().path("taken").asLong()).isEqualTo(6));
    }

    @Test
    void anEventWhoseTimeNeverComesIsRefusedAndShown() {
        put(json("a token", MAPPING));

        assertThat(json("a token", "goes", 0).status()).isEqualTo(204);
        assertThat(state().path("refused").asLong()).isZero();
        service.bean(DeferredEventWriter.class).writeReady(Instant.now().plus(Duration.ofDays(1)));

        await().untilAsserted(() -> assertThat(state().path("refused").asLong()).isEqualTo(1));
        assertThat(messages().get(0).path("text").asString()).contains(callId);
        assertThat(messages().get(0).path("reasons").path(0).asString()).contains("never came");
    }

    @Test
    void aQueueThatWasMetIsNewUntilAnAdministratorSetsItsLimits() {
        put(json("a token", MAPPING));
        assertThat(json("a token", "comes", 0).status()).isEqualTo(204);
        var address = "/api/queues/" + queue;

        assertThat(service.api.get(address).body().path("adoptedBy").asString()).isEqualTo(name);
        service.api.put(address, """
                {"displayName": "Sales", "waitLimit": 20, "routingLimit": 15, "holdLimit": 60, "shortCallLimit": 10}
                """, ADMIN);

        assertThat(service.api.get(address).body().path("displayName").asString())
                .isEqualTo("Sales");
        assertThat(service.api.get(address).body().has("adoptedBy")).isFalse();
    }

    @Test
    void anotherSignatureIsRefusedAndShown() throws Exception {
        put("{\"kind\":\"twilio\",\"enabled\":true,\"queues\":\"adopt\",\"authToken\":\"t0ken\"}");
        var body = form(twilio("EV1", "task-queue.entered", 0));

        var refused = post(
                posts, body, Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Twilio-Signature", "AAAA"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("code")).isEqualTo("invalid_signature");
        assertThat(post(posts, body, Map.of()).status()).isEqualTo(401);
        assertThat(service.api.get("/api/calls/" + callId).status()).isEqualTo(404);
        await().untilAsserted(() -> assertThat(state().path("refused").asLong()).isEqualTo(2));
        assertThat(state().path("status").asString()).isEqualTo("failing");
        assertThat(state().path("reason").asString()).contains("X-Twilio-Signature");
        assertThat(messages().get(0).path("reasons").path(0).asString()).contains("X-Twilio-Signature");
        assertThat(messages().toString()).doesNotContain(callId);
    }

    @Test
    void telnyxPosts() throws Exception {
        var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var raw = keys.getPublic().getEncoded();
        var key = Base64.getEncoder().encodeToString(Arrays.copyOfRange(raw, raw.length - 32, raw.length));
        put("{\"kind\":\"telnyx\",\"enabled\":true,\"queues\":\"adopt\",\"publicKey\":\"%s\"}".formatted(key));
        var queued = """
                {"data":{"event_type":"call.enqueued","id":"%s","occurred_at":"%s","payload":
                  {"call_leg_id":"%s","queue":"%s","from":"+3531","client_state":null}}}
                """.formatted(callId, begin, callId, queue);

        assertThat(postTelnyx(keys, queued).status()).isEqualTo(200);
        assertThat(postTelnyx(keys, queued).status()).isEqualTo(200);

        assertThat(call().path("status").asString()).isEqualTo("waiting");
        assertThat(call().path("from").asString()).isEqualTo("+3531");
        await().untilAsserted(() -> assertThat(state().path("taken").asLong()).isEqualTo(2));
    }

    @Test
    void whatIsPostedByAMappingIsTakenCountedAndShown() {
        put(json("a token", MAPPING));

        assertThat(json("a token", "comes", 0).status()).isEqualTo(204);
        assertThat(json("a token", "noise", 1).status()).isEqualTo(204);
        assertThat(json("a token", "new", 1).status()).isEqualTo(204);
        assertThat(json("another", "goes", 2).status()).isEqualTo(401);
        assertThat(json("a token", "goes", 20).status()).isEqualTo(204);
        var broken = post(posts, "{", Map.of("X-API-Key", "a token", "Content-Type", "application/json"));
        assertThat(broken.status()).isEqualTo(400);

        assertThat(call().path("endReason").asString()).isEqualTo("abandoned");
        await().untilAsserted(
                        () -> assertThat(state().path("messages").asLong()).isEqualTo(5));
        assertThat(state().path("taken").asLong()).isEqualTo(2);
        assertThat(state().path("ignored").asLong()).isEqualTo(1);
        assertThat(state().path("unknown").asLong()).isEqualTo(2);
        assertThat(state().path("refused").asLong()).isEqualTo(1);
        assertThat(messages())
                .extracting(message -> message.path("outcome").asString())
                .contains("taken", "ignored");
        assertThat(messages())
                .filteredOn(message -> message.path("outcome").asString().equals("unknown"))
                .extracting(message -> message.path("reasons").path(0).asString())
                .contains("No rule is for such a message");
    }

    @Test
    void amazonConnectTellsOfAgentsOnce() {
        put("{\"kind\":\"amazon-connect\",\"enabled\":true,\"queues\":\"adopt\",\"apiKey\":\"an api key\"}");
        var agent = "agent-" + callId;
        var login = """
                {"EventType": "LOGIN", "EventId": "%1$s-1", "EventTimestamp": "%2$s", "AgentARN": "arn:x/agent/%1$s"}
                """.formatted(agent, begin);
        var lunch = """
                {"EventType": "STATE_CHANGE", "EventId": "%1$s-2", "EventTimestamp": "%2$s", "AgentARN": "arn:x/agent/%1$s",
                 "CurrentAgentSnapshot": {"AgentStatus": {"Name": "Lunch", "Type": "CUSTOM", "StartTimestamp": "%2$s"}}}
                """.formatted(agent, begin.plusSeconds(60));
        var headers = Map.of("X-API-Key", "an api key", "Content-Type", "application/json");

        for (var body : List.of(lunch, "[%s, %s]".formatted(login, lunch), login)) {
            assertThat(post(posts, body, headers).status()).isEqualTo(204);
        }

        assertThat(service.api.get("/api/agents").body())
                .filteredOn(each -> each.path("agentId").asString().equals(agent))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("state").asString()).isEqualTo("unavailable");
                    assertThat(each.path("reason").asString()).isEqualTo("Lunch");
                    assertThat(Instant.parse(each.path("since").asString())).isEqualTo(begin.plusSeconds(60));
                });
        assertThat(service.sql.queryForObject(
                        "select count(*) from agent_events where agent_id = ?", Integer.class, agent))
                .isEqualTo(2);
        await().untilAsserted(() -> assertThat(state().path("taken").asLong()).isEqualTo(4));
    }

    @Test
    void aQueueThatIsNotKnownIsRefused() {
        put(json("a token", MAPPING).replace("adopt", "known"));

        assertThat(json("a token", "comes", 0).status()).isEqualTo(204);

        assertThat(service.api.get("/api/calls/" + callId).status()).isEqualTo(404);
        await().untilAsserted(() -> assertThat(state().path("refused").asLong()).isEqualTo(1));
        assertThat(messages())
                .anySatisfy(message ->
                        assertThat(message.path("reasons").path(0).asString()).contains("queue"));
    }

    @Test
    void cloudEventsAskFirstAndComeInThreeShapes() {
        put("{\"kind\":\"cloudevents\",\"enabled\":true,\"queues\":\"adopt\",\"token\":\"a token\"}");
        var token = Map.of("Authorization", "Bearer a token");

        var asked = service.api.options(posts, Map.of("WebHook-Request-Origin", "pbx.example.com"));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("WebHook-Allowed-Origin")).isEqualTo("pbx.example.com");

        var begins = "{\"event\":\"call_initiated\",\"callId\":\"%s\",\"type\":\"voice\",\"queueId\":\"%s\"}"
                .formatted(callId, queue);
        var structured =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"time\":\"%s\",\"data\":%s}"
                        .formatted(begin, begins);
        assertThat(post(posts, structured, with(token, "Content-Type", "application/cloudevents+json"))
                        .status())
                .isEqualTo(204);
        var answered = "{\"event\":\"call_answered\",\"callId\":\"%s\",\"agentId\":\"Ann\"}".formatted(callId);
        var binary = new HashMap<>(token);
        binary.putAll(Map.of("ce-specversion", "1.0", "ce-id", "2", "ce-source", "s", "ce-type", "t"));
        binary.putAll(Map.of("ce-time", begin.plusSeconds(9).toString(), "Content-Type", "application/json"));
        assertThat(post(posts, answered, binary).status()).isEqualTo(204);
        var batch =
                "[%s,{\"specversion\":\"1.0\",\"id\":\"3\",\"time\":\"%s\",\"data\":{\"event\":\"call_hold\",\"callId\":\"%s\"}}]"
                        .formatted(structured, begin.plusSeconds(20), callId);
        assertThat(post(posts, batch, with(token, "Content-Type", "application/cloudevents-batch+json"))
                        .status())
                .isEqualTo(204);

        assertThat(call().path("status").asString()).isEqualTo("on_hold");
        await().untilAsserted(() -> assertThat(state().path("taken").asLong()).isEqualTo(4));
    }

    @Test
    void aMappingIsTriedOnWhatWasPosted() {
        put(json("a token", MAPPING));
        json("a token", "comes", 0);
        json("a token", "new", 1);
        await().untilAsserted(() -> assertThat(messages()).hasSize(2));
        var trial = "{\"mapping\": %s}".formatted(MAPPING.replace("[\"goes\"]", "[\"new\"]"));

        var preview = post(path + "/preview", trial, ADMIN);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body())
                .extracting(each -> each.path("rule").asString())
                .containsExactlyInAnyOrder("comes", "goes");
        assertThat(preview.body().toString()).contains("call_ended", "abandoned");
        var other = post(
                path + "/preview",
                "{\"mapping\": %s, \"messages\": [\"{\\\"what\\\": \\\"comes\\\"}\", \"x\"]}".formatted(MAPPING),
                ADMIN);
        assertThat(other.body().path(0).path("reason").asString())
                .isEqualTo("Rule \"comes\": callId: {id} is not there");
        assertThat(other.body().path(1).path("reason").asString()).startsWith("This is no JSON");
        assertThat(call().path("status").asString()).isEqualTo("waiting");
    }

    @Test
    void aMappingThatCannotWorkIsNotKept() {
        var refused = service.api.put(path, json("a token", MAPPING.replace("call_ended", "call_over")), ADMIN);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("issues").path(0).path("path").asString())
                .isEqualTo("mapping.rules[1].events[0].event");
        assertThat(service.api
                        .put(
                                path,
                                "{\"kind\":\"telnyx\",\"enabled\":true,\"queues\":\"adopt\",\"publicKey\":\"x\"}",
                                ADMIN)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotAwaitedIsNotFound() {
        assertThat(post(posts, "{}", Map.of()).status()).isEqualTo(404);
        put(json("a token", MAPPING).replace("\"enabled\":true", "\"enabled\":false"));
        assertThat(json("a token", "comes", 0).status()).isEqualTo(404);
    }

    @Test
    void aBodyHasItsBounds() {
        put(json("a token", MAPPING));

        assertThat(post(posts, " ".repeat(1024 * 1024 + 1), Map.of("X-API-Key", "a token"))
                        .status())
                .isEqualTo(413);
        assertThat(post(posts, "[" + "{},".repeat(1000) + "{}]", Map.of("X-API-Key", "a token"))
                        .status())
                .isEqualTo(400);
    }

    private void put(String settings) {
        assertThat(service.api.put(path, settings, ADMIN).status()).isEqualTo(201);
        if (settings.contains("\"enabled\":true")) {
            await().untilAsserted(() ->
                    assertThat(service.api.options(posts, Map.of()).status()).isEqualTo(200));
        }
    }

    private static String json(String token, String mapping) {
        return "{\"kind\":\"json\",\"enabled\":true,\"queues\":\"adopt\",\"token\":\"%s\",\"mapping\":%s}"
                .formatted(token, mapping);
    }

    private Answer json(String token, String what, int after) {
        return post(
                posts,
                "{\"what\":\"%s\",\"id\":\"%s\",\"queue\":\"%s\",\"at\":%d}"
                        .formatted(what, callId, queue, begin.plusSeconds(after).toEpochMilli()),
                Map.of("X-API-Key", token, "Content-Type", "application/json"));
    }

    private Map<String, String> twilio(String id, String type, int after) {
        return Map.of(
                "EventType",
                type,
                "Sid",
                id,
                "TaskSid",
                callId,
                "TaskQueueName",
                queue,
                "WorkerName",
                "José",
                "TaskAttributes",
                "{\"from\":\"+34600\",\"direction\":\"inbound\"}",
                "TimestampMs",
                Long.toString(begin.plusSeconds(after).toEpochMilli()));
    }

    private Answer postTwilio(Map<String, String> fields) throws GeneralSecurityException {
        var signed = new StringBuilder(OWN_ADDRESS);
        new TreeMap<>(fields).forEach((field, value) -> signed.append(field).append(value));
        return post(
                posts,
                form(fields),
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-Twilio-Signature",
                        hmac("HmacSHA1", "t0ken".getBytes(StandardCharsets.UTF_8), signed.toString())));
    }

    private Answer postTelnyx(KeyPair keys, String body) throws GeneralSecurityException {
        var timestamp = Long.toString(Instant.now().getEpochSecond());
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update((timestamp + "|" + body).getBytes(StandardCharsets.UTF_8));
        return post(
                posts,
                body,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "telnyx-timestamp",
                        timestamp,
                        "telnyx-signature-ed25519",
                        Base64.getEncoder().encodeToString(signature.sign())));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String hmac(String algorithm, byte[] secret, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    private Answer post(String to, String body, Map<String, String> headers) {
        return service.api.post(to, body, headers);
    }

    private JsonNode call() {
        return service.api.get("/api/calls/" + callId).body();
    }

    private JsonNode state() {
        return service.api.get(path, ADMIN).body().path("state");
    }

    private List<JsonNode> messages() {
        return new ArrayList<>(service.api.get(path + "/messages", ADMIN).body().values());
    }
}
