package callboard.calls.channel;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two replicas, a chat that takes posts, and a mail server.
class ChannelsTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final String QUEUE =
            "{\"displayName\":\"New\",\"waitLimit\":30,\"routingLimit\":15,\"holdLimit\":60,\"shortCallLimit\":10}";
    private static final String AT_ONCE = "\"gatherSeconds\":0,\"everySeconds\":1";

    private static final TestRedis REDIS = TestRedis.started();
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private static RunningService one;
    private static RunningService other;

    /// A post that the chat heard.
    private record Heard(JsonNode body, String authorization, Instant at) {

        String title() {
            return body.path("title").asString();
        }
    }

    private final String name = "channel-" + UUID.randomUUID();
    private final String queue = "queue-" + UUID.randomUUID();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer chat;

    @BeforeAll
    static void startAll() {
        MAIL.start();
        var database = TestPostgres.freshDatabase();
        one = start(database);
        other = start(database);
    }

    private static RunningService start(String database) {
        return RunningService.start(
                database,
                REDIS,
                "callboard.channels.look=50ms",
                "callboard.channels.public-url=https://calls.example",
                "callboard.channels.mail-from=callboard@calls.example",
                "callboard.outbound.allowed-networks=127.0.0.0/8",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + MAIL.getSmtp().getPort());
    }

    @AfterAll
    static void stopAll() {
        one.close();
        other.close();
        REDIS.close();
        MAIL.stop();
    }

    @BeforeEach
    void openChat() throws IOException {
        chat = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        chat.createContext("/", this::hear);
        chat.start();
    }

    private void hear(HttpExchange exchange) throws IOException {
        heard.add(new Heard(
                JsonMapper.shared().readTree(exchange.getRequestBody()),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                Instant.now()));
        boolean refuses = refusals.getAndDecrement() > 0;
        if (refuses) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        var text = (refuses ? "too much" : "ok").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refuses ? 429 : 200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @AfterEach
    void removeAll() {
        one.api.delete("/api/ops/channels/" + name, ADMIN);
        chat.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + chat.getAddress().getPort() + "/in";
    }

    private String webhook(String route) {
        return """
                {"kind":"webhook","enabled":true,"url":"%s","authorization":"Bearer s3cret","route":{%s}}
                """.formatted(address(), route);
    }

    private Api.Answer put(String settings) {
        return one.api.put("/api/ops/channels/" + name, settings, ADMIN);
    }

    private String ofQueue() {
        return "\"queueIds\":[\"%s\"],".formatted(queue);
    }

    /// Raises an alert of a call that is there.
    private String raise(String queueId, String level, String rule) {
        var callId = newCallId();
        assertThat(one.api.post(Api.initiated(callId)).status()).isEqualTo(201);
        var id = "alert-" + UUID.randomUUID();
        one.sql.update("""
                insert into alerts (id, level, rule, call_id, queue_id, at, since, limit_seconds, message)
                values (?, ?, ?, ?, ?, now(), now(), 30, ?)""", id, level, rule, callId, queueId, "Call " + callId + " waits");
        return id;
    }

    private String raise() {
        return raise(queue, "breach", "wait_sla_exceeded");
    }

    private static void clear(String id) {
        one.sql.update("update alerts set cleared_at = now() where id = ?", id);
    }

    private JsonNode state() {
        return other.api.get("/api/ops/channels/" + name, ADMIN).body();
    }

    private static double failing(RunningService service) {
        return service.bean(MeterRegistry.class)
                .get("callboard.channels.failing")
                .gauge()
                .value();
    }

    private void awaitHeard(int messages) {
        await().until(() -> heard.size() >= messages);
    }

    @Test
    void anAlertIsToldOnceAndThatItIsOverOnce() {
        put(webhook(ofQueue() + AT_ONCE));
        var first = raise();
        awaitHeard(1);
        clear(first);
        awaitHeard(2);
        var second = raise();
        awaitHeard(3);

        assertThat(heard)
                .extracting(message -> message.body.path("raisedCount").asInt())
                .containsExactly(1, 0, 1);
        assertThat(heard)
                .extracting(message -> message.body.path("clearedCount").asInt())
                .containsExactly(0, 1, 0);
        assertThat(heard.get(0).body.at("/raised/0/id").asString()).isEqualTo(first);
        assertThat(heard.get(1).body.at("/cleared/0/id").asString()).isEqualTo(first);
        assertThat(heard.get(2).body.at("/raised/0/id").asString()).isEqualTo(second);
        assertThat(heard).extracting(Heard::authorization).containsOnly("Bearer s3cret");
        await().until(() -> state().path("failures").asInt() == 0 && state().hasNonNull("toldAt"));
    }

    @Test
    void aStormMakesOneMessage() {
        put(webhook(ofQueue() + "\"gatherSeconds\":2,\"everySeconds\":3600"));
        var calls = IntStream.range(0, 25).mapToObj(_ -> newCallId()).toArray(String[]::new);
        Stream.of(calls)
                .forEach(call ->
                        assertThat(one.api.post(Api.initiated(call)).status()).isEqualTo(201));
        one.sql.update("""
                insert into alerts (id, level, rule, call_id, queue_id, at, since, limit_seconds, message)
                select 'alert-' || call_id, 'breach', 'wait_sla_exceeded', call_id, ?, now(), now(), 30, 'It waits'
                from unnest(?::text[]) as call_id""", queue, calls);
        awaitHeard(1);
        raise();
        await().during(Duration.ofSeconds(1)).until(() -> heard.size() == 1);

        assertThat(heard.getFirst().title()).isEqualTo("25 alerts: " + queue);
    }

    @Test
    void whatIsRoutedElsewhereIsNotTold() {
        put(webhook(ofQueue() + "\"levels\":[\"breach\"],\"rules\":[\"hold_limit_exceeded\"]," + AT_ONCE));
        raise("another", "breach", "hold_limit_exceeded");
        raise(queue, "warning", "hold_limit_exceeded");
        raise(queue, "breach", "wait_sla_exceeded");
        var wanted = raise(queue, "breach", "hold_limit_exceeded");
        awaitHeard(1);

        assertThat(heard.getFirst().body.at("/raised/0/id").asString()).isEqualTo(wanted);
        assertThat(heard.getFirst().body.path("raisedCount").asInt()).isEqualTo(1);
    }

    /// From what it would have raised to what it has: a rule's whole life.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRuleOnNumbersIsToldByItsNameOrAsOneOfThem(boolean byName) {
        assertThat(one.api.put("/api/queues/" + queue, QUEUE, ADMIN).status()).isEqualTo(201);
        put(webhook("\"rules\":[\"%s\"],%s".formatted(byName ? name : "threshold_crossed", ofQueue() + AT_ONCE)));
        assertThat(wouldHaveFired()).isZero();
        assertThat(one.api.put("/api/ops/rules/" + name, waiting(1), ADMIN).status())
                .isEqualTo(201);

        var callId = newCallId();
        one.api.post(Api.initiated(callId).replace("medical_spanish", queue));
        awaitHeard(1);
        assertThat(heard.getFirst().body.at("/raised/0/rule").asString()).isEqualTo(name);
        assertThat(heard.getFirst().body.at("/raised/0/message").asString())
                .isEqualTo(name + ": waiting is 1, above 0");
        var id = heard.getFirst().body.at("/raised/0/id").asString();
        assertThat(other.api
                        .get("/api/ops/rules/" + name, ADMIN)
                        .body()
                        .at("/standings/0/alertId")
                        .asString())
                .isEqualTo(id);

        one.api.post(Api.ended(callId, "abandoned", 3));
        awaitHeard(2);
        assertThat(heard.get(1).body.at("/cleared/0/id").asString()).isEqualTo(id);
        await().until(() -> wouldHaveFired() == 1);
        assertThat(one.api.delete("/api/ops/rules/" + name, ADMIN).status()).isEqualTo(200);
    }

    private String waiting(int forSeconds) {
        return """
                {"measure":"waiting","scope":"queue","queueId":"%s","above":0,"forSeconds":%d,"level":"breach",
                 "enabled":true}""".formatted(queue, forSeconds);
    }

    private int wouldHaveFired() {
        var preview = other.api.post("/api/ops/rules/preview", waiting(0), ADMIN);
        assertThat(preview.status()).isEqualTo(200);
        return preview.body().path("count").asInt();
    }

    @Test
    void whatSomebodyHasTakenOrWasRaisedBeforeIsNotTold() {
        var before = raise();
        put(webhook(ofQueue() + "\"gatherSeconds\":3,\"everySeconds\":1"));
        var taken = raise();
        assertThat(one.api
                        .post(
                                "/api/alerts/" + taken + "/acknowledge",
                                "{\"by\":\"Ana\"}",
                                Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(200);
        var open = raise();
        awaitHeard(1);

        assertThat(heard.getFirst()
                        .body
                        .path("raised")
                        .valueStream()
                        .map(alert -> alert.path("id").asString()))
                .containsExactly(open)
                .doesNotContain(before, taken);
    }

    @Test
    void whatIsRefusedIsTriedAgainAndThenToldOnce() {
        refusals.set(1);
        put(webhook(ofQueue() + AT_ONCE));
        var id = raise();
        await().until(() -> state().path("failures").asInt() == 1);
        assertThat(state().path("reason").asString()).isEqualTo("Answered with 429 too much");
        // Every replica reports what the database says.
        await().until(() -> failing(one) == 1 && failing(other) == 1);
        // What was raised meanwhile goes with it.
        var later = raise();
        awaitHeard(2);
        await().until(() -> state().path("failures").asInt() == 0);
        await().until(() -> failing(one) == 0 && failing(other) == 0);

        assertThat(Duration.between(heard.get(0).at, heard.get(1).at)).isGreaterThanOrEqualTo(Duration.ofMillis(4_900));
        assertThat(heard.get(1)
                        .body
                        .path("raised")
                        .valueStream()
                        .map(alert -> alert.path("id").asString()))
                .containsExactly(id, later);
        assertThat(one.api
                        .get("/api/ops/channels/" + name + "/messages", ADMIN)
                        .body()
                        .valueStream()
                        .map(message -> message.path("reason").asString("")))
                .containsExactly("", "Answered with 429 too much");
    }

    @Test
    void theLinkOfAMessageShowsAndItsButtonTakes() {
        put(webhook(ofQueue() + AT_ONCE));
        var id = raise();
        awaitHeard(1);
        var link = heard.getFirst().body.path("acknowledgment").asString();
        assertThat(link).startsWith("https://calls.example/api/acknowledge/");
        var path = link.substring("https://calls.example".length());
        // Told before it was kept that it was.
        await().until(() -> other.api.get(path).status() == 200);

        // Chats and mail servers look at links.
        assertThat(other.api.get(path).raw().body()).contains("<form").contains("(open)");
        assertThat(acknowledgedBy(id)).isEmpty();

        assertThat(other.api.post(path, "by=", FORM).status()).isEqualTo(400);
        var by = "Ana <b>María</b>";
        var taken = other.api.post(path, "by=" + URLEncoder.encode(by, StandardCharsets.UTF_8), FORM);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.raw().body()).contains("taken by Ana &lt;b&gt;Mar").doesNotContain("<form");
        assertThat(acknowledgedBy(id)).isEqualTo(by);
        assertThat(taken.header("Cache-Control")).isEqualTo("no-store");

        assertThat(other.api.get(path + "x").status()).isEqualTo(404);
        assertThat(other.api.post(path + "x", "by=Ana", FORM).status()).isEqualTo(404);
    }

    private static String acknowledgedBy(String id) {
        return one.sql.queryForObject(
                "select coalesce(acknowledged_by, '') from alerts where id = ?", String.class, id);
    }

    @Test
    void mailIsTakenByAMailServer() throws MessagingException, IOException {
        var to = name + "@calls.example";
        put("{\"kind\":\"email\",\"enabled\":true,\"to\":[\"%s\",\"boss@calls.example\"],\"route\":{%s}}"
                .formatted(to, ofQueue() + AT_ONCE));
        raise();
        await().until(() -> mails(to).size() == 2);

        var mail = mails(to).getFirst();
        assertThat(mail.getSubject()).startsWith("🔴 Breach [" + queue + "]: Call call-");
        assertThat(mail.getFrom()[0]).hasToString("callboard@calls.example");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContent().toString())
                .contains("Acknowledge: https://calls.example/api/acknowledge/")
                .contains("Open Callboard: https://calls.example/alerts");
    }

    /// Those sent to that address and to who is named beside it, as the server took them.
    private static List<Message> mails(String to) throws MessagingException {
        var found = new CopyOnWriteArrayList<Message>();
        for (var mail : MAIL.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(to)) {
                found.add(mail);
            }
        }
        return found;
    }

    @Test
    void aSecretIsKeptAndNeverShown() {
        var slack = "{\"kind\":\"slack\",\"enabled\":false,\"url\":\"%s\"}".formatted(address());
        var made = put(slack);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.raw().body()).doesNotContain(address());
        assertThat(made.body().path("secrets").path(0).asString()).isEqualTo("url");
        assertThat(one.sql.queryForObject("select settings::text from channels where name = ?", String.class, name))
                .doesNotContain("127.0.0.1");

        assertThat(put("{\"kind\":\"slack\",\"enabled\":false}").status()).isEqualTo(200);
        var trial =
                other.api.post("/api/ops/channels/" + name + "/test", "{\"kind\":\"slack\",\"enabled\":false}", ADMIN);
        assertThat(trial.body().path("ok").asBoolean()).isTrue();
        assertThat(heard.getFirst().body.path("text").asString()).contains("This is a test");

        assertThat(put("{\"kind\":\"teams\",\"enabled\":false}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"slack\",\"enabled\":true} | url",
                "{\"kind\":\"slack\",\"enabled\":true,\"url\":\"ftp://example.com\"} | url",
                "{\"kind\":\"email\",\"enabled\":true,\"to\":[]} | to",
                "{\"kind\":\"email\",\"enabled\":true,\"to\":[\"nobody\"]} | to[0]",
                "{\"kind\":\"webhook\",\"enabled\":true,\"url\":\"https://example.com\",\"template\":\"{{nothing}}\"} | template",
                "{\"kind\":\"webhook\",\"enabled\":true,\"url\":\"https://example.com\",\"route\":{\"everySeconds\":0}} | route.everySeconds",
            })
    void whatIsWrongIsSaidAtItsField(String settings, String field) {
        var answer = put(settings);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/issues/0/path").asString()).isEqualTo(field);
        assertThat(one.api.get("/api/ops/channels/" + name, ADMIN).status()).isEqualTo(404);
    }

    @Test
    void channelsAreForAdministrators() {
        assertThat(one.api.get("/api/ops/channels").status()).isEqualTo(401);
        assertThat(one.api
                        .put("/api/ops/channels/" + name, webhook(""), Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(401);
    }
}
