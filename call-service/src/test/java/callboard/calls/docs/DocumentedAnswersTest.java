package callboard.calls.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.testing.Cable;
import callboard.calls.RunningService;
import callboard.testing.Documented;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// Real answers of a running service, one of each documented status at least, are what the description says they are.
class DocumentedAnswersTest {

    private static final String QUEUE = """
            {"displayName":"Court French","waitLimit":20,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""";

    private final JsonNode document = described();
    private final Documented schemas = new Documented(document);
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private RunningService service;

    @Test
    void everyAnswerIsAsDescribedAndEveryDescribedAnswerIsGiven() throws IOException {
        var url = TestPostgres.freshDatabase();
        var server = URI.create(url.substring("jdbc:".length()));
        try (var redis = TestRedis.started(); var cable = new Cable(server.getHost(), server.getPort());
                var running = RunningService.start(url.replace(":" + server.getPort() + "/", ":" + cable.port() + "/"),
                        redis, "callboard.intake.body-within=1s")) {
            service = running;
            events();
            batches();
            reads();
            queues();
            operators();
            strangers();
            atOnce(List.of("/api/events", "/api/events/batch"), this::tooSlow);
            cable.cut();
            withoutDatabase();
        }
        assertThat(seen).isEqualTo(documented());
    }

    private void events() {
        event(Api.initiated("call-1"));
        event(Api.initiated("call-1"));
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
        event(" ".repeat(65 * 1024));
        ask("POST", "/api/events", "/api/events", Api.answered("early", 3), Api.KEY, "Content-Type", "application/json",
                "Prefer", "respond-async");
        ask("POST", "/api/events", "/api/events", "text", Api.KEY, "Content-Type", "text/plain");
    }

    private void batches() {
        batch("[" + String.join(",", Api.initiated("call-2"), "5", Api.initiated("call-2"), Api.hold("call-2", 4)) + "]");
        batch("{}");
        batch("[");
        batch(" ".repeat(4 * 1024 * 1024 + 1));
        ask("POST", "/api/events/batch", "/api/events/batch", Api.initiated("call-3"), Api.KEY, "Content-Type", "application/x-ndjson");
        ask("POST", "/api/events/batch", "/api/events/batch", "text", Api.KEY, "Content-Type", "text/plain");
    }

    private void reads() {
        get("/api/calls", "?limit=1&status=all&type=voice,video&from=2020-01-01T00:00:00Z");
        get("/api/calls", "?limit=0&status=none");
        get("/api/calls/{id}", "", "call-1");
        get("/api/calls/{id}", "", "nobody");
        get("/api/calls/{id}/events", "", "call-1");
        get("/api/calls/{id}/events", "", "nobody");
        get("/api/agents", "");
        for (var path : List.of("/api/stats", "/api/stats/series")) {
            for (var window : List.of("15m", "30m", "1h", "today", "always")) {
                get(path, "?queueId=medical_spanish&window=" + window);
            }
        }
        get("/health", "");
        get("/api/docs", "");
        get("/api/openapi.json", "");
    }

    private void queues() {
        get("/api/queues", "");
        for (var body : List.of(QUEUE, QUEUE, "{", "{}")) {
            json("PUT", "/api/queues/{id}", "/api/queues/court_french", body, Api.ADMIN_KEY);
        }
        json("PUT", "/api/queues/{id}", "/api/queues/" + "a".repeat(129), QUEUE, Api.ADMIN_KEY);
        ask("PUT", "/api/queues/{id}", "/api/queues/court_french", QUEUE, Api.ADMIN_KEY, "Content-Type", "text/plain");
        json("DELETE", "/api/queues/{id}", "/api/queues/court_french", "", Api.ADMIN_KEY);
        json("DELETE", "/api/queues/{id}", "/api/queues/court_french", "", Api.ADMIN_KEY);
    }

    private void operators() {
        for (int id : new int[] {1, 2}) {
            service.sql.update("insert into undelivered (id, channel, call_id, sequence, payload, reason) "
                    + "values (?, 'call-status-updates', 'call-1', 1, '{}', 'WRONGTYPE')", id);
        }
        json("GET", "/api/ops/undelivered", "/api/ops/undelivered", "", Api.ADMIN_KEY);
        for (var id : List.of("1", "1", "x")) {
            json("DELETE", "/api/ops/undelivered/{id}", "/api/ops/undelivered/" + id, "", Api.ADMIN_KEY);
        }
        for (var id : List.of("2", "2", "x")) {
            json("POST", "/api/ops/undelivered/{id}/replay", "/api/ops/undelivered/" + id + "/replay", "", Api.ADMIN_KEY);
        }
        for (var state : List.of("waiting", "applied", "rejected", "lost")) {
            json("GET", "/api/ops/parked", "/api/ops/parked?state=" + state, "", Api.ADMIN_KEY);
        }
    }

    /// Those without a key, and with one that is for something else.
    private void strangers() {
        secured().forEach(operation -> {
            boolean sender = operation.getValue().at("/security/0").has(Operation.SENDER);
            var words = operation.getKey().split(" ");
            json(words[0], words[1], words[1].replace("{id}", "1"), "{}", null);
            json(words[0], words[1], words[1].replace("{id}", "1"), "{}", sender ? Api.ADMIN_KEY : Api.KEY);
        });
    }

    private void withoutDatabase() {
        atOnce(operations().filter(operation -> operation.getValue().get("responses").has("503")).toList(), operation -> {
            var words = operation.getKey().split(" ");
            var path = words[1].replace("{id}", "1");
            var security = operation.getValue().at("/security/0");
            var key = security.has(Operation.SENDER) ? Api.KEY : security.has(Operation.ADMINISTRATOR) ? Api.ADMIN_KEY : null;
            assertThat(json(words[0], words[1], path, path.startsWith("/api/queues") ? QUEUE : Api.initiated("call-9"), key).status())
                    .as(operation.getKey()).isEqualTo(503);
        });
    }

    /// A body that is announced and never comes.
    private void tooSlow(String path) {
        try (var socket = new Socket("localhost", service.api.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + Api.KEY
                    + "\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            judge("POST", path, Integer.parseInt(answer.substring(9, 12)), "application/problem+json",
                    answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1), Set.of());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Each takes its time to be refused, so all are asked at once.
    private static <T> void atOnce(List<T> these, Consumer<T> each) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            these.stream().map(one -> CompletableFuture.runAsync(() -> each.accept(one), threads)).toList()
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
        judge(method, template, answer.status(), answer.header("Content-Type"), answer.raw().body(), answer.raw().headers().map().keySet());
        return answer;
    }

    private void judge(String method, String template, int status, String type, String body, Set<String> headers) {
        var name = method + " " + template + " " + status;
        var described = document.get("paths").get(template).get(method.toLowerCase()).get("responses").path(String.valueOf(status));
        assertThat(described.isMissingNode()).as("%s is not described: %s", name, body).isFalse();
        seen.add(name);
        assertThat(headers.stream().map(String::toLowerCase)).as(name)
                .containsAll(described.path("headers").propertyStream().map(header -> header.getKey().toLowerCase()).toList());
        var contents = described.path("content").propertyStream().toList();
        if (contents.isEmpty()) {
            assertThat(body).as(name).isEmpty();
            return;
        }
        var content = contents.getFirst();
        assertThat(type).as(name).startsWith(content.getKey());
        if (content.getKey().endsWith("json")) {
            assertThat(schemas.faults(content.getValue().get("schema"), body)).as("%s: %s", name, body).isEmpty();
        }
    }

    private Stream<Map.Entry<String, JsonNode>> operations() {
        var operations = new ArrayList<Map.Entry<String, JsonNode>>();
        document.get("paths").propertyStream().forEach(path -> path.getValue().propertyStream().forEach(operation ->
                operations.add(Map.entry(operation.getKey().toUpperCase() + " " + path.getKey(), operation.getValue()))));
        return operations.stream();
    }

    private Stream<Map.Entry<String, JsonNode>> secured() {
        return operations().filter(operation -> !operation.getValue().get("security").isEmpty());
    }

    private Set<String> documented() {
        return operations().flatMap(operation -> operation.getValue().get("responses").propertyStream()
                        .map(Map.Entry::getKey).filter(status -> !status.equals("default"))
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
