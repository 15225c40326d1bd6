package callboard.calls.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.testing.SchemaCheck;
import callboard.testing.TcpProxy;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Real answers of a running service, one of each documented status at least, are what the description says they
/// are.
class DocumentedAnswersTest {

    private static final String QUEUE = """
            {"displayName":"Court French","waitLimit":20,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""";

    private static final String KEY = "{\"name\":\"pbx\",\"role\":\"ingest\",\"signed\":true}";
    private static final String KEY_ID = "019a9f6e-0000-7000-8000-000000000001";
    private static final String CHANNEL = "{\"kind\":\"email\",\"enabled\":false,\"to\":[\"ops@example.com\"]}";
    private static final String CONNECTION =
            "{\"kind\":\"asterisk\",\"enabled\":false,\"queues\":\"known\",\"host\":\"127.0.0.1\",\"port\":1,\"username\":\"u\",\"secret\":\"s\"}";
    private static final String QUEUE_LOG = "{\"kind\":\"asterisk-queue-log\",\"enabled\":false,\"queues\":\"known\"}";
    private static final String MAPPING = "{\"mapping\":{\"rules\":[{\"name\":\"noise\"}]},\"messages\":[\"{}\"]}";
    private static final String RULE =
            "{\"measure\":\"waiting\",\"scope\":\"each\",\"above\":10,\"forSeconds\":60,\"level\":\"breach\",\"enabled\":true}";
    private static final String NOTICED =
            "{\"by\":\"Ana\",\"ids\":[\"call-1:wait_sla_exceeded:breach:3\"],\"until\":\"2026-01-31T12:00:00Z\"}";
    private static final String SEEN =
            "{\"by\":\"Ana\",\"until\":\"2026-01-31T12:00:00Z\",\"ago\":0.5,\"except\":[\"a:b:c:1\"]}";
    private static final String POSTS = "/api/connections/{name}/events";
    private static final String POSTED =
            "{\"kind\":\"cloudevents\",\"enabled\":true,\"queues\":\"adopt\",\"token\":\"" + Api.KEY + "\"}";
    private static final String TOLD =
            "{\"event\":\"call_initiated\",\"callId\":\"call-9\",\"eventId\":\"1\",\"type\":\"voice\",\"queueId\":\"posted\"}";
    private static final String WEBHOOK = "{\"url\":\"http://127.0.0.1:1/calls\",\"enabled\":false}";
    private static final String WEBHOOK_ID = "msg_019a9f6e00007000800000000000000a";
    private static final String MANY = "[" + "{},".repeat(999) + "{}]";
    private static final String HUGE = " ".repeat(65 * 1024);
    private static final String TOKEN = "a-token-for-tests";
    private static final String GREEDY = "a-key-for-too-much";

    private final JsonNode document = described();
    private final SchemaCheck schemas = new SchemaCheck(document);
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private RunningService service;

    @Test
    void everyAnswerIsAsDescribedAndEveryDescribedAnswerIsGiven() throws IOException {
        var url = TestPostgres.freshDatabase();
        var server = URI.create(url.substring("jdbc:".length()));
        try (var redis = TestRedis.started();
                var cable = new TcpProxy(server.getHost(), server.getPort());
                // That there is no connection is said as soon as elsewhere; what has one may take its time.
                var running = RunningService.startAsShipped(
                        url.replace(":" + server.getPort() + "/", ":" + cable.port() + "/"),
                        redis,
                        "callboard.intake.answer-within=60s",
                        "callboard.reads.patience=60s",
                        "callboard.outbound.allowed-networks=127.0.0.1",
                        "callboard.connections.import-limit=64KB",
                        "callboard.security.events-per-second=1",
                        "callboard.security.api-keys=tests:" + Api.KEY + ",greedy:" + GREEDY);
                var closed = RunningService.start(
                        url,
                        redis,
                        "callboard.intake.body-within=1s",
                        "callboard.security.viewer-tokens=wall:" + TOKEN,
                        "callboard.exports.at-once=0",
                        "callboard.replays.at-once=0")) {
            service = closed;
            viewers();
            service = running;
            keys();
            connections();
            webhooks();
            channels();
            rules();
            greed();
            events();
            batches();
            reads();
            alerts();
            callbacks();
            queues();
            operators();
            misspelt();
            strangers();
            // Asked of the other service: one that waits so briefly finds a busy machine's whole bodies too slow.
            service = closed;
            atOnce(
                    operations()
                            .filter(operation ->
                                    operation.getValue().get("responses").has("408"))
                            .toList(),
                    this::tooSlow);
            service = running;
            cable.cut();
            withoutDatabase();
        }
        var missing = documented();
        missing.removeAll(seen);
        assertThat(missing).as("described, and never given").isEmpty();
    }

    private void events() {
        event(Api.initiated("call-1"));
        event(Api.initiated("call-1"));
        event("{\"event\":\"agent_signed_in\",\"agentId\":\"agent-7\",\"queues\":[\"medical_spanish\"]}");
        event("{\"event\":\"agent_signed_in\",\"agentId\":\"agent-7\",\"queues\":[\"medical_spanish\"]}");
        event(Api.routed("call-1", "agent-7"));
        event(Api.hold("call-1", 3));
        event(Api.answered("call-1", 42));
        event("{\"event\":\"call_hold\",\"callId\":\"call-1\",\"holdDuration\":5,\"eventId\":\"h\"}");
        event("{\"event\":\"call_hold\",\"callId\":\"call-1\",\"holdDuration\":6,\"eventId\":\"h\"}");
        event(Api.resumed("call-1"));
        event(Api.retransfer("call-1"));
        event(Api.answered("early", 3));
        event(Api.initiated("call-1").replace("voice", "video"));
        event(Api.ended("call-1", "completed", 60));
        event(Api.resumed("call-1"));
        event("{oops");
        event("{\"event\":\"call_initiated\"}");
        event(HUGE);
        ask(
                "POST",
                "/api/events",
                "/api/events",
                Api.answered("early", 3),
                Api.KEY,
                "Content-Type",
                "application/json",
                "Prefer",
                "respond-async");
        ask("POST", "/api/events", "/api/events", "text", Api.KEY, "Content-Type", "text/plain");
    }

    private void batches() {
        batch("[" + String.join(",", Api.initiated("call-2"), "5", Api.initiated("call-2"), Api.hold("call-2", 4))
                + "]");
        batch("{}");
        batch("[");
        batch(" ".repeat(4 * 1024 * 1024 + 1));
        ask(
                "POST",
                "/api/events/batch",
                "/api/events/batch",
                Api.initiated("call-3"),
                Api.KEY,
                "Content-Type",
                "application/x-ndjson");
        ask("POST", "/api/events/batch", "/api/events/batch", "text", Api.KEY, "Content-Type", "text/plain");
    }

    private void reads() {
        get("/api/calls", "?limit=1&status=all&type=voice,video&from=2020-01-01T00:00:00Z");
        get("/api/calls", "?visited=medical_spanish&answered=true&from=2020-01-01T00:00:00Z");
        get("/api/calls", "?handledByTeam=Legal&answeredWithin=true&from=2020-01-01T00:00:00Z&missedBy=ana");
        get("/api/calls", "?limit=0&status=none");
        get("/api/calls.csv", "?status=ended&sort=duration");
        get("/api/calls.csv", "?sort=beauty");
        get("/api/visits.csv", "?status=ended");
        get("/api/visits.csv", "?sort=beauty");
        get("/api/calls/{id}", "", "call-1");
        get("/api/calls/{id}", "", "nobody");
        get("/api/calls/{id}/events", "", "call-1");
        get("/api/calls/{id}/events", "", "nobody");
        get("/api/agents", "");
        get("/api/agents/queues", "");
        var began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(30, ChronoUnit.MINUTES);
        get("/api/replay", "?from=" + began + "&to=" + began.plus(1, ChronoUnit.HOURS));
        get("/api/replay", "?from=yesterday");
        for (var path : List.of("/api/stats", "/api/stats/series")) {
            for (var window : List.of("15m", "30m", "1h", "today", "always")) {
                get(path, "?queueId=medical_spanish&window=" + window);
            }
        }
        get("/api/stats/series", "?daysBefore=7");
        get("/api/stats/series", "?daysBefore=0");
        for (var interval : List.of("15m", "30m", "1h", "1d", "1w", "1mo", "all", "1y")) {
            for (var by : List.of("none", "queue")) {
                get(
                        "/api/reports",
                        "?from=2026-11-01T00:00:00Z&to=2026-11-08T00:00:00Z&zone=Asia/Tokyo&by=%s&interval=%s"
                                .formatted(by, interval));
            }
        }
        get("/api/reports", "?from=2026-11-01T00:00:00Z&to=2026-11-08T00:00:00Z&queueId=medical_spanish");
        for (var path : List.of("/api/reports", "/api/reports.csv", "/api/reports.xlsx")) {
            get(path, "?from=2026-11-01T00:00:00Z&to=2026-11-08T00:00:00Z&by=agent&team=Legal");
            get(path, "?from=2026-11-01T00:00:00Z&to=2026-11-08T00:00:00Z&by=team");
            get(path, "?from=2026-10-01T00:00:00Z&to=2026-11-08T00:00:00Z&by=team&interval=1h");
            get(path, "?from=2026-11-01T00:00:00Z");
        }
        get("/health", "");
        get("/api/docs", "");
        get("/api/openapi.json", "");
    }

    private void alerts() {
        service.sql.update("""
                insert into alerts (id, level, rule, call_id, queue_id, at, since, limit_seconds, message)
                values ('call-1:wait_sla_exceeded:breach:3', 'breach', 'wait_sla_exceeded', 'call-1', 'medical_spanish',
                        now(), now(), 30, 'Waiting for 30 s; the limit is 30 s')""");
        var one = "/api/alerts/{id}/acknowledge";
        var known = one.replace("{id}", "call-1:wait_sla_exceeded:breach:3");
        var several = "/api/alerts/acknowledge";
        get("/api/alerts", "?state=open&level=breach,warning&rule=all&queueId=medical_spanish&callId=call-1&limit=1");
        get("/api/alerts", "?state=asleep&limit=0");
        for (var body : List.of(NOTICED, NOTICED, "{", "{}", HUGE)) {
            json("POST", one, known, body, null);
            json("POST", several, several, body, null);
        }
        json("POST", one, one.replace("{id}", "nobody"), NOTICED, null);
        ask("POST", one, known, NOTICED, null, "Content-Type", "text/plain");
        ask("POST", several, several, NOTICED, null, "Content-Type", "text/plain");
        get("/api/alerts", "?state=acknowledged");
        var matching = "/api/alerts/acknowledge-matching";
        var filter = matching + "?level=breach&rule=wait_sla_exceeded&queueId=medical_spanish&callId=call-1";
        for (var body : List.of(SEEN, "{", "{}", HUGE)) {
            json("POST", matching, filter, body, null);
        }
        json("POST", matching, matching + "?level=loud", SEEN, null);
        ask("POST", matching, matching, SEEN, null, "Content-Type", "text/plain");
    }

    private void callbacks() {
        var one = "/api/callbacks/{callId}";
        var known = one.replace("{callId}", "lost");
        event(Api.initiated("lost").replaceFirst("}$", ",\"from\":\"+34 600 123 123\"}"));
        json("PUT", one, known, NOTICED, null);
        event(Api.ended("lost", "abandoned", 60));
        for (var body : List.of(NOTICED, NOTICED.replace("Ana", "Eva"), "{", "{}", HUGE)) {
            json("PUT", one, known, body, null);
        }
        ask("PUT", one, known, NOTICED, null, "Content-Type", "text/plain");
        get("/api/callbacks", "");
        get("/api/callbacks", "?limit=1");
        for (var id : List.of("lost", "nobody")) {
            json("PUT", one, one.replace("{callId}", id), NOTICED, null);
            json("DELETE", one, one.replace("{callId}", id), "", null);
        }
    }

    private void queues() {
        get("/api/queues", "");
        get("/api/queues", "?retired=true");
        get("/api/queues", "?retired=maybe");
        get("/api/queues/{id}", "", "medical_spanish");
        get("/api/queues/{id}", "", "nowhere");
        for (var body : List.of(QUEUE, QUEUE, "{", "{}", HUGE)) {
            json("PUT", "/api/queues/{id}", "/api/queues/court_french", body, Api.ADMIN_KEY);
        }
        json("PUT", "/api/queues/{id}", "/api/queues/" + "a".repeat(129), QUEUE, Api.ADMIN_KEY);
        ask("PUT", "/api/queues/{id}", "/api/queues/court_french", QUEUE, Api.ADMIN_KEY, "Content-Type", "text/plain");
        json("DELETE", "/api/queues/{id}", "/api/queues/court_french", "", Api.ADMIN_KEY);
        json("DELETE", "/api/queues/{id}", "/api/queues/court_french", "", Api.ADMIN_KEY);
    }

    private void operators() {
        for (int id : new int[] {1, 2}) {
            service.sql.update(
                    "insert into undelivered (id, channel, call_id, sequence, payload, reason) "
                            + "values (?, 'call-status-updates', 'call-1', 1, '{}', 'WRONGTYPE')",
                    id);
        }
        json("GET", "/api/ops/undelivered", "/api/ops/undelivered", "", Api.ADMIN_KEY);
        for (var id : List.of("1", "1", "x")) {
            json("DELETE", "/api/ops/undelivered/{id}", "/api/ops/undelivered/" + id, "", Api.ADMIN_KEY);
        }
        for (var id : List.of("2", "2", "x")) {
            json(
                    "POST",
                    "/api/ops/undelivered/{id}/replay",
                    "/api/ops/undelivered/" + id + "/replay",
                    "",
                    Api.ADMIN_KEY);
        }
        for (var number : List.of("+34%20600%20123%20123", "-")) {
            json("GET", "/api/ops/callers/{number}", "/api/ops/callers/" + number, "", Api.ADMIN_KEY);
            json("DELETE", "/api/ops/callers/{number}", "/api/ops/callers/" + number, "", Api.ADMIN_KEY);
        }
        json("GET", "/api/ops/system", "/api/ops/system", "", Api.ADMIN_KEY);
        for (var query : List.of("?kind=caller,queue&limit=1", "?name=court_french", "?cursor=x")) {
            json("GET", "/api/ops/changes", "/api/ops/changes" + query, "", Api.ADMIN_KEY);
        }
        for (var state : List.of("waiting", "applied", "rejected", "lost")) {
            json("GET", "/api/ops/parked", "/api/ops/parked?state=" + state, "", Api.ADMIN_KEY);
        }
    }

    /// Those who don't say who they are where viewers are asked, and those whose key is not for reading.
    private void viewers() {
        operations()
                .filter(operation -> operation.getValue().get("security").size() > 1)
                .forEach(operation -> {
                    var words = operation.getKey().split(" ");
                    ask(words[0], words[1], words[1].replaceAll("\\{\\w+}", "1"), "", null);
                    ask(words[0], words[1], words[1].replaceAll("\\{\\w+}", "1"), "", Api.KEY);
                });
        var hour = "?from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:00Z";
        for (var path : List.of("/api/calls.csv", "/api/visits.csv", "/api/replay")) {
            var query = path.equals("/api/replay") ? hour : "";
            ask("GET", path, path + query, "", null, "Authorization", "Bearer " + TOKEN);
        }
    }

    private void keys() {
        var key = json("POST", "/api/ops/keys", "/api/ops/keys", KEY, Api.ADMIN_KEY);
        for (var body : List.of(KEY, KEY, "{", "{}", HUGE)) {
            json("POST", "/api/ops/keys", "/api/ops/keys", body, Api.ADMIN_KEY);
        }
        ask("POST", "/api/ops/keys", "/api/ops/keys", KEY, Api.ADMIN_KEY, "Content-Type", "text/plain");
        ask("GET", "/api/ops/keys", "/api/ops/keys", "", Api.ADMIN_KEY);
        var id = key.body().at("/key/id").asString();
        var expiry = "/api/ops/keys/{id}/expiry";
        var known = expiry.replace("{id}", id);
        for (var body : List.of("{}", "{", "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}", HUGE)) {
            json("PUT", expiry, known, body, Api.ADMIN_KEY);
        }
        json("PUT", expiry, expiry.replace("{id}", KEY_ID), "{}", Api.ADMIN_KEY);
        ask("PUT", expiry, known, "{}", Api.ADMIN_KEY, "Content-Type", "text/plain");
        for (var each : List.of(id, id, "x")) {
            json("DELETE", "/api/ops/keys/{id}", "/api/ops/keys/" + each, "", Api.ADMIN_KEY);
        }
        ask("GET", "/api/ops/keys", "/api/ops/keys", "", Api.ADMIN_KEY);
    }

    private void channels() {
        var all = "/api/ops/channels";
        var one = all + "/{name}";
        var test = one + "/test";
        for (var body : List.of(CHANNEL, CHANNEL, "{", "{}", HUGE)) {
            json("PUT", one, all + "/mails", body, Api.ADMIN_KEY);
            json("POST", test, all + "/mails/test", body, Api.ADMIN_KEY);
        }
        json("PUT", one, all + "/a%20b", CHANNEL, Api.ADMIN_KEY);
        json("POST", test, all + "/a%20b/test", CHANNEL, Api.ADMIN_KEY);
        ask("PUT", one, all + "/mails", CHANNEL, Api.ADMIN_KEY, "Content-Type", "text/plain");
        ask("POST", test, all + "/mails/test", CHANNEL, Api.ADMIN_KEY, "Content-Type", "text/plain");
        ask("GET", all, all, "", Api.ADMIN_KEY);
        for (var name : List.of("mails", "nobody")) {
            ask("GET", one, all + "/" + name, "", Api.ADMIN_KEY);
            ask("GET", one + "/messages", all + "/" + name + "/messages", "", Api.ADMIN_KEY);
            ask("DELETE", one, all + "/" + name, "", Api.ADMIN_KEY);
        }
        toldByToken();
    }

    /// What a message told whose token is "told".
    private void toldByToken() {
        json("PUT", "/api/ops/channels/{name}", "/api/ops/channels/told", CHANNEL, Api.ADMIN_KEY);
        service.sql.update("insert into channel_messages (channel, sent_at, raised, cleared, token) "
                + "values ('told', now(), 1, 0, sha256('told'))");
        var page = "/api/acknowledge/{token}";
        var form = "application/x-www-form-urlencoded";
        for (var token : List.of("told", "unknown")) {
            ask("GET", page, "/api/acknowledge/" + token, "", null);
            ask("POST", page, "/api/acknowledge/" + token, "by=Ana", null, "Content-Type", form);
        }
        ask("POST", page, "/api/acknowledge/told", "by=", null, "Content-Type", form);
        ask("POST", page, "/api/acknowledge/told", HUGE, null, "Content-Type", form);
        ask("POST", page, "/api/acknowledge/told", "{}", null, "Content-Type", "application/json");
    }

    private void rules() {
        var all = "/api/ops/rules";
        var one = all + "/{name}";
        var preview = all + "/preview";
        for (var body : List.of(RULE, RULE, "{", "{}", HUGE)) {
            json("PUT", one, all + "/queues", body, Api.ADMIN_KEY);
            json("POST", preview, preview, body, Api.ADMIN_KEY);
        }
        json("PUT", one, all + "/a%20b", RULE, Api.ADMIN_KEY);
        ask("PUT", one, all + "/queues", RULE, Api.ADMIN_KEY, "Content-Type", "text/plain");
        ask("POST", preview, preview, RULE, Api.ADMIN_KEY, "Content-Type", "text/plain");
        json("GET", all, all, "", Api.ADMIN_KEY);
        for (var name : List.of("queues", "nobody")) {
            json("GET", one, all + "/" + name, "", Api.ADMIN_KEY);
            json("DELETE", one, all + "/" + name, "", Api.ADMIN_KEY);
        }
    }

    private void connections() {
        var all = "/api/ops/connections";
        var one = all + "/{name}";
        var test = one + "/test";
        for (var body : List.of(CONNECTION, CONNECTION, "{", "{}", HUGE)) {
            json("PUT", one, all + "/pbx", body, Api.ADMIN_KEY);
            json("POST", test, all + "/pbx/test", body, Api.ADMIN_KEY);
        }
        var preview = one + "/preview";
        for (var body : List.of(MAPPING, "{", "{}", HUGE)) {
            json("POST", preview, all + "/pbx/preview", body, Api.ADMIN_KEY);
        }
        json("POST", preview, all + "/a%20b/preview", MAPPING, Api.ADMIN_KEY);
        ask("POST", preview, all + "/pbx/preview", MAPPING, Api.ADMIN_KEY, "Content-Type", "text/plain");
        json("PUT", one, all + "/a%20b", CONNECTION, Api.ADMIN_KEY);
        json("POST", test, all + "/a%20b/test", CONNECTION, Api.ADMIN_KEY);
        ask("PUT", one, all + "/pbx", CONNECTION, Api.ADMIN_KEY, "Content-Type", "text/plain");
        ask("POST", test, all + "/pbx/test", CONNECTION, Api.ADMIN_KEY, "Content-Type", "text/plain");
        json("PUT", one, all + "/posts", POSTED, Api.ADMIN_KEY);
        await().untilAsserted(() -> assertThat(service.api
                        .post("/api/connections/posts/events", "{}", Map.of())
                        .status())
                .isEqualTo(401));
        for (var body : List.of(TOLD, "{", " ".repeat(1024 * 1024 + 1), MANY, MANY)) {
            posted("/api/connections/posts/events", body, Api.KEY);
        }
        posted("/api/connections/posts/events", "{}", null);
        posted("/api/connections/nobody/events", "{}", Api.KEY);
        ask(
                "POST",
                POSTS,
                "/api/connections/posts/events",
                "{}",
                Api.KEY,
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "br");
        for (var name : List.of("/pbx", "/nobody")) {
            json("GET", one, all + name, "", Api.ADMIN_KEY);
            json("GET", one + "/messages", all + name + "/messages", "", Api.ADMIN_KEY);
            imports(one + "/imports", all + name + "/imports");
        }
        json("PUT", one, all + "/1", QUEUE_LOG, Api.ADMIN_KEY);
        imports(one + "/imports", all + "/1/imports");
        json("GET", all, all, "", Api.ADMIN_KEY);
        for (var name : List.of("/pbx", "/pbx")) {
            json("DELETE", one, all + name, "", Api.ADMIN_KEY);
        }
    }

    private void webhooks() {
        var all = "/api/ops/webhooks";
        var one = all + "/{name}";
        for (var body : List.of(WEBHOOK, WEBHOOK, "{", "{}", HUGE)) {
            json("PUT", one, all + "/crm", body, Api.ADMIN_KEY);
        }
        json("PUT", one, all + "/a%20b", WEBHOOK, Api.ADMIN_KEY);
        ask("PUT", one, all + "/crm", WEBHOOK, Api.ADMIN_KEY, "Content-Type", "text/plain");
        service.sql.update("""
                insert into webhook_messages (webhook, message_id, type, lane, payload)
                values ('crm', '019a9f6e-0000-7000-8000-00000000000a', 'call.ended', 'call-1', '{}')""");
        service.sql.update("""
                insert into webhook_attempts (webhook, message_id, type, at, micros, ok, answer)
                values ('crm', '019a9f6e-0000-7000-8000-00000000000a', 'call.ended', now(), 1, true, '')""");
        json("GET", all, all, "", Api.ADMIN_KEY);
        for (var name : List.of("/crm", "/nobody")) {
            json("GET", one, all + name, "", Api.ADMIN_KEY);
            for (var what : List.of("/attempts", "/messages")) {
                json("GET", one + what, all + name + what, "", Api.ADMIN_KEY);
            }
            for (var what : List.of("/secret", "/test", "/replay")) {
                json("POST", one + what, all + name + what, "", Api.ADMIN_KEY);
            }
            json(
                    "POST",
                    one + "/messages/{id}/replay",
                    all + name + "/messages/" + WEBHOOK_ID + "/replay",
                    "",
                    Api.ADMIN_KEY);
        }
        json("POST", one + "/replay", all + "/crm/replay?since=yesterday", "", Api.ADMIN_KEY);
        for (var name : List.of("/crm", "/crm")) {
            json("DELETE", one, all + name, "", Api.ADMIN_KEY);
        }
    }

    private void imports(String template, String path) {
        for (var log : List.of("1|c|q|NONE|ENTERQUEUE||1|1", HUGE)) {
            ask("POST", template, path, log, Api.ADMIN_KEY);
        }
        json("GET", template, path, "", Api.ADMIN_KEY);
    }

    private void posted(String path, String body, @Nullable String key) {
        json("POST", POSTS, path, body, key);
    }

    private void greed() {
        var most = "[" + "5,".repeat(999) + "5]";
        json("POST", "/api/events/batch", "/api/events/batch", most, GREEDY);
        json("POST", "/api/events/batch", "/api/events/batch", most, GREEDY);
        // It has one more with each second, and a slow machine takes longer than that for one after the other.
        atOnce(Collections.nCopies(50, "{}"), each -> json("POST", "/api/events", "/api/events", each, GREEDY));
    }

    /// Those without a key, and with one that is for something else.
    private void strangers() {
        secured().forEach(operation -> {
            boolean sender = operation.getValue().at("/security/0").has(Operation.SENDER);
            var words = operation.getKey().split(" ");
            json(words[0], words[1], words[1].replaceAll("\\{\\w+}", "1"), "{}", null);
            json(words[0], words[1], words[1].replaceAll("\\{\\w+}", "1"), "{}", sender ? Api.ADMIN_KEY : Api.KEY);
        });
    }

    /// Parameters that nobody reads.
    private void misspelt() {
        operations()
                .filter(operation -> operation.getKey().startsWith("GET ")
                        && operation.getValue().get("responses").has("400"))
                .forEach(operation -> {
                    var path = operation.getKey().split(" ")[1];
                    json(
                            "GET",
                            path,
                            path.replaceAll("\\{\\w+}", "1") + "?queueid=1",
                            "",
                            keyFor(operation.getValue()));
                });
    }

    private void withoutDatabase() {
        atOnce(
                operations()
                        .filter(operation ->
                                operation.getValue().get("responses").has("503"))
                        .toList(),
                operation -> {
                    var words = operation.getKey().split(" ");
                    var path = filled(words[1])
                            .replaceFirst(
                                    "^(/api/replay|/api/reports(?:\\.\\w+)?)$",
                                    "$1?from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:00Z");
                    var body = path.startsWith("/api/queues")
                            ? QUEUE
                            : path.equals("/api/ops/keys")
                                    ? KEY
                                    : path.startsWith("/api/ops/rules")
                                            ? RULE
                                            : path.startsWith("/api/ops/channels")
                                                    ? CHANNEL
                                                    : path.startsWith("/api/ops/connections")
                                                            ? path.endsWith("/preview") ? MAPPING : CONNECTION
                                                            : path.startsWith("/api/ops/webhooks")
                                                                    ? WEBHOOK
                                                                    : path.startsWith("/api/connections")
                                                                            ? TOLD
                                                                            : path.startsWith("/api/alerts")
                                                                                            || path.startsWith(
                                                                                                    "/api/callbacks")
                                                                                    ? NOTICED
                                                                                    : Api.initiated("call-9");
                    var key = words[1].equals(POSTS) ? Api.KEY : keyFor(operation.getValue());
                    var type = path.startsWith("/api/acknowledge")
                            ? "application/x-www-form-urlencoded"
                            : "application/json";
                    assertThat(ask(
                                            words[0],
                                            words[1],
                                            path,
                                            type.endsWith("json") ? body : "by=Ana",
                                            key,
                                            "Content-Type",
                                            type)
                                    .status())
                            .as(operation.getKey())
                            .isEqualTo(503);
                });
    }

    /// The path with something that there is for each of its parameters.
    private static String filled(String template) {
        return template.equals(POSTS)
                ? POSTS.replace("{name}", "posts")
                : template.replace("keys/{id}", "keys/" + KEY_ID)
                        .replace("messages/{id}", "messages/" + WEBHOOK_ID)
                        .replaceAll("\\{\\w+}", "1");
    }

    private static String keyFor(JsonNode operation) {
        var security = operation.at("/security/0");
        return security.has(Operation.SENDER) ? Api.KEY : security.has(Operation.ADMINISTRATOR) ? Api.ADMIN_KEY : null;
    }

    /// A body that is announced and never comes.
    private void tooSlow(Map.Entry<String, JsonNode> operation) {
        var words = operation.getKey().split(" ");
        var key = keyFor(operation.getValue());
        try (var socket = new Socket("localhost", service.api.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((words[0] + " " + filled(words[1]) + " HTTP/1.1\r\nHost: x\r\n"
                                    + "Connection: close\r\n"
                                    + (key == null ? "Authorization: Bearer " + TOKEN : "X-API-Key: " + key) + "\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            judge(
                    words[0],
                    words[1],
                    Integer.parseInt(answer.substring(9, 12)),
                    "application/problem+json",
                    answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1),
                    Set.of());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Each takes its time to be refused, so all are asked at once.
    private static <T> void atOnce(List<T> these, Consumer<T> each) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            these.stream()
                    .map(one -> CompletableFuture.runAsync(() -> each.accept(one), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private void event(String body) {
        json("POST", "/api/events", "/api/events", body, Api.KEY);
    }

    private void batch(String body) {
        json("POST", "/api/events/batch", "/api/events/batch", body, Api.KEY);
    }

    private void get(String template, String query, String... ids) {
        ask("GET", template, (ids.length == 0 ? template : template.replace("{id}", ids[0])) + query, "", null);
    }

    private Answer json(String method, String template, String path, String body, String key) {
        return ask(method, template, path, body, key, "Content-Type", "application/json");
    }

    private Answer ask(String method, String template, String path, String body, String key, String... headers) {
        var request = HttpRequest.newBuilder(service.api.uri(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (key != null) {
            request.header("X-API-Key", key);
        }
        var answer = service.api.send(request);
        judge(
                method,
                template,
                answer.status(),
                answer.header("Content-Type"),
                answer.raw().body(),
                answer.raw().headers().map().keySet());
        return answer;
    }

    private void judge(String method, String template, int status, String type, String body, Set<String> headers) {
        var name = method + " " + template + " " + status;
        var described = document.get("paths")
                .get(template)
                .get(method.toLowerCase())
                .get("responses")
                .path(String.valueOf(status));
        assertThat(described.isMissingNode())
                .as("%s is not described: %s", name, body)
                .isFalse();
        seen.add(name);
        assertThat(headers.stream().map(String::toLowerCase))
                .as(name)
                .containsAll(described
                        .path("headers")
                        .propertyStream()
                        .map(header -> header.getKey().toLowerCase())
                        .toList());
        var contents = described.path("content").propertyStream().toList();
        if (contents.isEmpty()) {
            assertThat(body).as(name).isEmpty();
            return;
        }
        var content = contents.getFirst();
        assertThat(type).as(name).startsWith(content.getKey());
        if (content.getKey().endsWith("json")) {
            assertThat(schemas.faults(content.getValue().get("schema"), body))
                    .as("%s: %s", name, body)
                    .isEmpty();
        }
    }

    private Stream<Map.Entry<String, JsonNode>> operations() {
        var operations = new ArrayList<Map.Entry<String, JsonNode>>();
        document.get("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> operations.add(Map.entry(
                                operation.getKey().toUpperCase() + " " + path.getKey(), operation.getValue()))));
        return operations.stream();
    }

    private Stream<Map.Entry<String, JsonNode>> secured() {
        return operations()
                .filter(operation -> operation.getValue().get("security").size() == 1);
    }

    private Set<String> documented() {
        return operations()
                .flatMap(operation -> operation
                        .getValue()
                        .get("responses")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(status -> !status.equals("default"))
                        .map(status -> operation.getKey() + " " + status))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode described() {
        try {
            return OpenApi.document();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
