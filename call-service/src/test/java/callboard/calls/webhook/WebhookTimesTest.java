package callboard.calls.webhook;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.security.Signatures;
import callboard.calls.security.Signatures.Verification;
import callboard.calls.webhook.Receiver.Sent;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Webhooks as time passes, which it does only when the test says so.
class WebhookTimesTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);

    private final SettableClock clock = new SettableClock();
    private final TestRedis redis = TestRedis.started();
    private final Receiver receiver = new Receiver();
    private final RunningService service = RunningService.start(
            TestPostgres.freshDatabase(),
            redis,
            clock,
            "callboard.outbound.allowed-networks=127.0.0.1",
            "callboard.timers.every=50ms",
            "callboard.webhooks.look=20ms",
            "callboard.webhooks.poll=5ms");
    private final String callId = newCallId();

    WebhookTimesTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
        receiver.close();
        redis.close();
    }

    @Test
    void aMessageIsTriedTenTimesInThreeDays() {
        receiver.answers(500);
        put("\"types\":[\"call.initiated\"],");
        service.api.post(Api.initiated(callId));
        var delays = List.of("5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h");
        for (int i = 0; i < delays.size(); i++) {
            int attempts = i + 1;
            await().until(() -> attempts() == attempts);
            // And as much more as is added at random.
            clock.tick(Duration.parse("PT" + delays.get(i).toUpperCase(Locale.ROOT))
                    .multipliedBy(11)
                    .dividedBy(10));
        }

        await().until(() -> state().path("status").asString().equals("off"));
        assertThat(receiver.sent()).hasSize(10);
        assertThat(receiver.sent().stream().map(Sent::id).distinct()).hasSize(1);
        assertThat(receiver.sent().stream().map(Sent::timestamp).distinct()).hasSize(10);
        assertThat(state().path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void whileItChangesBothSecretsSignForADay() {
        var old = put("\"types\":[\"call.initiated\"],").text("secret");
        service.api.post(Api.initiated(callId));
        await().until(() -> receiver.taken().size() == 1);
        assertThat(receiver.taken().getFirst().signature().split(" ")).hasSize(1);

        var answer = service.api.post("/api/ops/webhooks/crm/secret", "", ADMIN);
        var secret = answer.text("secret");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(secret).startsWith("whsec_").isNotEqualTo(old);
        var oldUntil = Instant.parse(answer.text("oldUntil"));
        assertThat(oldUntil).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        assertThat(Instant.parse(service.api.get("/api/ops/webhooks/crm", ADMIN).text("oldSecretUntil")))
                .isEqualTo(oldUntil);
        clock.tick(Duration.ofHours(23));
        // A replica knows within `look`.
        var posted = new AtomicInteger(1);
        await().until(() -> {
            service.api.post(Api.initiated(newCallId()));
            posted.incrementAndGet();
            return receiver.taken().getLast().signature().split(" ").length == 2;
        });
        await().until(() -> receiver.taken().size() == posted.get());
        var both = receiver.taken().getLast();
        assertThat(isSignedWith(both, secret)).isTrue();
        assertThat(isSignedWith(both, old)).isTrue();

        clock.tick(Duration.ofHours(1));
        int before = receiver.taken().size();
        service.api.post(Api.initiated(newCallId()));
        await().until(() -> receiver.taken().size() > before);
        var later = receiver.taken().getLast();
        assertThat(isSignedWith(later, secret)).isTrue();
        assertThat(isSignedWith(later, old)).isFalse();
        assertThat(later.signature().split(" ")).hasSize(1);
    }

    @Test
    void alertsAreToldAsTheyAreRaisedAcknowledgedAndCleared() {
        put(
                "\"types\":[\"alert.raised\",\"alert.acknowledged\",\"alert.cleared\",\"alerts.acknowledged\",\"call.flagged\"],");
        service.api.post(Api.initiated(callId));
        clock.tick(Duration.ofSeconds(31));
        await().until(() -> sent("alert.raised").size() == 1);
        var raised = sent("alert.raised").getFirst().json();
        var id = raised.at("/data/id").asString();
        assertThat(raised.path("timestamp")).isEqualTo(raised.at("/data/at"));
        assertThat(raised.at("/data/callId").asString()).isEqualTo(callId);

        service.api.post("/api/alerts/" + id + "/acknowledge", "{\"by\":\"Ana\"}", ADMIN);
        await().until(() -> sent("alert.acknowledged").size() == 1);
        var acknowledged = sent("alert.acknowledged").getFirst().json();
        assertThat(acknowledged.at("/data/acknowledgedBy").asString()).isEqualTo("Ana");
        assertThat(acknowledged.path("timestamp")).isEqualTo(acknowledged.at("/data/acknowledgedAt"));

        service.api.post(Api.answered(callId, 31));
        await().until(() -> sent("alert.cleared").stream()
                .anyMatch(sent -> sent.json().at("/data/id").asString().equals(id)));
        var cleared = sent("alert.cleared").getLast().json();
        assertThat(cleared.path("timestamp")).isEqualTo(cleared.at("/data/clearedAt"));
        assertThat(sent("call.flagged")).isNotEmpty();
    }

    private List<Sent> sent(String type) {
        return receiver.taken().stream()
                .filter(sent -> sent.type().equals(type))
                .toList();
    }

    private boolean isSignedWith(Sent sent, String secret) {
        return Signatures.verify(
                        List.of(Base64.getDecoder().decode(secret.substring("whsec_".length()))),
                        sent.id(),
                        sent.timestamp(),
                        sent.signature(),
                        sent.body(),
                        clock.instant(),
                        Duration.ofMinutes(1))
                instanceof Verification.Valid;
    }

    private Api.Answer put(String more) {
        return service.api.put(
                "/api/ops/webhooks/crm", "{\"url\":\"%s\",%s\"enabled\":true}".formatted(receiver.url(), more), ADMIN);
    }

    private int attempts() {
        return service.sql.queryForObject("select count(*) from webhook_attempts", Integer.class);
    }

    private JsonNode state() {
        return service.api.get("/api/ops/webhooks/crm", ADMIN).body().path("state");
    }
}
