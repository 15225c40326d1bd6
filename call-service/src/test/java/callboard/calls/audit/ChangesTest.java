package callboard.calls.audit;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SharedService;
import callboard.calls.queue.QueueAdministration;
import callboard.contracts.ChangeKind;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is kept of changes, and how it is read.
class ChangesTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);

    private final Api api = SharedService.SERVICE.api;
    private final String name = "n-" + newCallId().substring(5, 30);

    @Test
    void aQueuesChangesSayWhatItWasBefore() {
        put(20);
        put(30);
        api.delete("/api/queues/" + name, ADMIN);

        var changes = changes("?name=" + name);
        assertThat(changes).hasSize(3).allSatisfy(change -> {
            assertThat(change.path("by").asString()).isEqualTo("tests");
            assertThat(change.path("kind").asString()).isEqualTo("queue");
        });
        assertThat(changes.path(2).has("before")).isFalse();
        assertThat(changes.path(2).path("after").path("waitLimit").asInt()).isEqualTo(20);
        assertThat(changes.path(1).path("before").path("waitLimit").asInt()).isEqualTo(20);
        assertThat(changes.path(1).path("after").path("waitLimit").asInt()).isEqualTo(30);
        assertThat(changes.path(0).path("before").has("retiredAt")).isFalse();
        assertThat(changes.path(0).path("after").has("retiredAt")).isTrue();
    }

    @Test
    void aPageLeadsToTheNext() {
        for (int limit = 1; limit <= 5; limit++) {
            put(limit);
        }

        var first = page("?limit=2&kind=queue&name=" + name);
        var second = page("?limit=2&kind=queue&name=" + name + "&cursor=" + first.text("nextCursor"));
        var third = page("?limit=2&kind=queue&name=" + name + "&cursor=" + second.text("nextCursor"));

        assertThat(new int[] {limit(first, 0), limit(first, 1), limit(second, 0), limit(second, 1), limit(third, 0)})
                .containsExactly(5, 4, 3, 2, 1);
        assertThat(third.body().has("nextCursor")).isFalse();
        assertThat(page("?kind=key&name=" + name).body().path("data")).isEmpty();
        assertThat(page("?cursor=x").status()).isEqualTo(400);
        assertThat(page("?kind=mood").status()).isEqualTo(400);
    }

    @Test
    void noSecretIsKept() {
        var connection =
                "{\"kind\":\"asterisk\",\"enabled\":false,\"queues\":\"known\",\"host\":\"127.0.0.1\",\"port\":1,"
                        + "\"username\":\"u\",\"secret\":\"a-secret-of-" + name + "\"}";
        assertThat(api.put("/api/ops/connections/" + name, connection, ADMIN).status())
                .isEqualTo(201);
        api.delete("/api/ops/connections/" + name, ADMIN);
        var key = api.post(
                "/api/ops/keys", "{\"name\":\"%s\",\"role\":\"ingest\",\"signed\":true}".formatted(name), ADMIN);

        var changes = page("?name=" + name).raw().body();
        assertThat(changes)
                .contains("\"username\":\"u\"", "\"role\":\"ingest\"")
                .doesNotContain("a-secret-of", key.text("secret"), key.text("signingSecret"));
    }

    @Test
    void nobodyFindsOutWhoWasErased() {
        var digits = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
        var told = ",\"from\":\"+34 %s\",\"callerName\":\"Name of %s\"}".formatted(digits, digits);
        var callId = newCallId();
        api.post(Api.initiated(callId).replaceFirst("}$", told));
        SharedService.SERVICE.sql.update(
                "insert into undelivered (id, channel, call_id, sequence, payload, reason) values (?, ?, ?, 1, ?, 'full')",
                ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE),
                "call-status-updates",
                callId,
                "{\"from\":\"+34 %s\"}".formatted(digits));
        var id = SharedService.SERVICE.sql.queryForObject(
                "select id from undelivered where call_id = ?", Long.class, callId);
        api.delete("/api/ops/undelivered/" + id, ADMIN);

        assertThat(api.delete("/api/ops/callers/+34" + digits, ADMIN).status()).isEqualTo(200);

        var erased = changes("?kind=caller&limit=1").path(0);
        assertThat(erased.has("name")).isFalse();
        assertThat(erased.path("after").path("calls").asInt()).isEqualTo(1);
        assertThat(changes("?name=" + id).path(0).path("before").path("callId").asString())
                .isEqualTo(callId);
        assertThat(SharedService.SERVICE.sql.queryForObject(
                        "select count(*) from changes where changes::text like ?", Integer.class, "%" + digits + "%"))
                .isZero();
        // Who isn't known was not erased.
        var latest = changes("?kind=caller&limit=1").path(0).path("id").asLong();
        api.delete("/api/ops/callers/+34" + digits, ADMIN);
        assertThat(changes("?kind=caller&limit=1").path(0).path("id").asLong()).isEqualTo(latest);
    }

    @Test
    void aQueueThatAConnectionMetIsItsChange() {
        SharedService.SERVICE.bean(QueueAdministration.class).adopt(name, "connection:pbx");

        assertThat(changes("?name=" + name))
                .singleElement()
                .satisfies(change -> assertThat(change.path("by").asString()).isEqualTo("connection:pbx"));
    }

    @Test
    void outsideOfATransactionNothingIsKept() {
        var audit = SharedService.SERVICE.bean(Audit.class);

        assertThatIllegalStateException()
                .isThrownBy(() -> audit.changed("tests", ChangeKind.QUEUE, name, null, Map.of()));
    }

    @Test
    void onlyAdministratorsReadThem() {
        assertThat(api.get("/api/ops/changes").status()).isEqualTo(401);
        assertThat(api.get("/api/ops/changes", Map.of("X-API-Key", Api.KEY)).status())
                .isEqualTo(403);
    }

    private void put(int waitLimit) {
        api.put(
                "/api/queues/" + name,
                "{\"displayName\":\"Court\",\"waitLimit\":%d,\"routingLimit\":15,\"holdLimit\":60,\"shortCallLimit\":10}"
                        .formatted(waitLimit),
                ADMIN);
    }

    private static int limit(Answer page, int n) {
        return page.body().path("data").path(n).path("after").path("waitLimit").asInt();
    }

    private JsonNode changes(String query) {
        return page(query).body().path("data");
    }

    private Answer page(String query) {
        return api.get("/api/ops/changes" + query, ADMIN);
    }
}
