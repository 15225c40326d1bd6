package callboard.calls.audit;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SharedService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Whatever administrators change is kept, with who did it, or not changed. A handler that is missing here fails.
class EveryChangeTest {

    /// What is for administrators, isn't read, and changes nothing all the same.
    private static final Set<String> CHANGE_NOTHING = Set.of(
            "POST /api/ops/channels/{name}/test",
            "POST /api/ops/connections/{name}/test",
            "POST /api/ops/connections/{name}/preview",
            "POST /api/ops/rules/preview",
            "POST /api/ops/webhooks/{name}/test");

    private static final String QUEUE = """
            {"displayName":"Court French","waitLimit":20,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""";
    private static final String WEBHOOK = "{\"url\":\"https://93.184.216.34/calls\",\"enabled\":false}";
    private static final String CHANNEL = "{\"kind\":\"email\",\"enabled\":false,\"to\":[\"ops@example.com\"]}";
    private static final String RULE =
            "{\"measure\":\"waiting\",\"scope\":\"all\",\"above\":10,\"forSeconds\":60,\"level\":\"breach\",\"enabled\":false}";
    private static final String CONNECTION = "{\"kind\":\"asterisk-queue-log\",\"enabled\":false,\"queues\":\"known\"}";

    private final Api api = SharedService.SERVICE.api;
    private final JdbcTemplate sql = SharedService.SERVICE.sql;
    private final String name = "n-" + newCallId().substring(5, 30);
    private final UUID messageId = UUID.randomUUID();
    private final String administrator = "admin-" + newCallId().substring(5, 30);
    private final String key = api.post(
                    "/api/ops/keys",
                    "{\"name\":\"%s\",\"role\":\"admin\"}".formatted(administrator),
                    Map.of("X-API-Key", Api.ADMIN_KEY, "Content-Type", "application/json"))
            .text("secret");

    /// One request for each, in an order in which each has something to change; those before `ask` see to that.
    private Map<String, Supplier<Answer>> requests() {
        long id = ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE);
        var number = "+34%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
        api.post(Api.initiated(newCallId()).replaceFirst("}$", ",\"from\":\"" + number + "\"}"));
        for (long each : new long[] {id, id - 1}) {
            sql.update(
                    "insert into undelivered (id, channel, call_id, sequence, payload, reason) "
                            + "values (?, 'call-status-updates', ?, 1, '{}', 'full')",
                    each,
                    name);
        }
        var requests = new LinkedHashMap<String, Supplier<Answer>>();
        requests.put("PUT /api/queues/{id}", () -> ask("PUT", "/api/queues/" + name, QUEUE));
        requests.put("DELETE /api/queues/{id}", () -> ask("DELETE", "/api/queues/" + name, ""));
        requests.put(
                "POST /api/ops/keys",
                () -> ask("POST", "/api/ops/keys", "{\"name\":\"%s\",\"role\":\"read\"}".formatted(name)));
        requests.put("PUT /api/ops/keys/{id}/expiry", () -> ask("PUT", "/api/ops/keys/" + keyId() + "/expiry", "{}"));
        requests.put("DELETE /api/ops/keys/{id}", () -> ask("DELETE", "/api/ops/keys/" + keyId(), ""));
        requests.put("PUT /api/ops/connections/{name}", () -> ask("PUT", "/api/ops/connections/" + name, CONNECTION));
        requests.put(
                "POST /api/ops/connections/{name}/imports",
                () -> ask("POST", "/api/ops/connections/" + name + "/imports", "1|c|q|NONE|ENTERQUEUE||1|1"));
        requests.put("DELETE /api/ops/connections/{name}", () -> ask("DELETE", "/api/ops/connections/" + name, ""));
        requests.put("PUT /api/ops/webhooks/{name}", () -> ask("PUT", "/api/ops/webhooks/" + name, WEBHOOK));
        requests.put(
                "POST /api/ops/webhooks/{name}/secret", () -> ask("POST", "/api/ops/webhooks/" + name + "/secret", ""));
        requests.put("POST /api/ops/webhooks/{name}/messages/{id}/replay", () -> {
            sql.update("""
                    insert into webhook_messages (webhook, message_id, type, lane, payload, state)
                    values (?, ?, 'call.ended', 'call-1', '{}', 'failed') on conflict do nothing""", name, messageId);
            var word = "msg_" + messageId.toString().replace("-", "");
            return ask("POST", "/api/ops/webhooks/" + name + "/messages/" + word + "/replay", "");
        });
        requests.put(
                "POST /api/ops/webhooks/{name}/replay", () -> ask("POST", "/api/ops/webhooks/" + name + "/replay", ""));
        requests.put("DELETE /api/ops/webhooks/{name}", () -> ask("DELETE", "/api/ops/webhooks/" + name, ""));
        requests.put("PUT /api/ops/channels/{name}", () -> ask("PUT", "/api/ops/channels/" + name, CHANNEL));
        requests.put("DELETE /api/ops/channels/{name}", () -> ask("DELETE", "/api/ops/channels/" + name, ""));
        requests.put("PUT /api/ops/rules/{name}", () -> ask("PUT", "/api/ops/rules/" + name, RULE));
        requests.put("DELETE /api/ops/rules/{name}", () -> ask("DELETE", "/api/ops/rules/" + name, ""));
        requests.put("DELETE /api/ops/callers/{number}", () -> ask("DELETE", "/api/ops/callers/" + number, ""));
        requests.put(
                "POST /api/ops/undelivered/{id}/replay",
                () -> ask("POST", "/api/ops/undelivered/" + id + "/replay", ""));
        requests.put("DELETE /api/ops/undelivered/{id}", () -> ask("DELETE", "/api/ops/undelivered/" + (id - 1), ""));
        return requests;
    }

    @Test
    void everyHandlerForAdministratorsIsAskedHere() {
        var asked = Stream.concat(requests().keySet().stream(), CHANGE_NOTHING.stream())
                .collect(Collectors.toSet());

        assertThat(handlers()
                        .filter(handler -> !handler.startsWith("GET "))
                        .filter(handler -> isForAdministrators(handler.split(" ")))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void everyChangeIsKeptWithWhoMadeItOrIsNotMade() {
        requests().forEach((handler, request) -> {
            sql.execute("alter table changes add constraint refused check (changed_by <> '%s') not valid"
                    .formatted(administrator));
            try {
                assertThat(request.get().status())
                        .as("%s, of which nothing can be kept", handler)
                        .isEqualTo(500);
            } finally {
                sql.execute("alter table changes drop constraint refused");
            }
            int before = kept();
            var answer = request.get();
            assertThat(answer.status()).as("%s: %s", handler, answer.body()).isBetween(200, 299);
            assertThat(kept()).as(handler).isEqualTo(before + 1);
        });
    }

    private int kept() {
        return sql.queryForObject("select count(*) from changes where changed_by = ?", Integer.class, administrator);
    }

    private String keyId() {
        return sql.queryForObject("select id::text from api_keys where name = ?", String.class, name);
    }

    private Answer ask(String method, String path, String body) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("X-API-Key", key));
    }

    /// Whether strangers are sent for a key: everybody is a viewer here.
    private boolean isForAdministrators(String[] handler) {
        var path = handler[1].replaceAll("\\{\\w+}", "1");
        return api.send(HttpRequest.newBuilder(api.uri(path)).method(handler[0], BodyPublishers.noBody()))
                        .status()
                == 401;
    }

    private Stream<String> handlers() {
        // The servlet looks its handlers up when it is first asked for something.
        api.get("/health");
        return SharedService.SERVICE.bean(DispatcherServlet.class).getHandlerMappings().stream()
                .filter(mapping -> mapping.getClass() == RequestMappingHandlerMapping.class)
                .flatMap(mapping -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)));
    }
}
