package callboard.calls.webhook;

import static callboard.calls.RunningService.newCallId;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.outbox.Listener;
import callboard.calls.security.Signatures;
import callboard.calls.security.Signatures.Verification;
import callboard.calls.webhook.Receiver.Sent;
import callboard.contracts.Channels;
import callboard.testing.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebhooksTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final List<Integer> ALL_FIVE = List.of(1, 2, 3, 4, 5);
    private static final int LIMIT = 30;

    private static final TestRedis REDIS = TestRedis.started();
    private static RunningService service;

    private final String name = "crm-" + UUID.randomUUID();
    private final String callId = newCallId();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeAll
    static void start() {
        service = RunningService.start(
                REDIS,
                "callboard.outbound.allowed-networks=127.0.0.1",
                "callboard.outbound.timeout=1m",
                "callboard.webhooks.retries=20ms,20ms,20ms",
                "callboard.webhooks.probe=20ms",
                "callboard.webhooks.look=20ms",
                "callboard.webhooks.poll=5ms",
                "callboard.webhooks.in-flight=4",
                "callboard.webhooks.waiting=" + LIMIT);
    }

    @AfterAll
    static void stop() {
        service.close();
        REDIS.close();
    }

    @AfterEach
    void deleteAll() throws Exception {
        for (var each : toClose.reversed()) {
            each.close();
        }
        ask("").body().forEach(hook -> delete(hook.path("name").asString()));
    }

    @Test
    void everyEventIsToldInOrderAsTheSocketHasItAndSigned() throws IOException {
        var receiver = receiver();
        var made = put(name, receiver, "");
        try (var listener = new Listener(REDIS, Channels.CALL_STATUS_UPDATES)) {
            liveThrough(callId);
            await().until(() ->
                    receiver.taken().size() == 5 && listener.of(callId).size() == 5);

            assertThat(made.status()).isEqualTo(201);
            assertThat(made.header("Cache-Control")).contains("no-store");
            assertThat(receiver.taken().stream().map(Sent::type))
                    .containsExactly("call.initiated", "call.routed", "call.answered", "call.hold", "call.ended");
            for (int i = 0; i < 5; i++) {
                var sent = receiver.taken().get(i);
                assertThat(sent.json().path("data"))
                        .isEqualTo(listener.of(callId).get(i));
                assertThat(sent.json().path("timestamp"))
                        .isEqualTo(listener.of(callId).get(i).path("timestamp"));
                assertThat(sent.json().propertyNames()).containsExactly("type", "timestamp", "data");
                assertThat(isSignedWith(sent, made.text("secret"))).isTrue();
            }
            assertThat(receiver.taken().stream().map(Sent::id).distinct())
                    .hasSize(5)
                    .allMatch(id -> id.matches("msg_[0-9a-f]{32}"));
            await().until(() -> state().path("waiting").asInt() == 0);
            assertThat(state().path("status").asString()).isEqualTo("working");
            assertThat(state().path("deliveredAt").isMissingNode()).isFalse();
        }
    }

    @Test
    void secretsAreShownOnceAndKeptEncrypted() throws IOException {
        var made = put(name, receiver(), "");

        assertThat(made.text("secret")).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(made.text("secret").substring(6))).hasSizeBetween(24, 64);
        for (var later : List.of(put(name, receiver(), ""), ask("/" + name), ask(""))) {
            assertThat(later.status()).isEqualTo(200);
            assertThat(later.raw().body()).doesNotContain("whsec_").contains(name);
        }
        assertThat(service.sql.queryForObject(
                        "select encode(secret, 'escape') from webhooks where name = ?", String.class, name))
                .doesNotContain(made.text("secret").substring(6));
    }

    @Test
    void whatIsNotWantedIsNotSent() throws IOException {
        var some = receiver();
        put(name, some, "\"types\":[\"call.ended\",\"call.answered\"],\"queueIds\":[\"legal_spanish\"],");
        var all = receiver();
        put(name + "-all", all, "");

        var other = newCallId();
        liveThrough(other);
        service.api.post(Api.initiated(callId).replace("medical_spanish", "legal_spanish"));
        service.api.post(Api.answered(callId, 3));
        service.api.post(Api.ended(callId, "completed", 40));
        await().until(() -> all.taken().size() == 8 && some.taken().size() >= 2);

        assertThat(some.sent().stream().map(sent -> sent.type() + " " + sent.callId()))
                .containsExactly("call.answered " + callId, "call.ended " + callId);
    }

    @Test
    void withNoWebhookThatIsOnNothingIsKept() throws IOException {
        var receiver = receiver();
        put(name, receiver, "", false);
        liveThrough(callId);
        await().until(() -> count("outbox") == 0);

        assertThat(count("webhook_messages")).isZero();
        assertThat(state().path("status").asString()).isEqualTo("off");
        assertThat(receiver.sent()).isEmpty();
    }

    /// Whatever fails, a call's next message waits for the one before.
    @Test
    void aCallsMessagesStayInOrderWhateverFails() throws IOException {
        var receiver = receiver();
        var tries = new HashMap<String, Integer>();
        receiver.answers(sent -> {
            synchronized (tries) {
                // Each fails up to three times, some of them not at all.
                int failures = Math.floorMod(sent.id().hashCode(), 4);
                return Receiver.Answer.of(tries.merge(sent.id(), 1, Integer::sum) <= failures ? 500 : 200);
            }
        });
        put(name, receiver, "");
        var calls = IntStream.range(0, 6).mapToObj(_ -> newCallId()).toList();
        calls.parallelStream().forEach(WebhooksTest::liveThrough);
        await().until(() -> receiver.taken().size() >= 30);

        assertThat(receiver.sequences()).isEqualTo(calls.stream().collect(toMap(Function.identity(), _ -> ALL_FIVE)));
        assertThat(receiver.sent().size()).isGreaterThan(30);
        assertThat(receiver.mostAtOnce()).isBetween(1, 4);
        await().until(() -> state().path("waiting").asInt() == 0);
        assertThat(state().path("failed").asInt()).isZero();
    }

    @Test
    void whatIsGivenUpCanBeReplayedUnderTheSameId() throws IOException {
        var receiver = receiver();
        receiver.answers(sent -> {
            if (!sent.callId().equals(callId)) {
                return Receiver.Answer.TAKEN;
            }
            // Others are taken meanwhile: it is the message that is not liked.
            while (receiver.sent().size() > 1 && receiver.taken().isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            return new Receiver.Answer(422, "", "No such\ncustomer " + "x".repeat(600));
        });
        put(name, receiver, "\"types\":[\"call.initiated\"],");
        service.api.post(Api.initiated(callId));
        await().until(() -> !receiver.sent().isEmpty());
        service.api.post(Api.initiated(newCallId()));
        await().until(() -> state().path("failed").asInt() == 1);

        var of = receiver.sent().stream()
                .filter(sent -> sent.callId().equals(callId))
                .toList();
        assertThat(of).hasSize(4);
        assertThat(of.stream().map(Sent::id).distinct()).hasSize(1);
        assertThat(of.stream().map(Sent::body))
                .allMatch(body -> Arrays.equals(body, of.getFirst().body()));
        var failed = ask("/" + name + "/messages?state=failed").body();
        assertThat(failed.size()).isEqualTo(1);
        assertThat(failed.path(0).path("id").asString()).isEqualTo(of.getFirst().id());
        assertThat(failed.path(0).path("reason").asString()).isEqualTo("Answered with 422");
        var attempts = ask("/" + name + "/attempts?limit=200")
                .body()
                .valueStream()
                .filter(each -> each.path("callId").asString().equals(callId))
                .toList();
        assertThat(attempts).hasSize(4).allSatisfy(attempt -> {
            assertThat(attempt.path("messageId").asString())
                    .isEqualTo(of.getFirst().id());
            assertThat(attempt.path("status").asInt()).isEqualTo(422);
            assertThat(attempt.path("ok").asBoolean()).isFalse();
            assertThat(attempt.path("reason").asString()).isEqualTo("Answered with 422");
            assertThat(attempt.path("answer").asString())
                    .startsWith("No such\ncustomer xxx")
                    .hasSize(500);
        });
        assertThat(attempts.stream()
                        .map(each -> Instant.parse(each.path("at").asString()))
                        .toList()
                        .reversed())
                .isSorted();
        assertThat(state().path("status").asString()).isNotEqualTo("off");

        receiver.answers(200);
        var path = "/" + name + "/messages/" + of.getFirst().id() + "/replay";
        assertThat(post(path).body().path("messages").asInt()).isEqualTo(1);
        await().until(() -> receiver.taken().stream()
                .anyMatch(sent -> sent.id().equals(of.getFirst().id())));
        await().until(() -> state().path("failed").asInt() == 0);
        await().until(() -> post(path).status() == 404);
        assertThat(post("/" + name + "/messages/msg_1/replay").status()).isEqualTo(404);
    }

    @Test
    void anEndpointThatTookNothingForTheWholeScheduleIsTurnedOffAndAllThatFailedIsReplayed() throws IOException {
        var receiver = receiver();
        receiver.answers(500);
        put(name, receiver, "\"types\":[\"call.initiated\"],");
        service.api.post(Api.initiated(callId));
        await().until(() -> state().path("status").asString().equals("off"));

        assertThat(state().path("reason").asString())
                .startsWith("Nothing was taken")
                .contains("Answered with 500");
        assertThat(state().path("failed").asInt()).isEqualTo(1);
        assertThat(receiver.sent()).hasSize(4);
        assertThat(ask("/" + name).body().path("changedBy").asString()).isEqualTo("callboard");

        receiver.answers(200);
        put(name, receiver, "");
        assertThat(state().path("reason").isMissingNode()).isTrue();
        assertThat(post("/" + name + "/replay?since=2999-01-01T00:00:00Z")
                        .body()
                        .path("messages")
                        .asInt())
                .isZero();
        assertThat(post("/" + name + "/replay?since=2020-01-01T00:00:00Z")
                        .body()
                        .path("messages")
                        .asInt())
                .isEqualTo(1);
        await().until(() -> receiver.taken().size() == 1);
        assertThat(receiver.taken().getFirst().id())
                .isEqualTo(receiver.sent().getFirst().id());
    }

    @Test
    void whoIsGoneIsTurnedOffAtOnceAndGetsWhatWaitsWhenTurnedOnAgain() throws IOException {
        var receiver = receiver();
        receiver.answers(410);
        put(name, receiver, "\"types\":[\"call.initiated\"],");
        service.api.post(Api.initiated(callId));
        await().until(() -> state().path("status").asString().equals("off"));

        assertThat(state().path("reason").asString()).contains("410");
        assertThat(state().path("waiting").asInt()).isEqualTo(1);
        assertThat(receiver.sent()).hasSize(1);
        assertThat(ask("/" + name).body().at("/settings/enabled").asBoolean()).isFalse();
        await().until(() -> gauge("off") == 1 && gauge("failing") == 0);

        receiver.answers(200);
        put(name, receiver, "");
        await().until(() -> receiver.taken().size() == 1);
        // What an administrator turns off is nothing to look at.
        put(name, receiver, "", false);
        await().until(() -> gauge("off") == 0);
    }

    /// What was sent to the address before answers last, that nothing more is wanted there.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasSentBeforeItWasSetUpAnewSaysNothingOfHowItIsNow(boolean isMadeAnew) throws IOException {
        var over = new CountDownLatch(1);
        var before = receiver();
        toClose.add(over::countDown);
        before.answers(_ -> {
            awaitUninterrupted(over);
            return Receiver.Answer.of(410);
        });
        put(name, before, "\"types\":[\"call.initiated\"],");
        service.api.post(Api.initiated(callId));
        await().until(() -> before.sent().size() == 1);

        if (isMadeAnew) {
            delete(name);
        }
        var now = receiver();
        put(name, now, "\"types\":[\"call.initiated\"],");
        over.countDown();
        await().until(() ->
                attempts().stream().anyMatch(attempt -> attempt.path("status").asInt() == 410));
        service.api.post(Api.initiated(newCallId()));
        await().until(() -> now.taken().size() == (isMadeAnew ? 1 : 2));

        assertThat(state().path("status").asString()).isEqualTo("working");
        assertThat(before.sent()).hasSize(1);
    }

    @Test
    void anEndpointThatAsksForTimeGetsItForAllItsMessages() throws IOException {
        var receiver = receiver();
        receiver.answers(_ -> receiver.sent().size() == 1 ? new Receiver.Answer(429, "1", "") : Receiver.Answer.TAKEN);
        put(name, receiver, "\"types\":[\"call.initiated\"],");
        service.api.post(Api.initiated(callId));
        await().until(() -> attempts().size() == 1);
        service.api.post(Api.initiated(newCallId()));
        await().until(() -> receiver.taken().size() == 2);

        var first = receiver.sent().getFirst();
        assertThat(receiver.taken())
                .allSatisfy(taken -> assertThat(Duration.ofNanos(taken.nanoTime() - first.nanoTime()))
                        .isGreaterThan(Duration.ofMillis(950)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 404, 500})
    void everythingElseIsAFailureThatIsTriedAgain(int status) throws IOException {
        var receiver = receiver();
        receiver.answers(_ -> Receiver.Answer.of(receiver.sent().size() < 2 ? status : 202));
        put(name, receiver, "\"types\":[\"call.initiated\"],");
        service.api.post(Api.initiated(callId));
        await().until(() -> receiver.taken().size() == 1);
        await().until(() -> attempts().size() == 2);

        assertThat(attempts().get(0).path("ok").asBoolean()).isTrue();
        assertThat(attempts().get(0).has("reason")).isFalse();
        assertThat(attempts().get(1).path("status").asInt()).isEqualTo(status);
        assertThat(attempts().get(1).path("reason").asString()).startsWith("Answered with " + status);
    }

    /// One keeps every message waiting, and nobody else notices: no other endpoint, no sender, no dashboard.
    @Test
    void aSlowEndpointHoldsNobodyElseUp() throws IOException {
        var over = new CountDownLatch(1);
        var slow = receiver();
        toClose.add(over::countDown);
        slow.answers(_ -> {
            awaitUninterrupted(over);
            return Receiver.Answer.TAKEN;
        });
        var fast = receiver();
        put(name + "-slow", slow, "");
        put(name + "-fast", fast, "");
        var calls = IntStream.range(0, 5).mapToObj(_ -> newCallId()).toList();
        calls.forEach(WebhooksTest::liveThrough);

        await().until(() -> fast.taken().size() == 25);
        assertThat(fast.sequences()).isEqualTo(calls.stream().collect(toMap(Function.identity(), _ -> ALL_FIVE)));
        assertThat(slow.taken()).isEmpty();
        await().until(() -> slow.mostAtOnce() == 4);
        await().until(() -> count("outbox") == 0);
        over.countDown();
        await().until(() -> slow.taken().size() == 25);
        assertThat(slow.sequences()).isEqualTo(fast.sequences());
    }

    @Test
    void beyondTheLimitWhatIsNewIsDroppedAndSaidAndWhatWaitsIsSentInTheEnd() throws IOException {
        var over = new CountDownLatch(1);
        var receiver = receiver();
        toClose.add(over::countDown);
        receiver.answers(_ -> {
            awaitUninterrupted(over);
            return Receiver.Answer.TAKEN;
        });
        put(name, receiver, "\"types\":[\"call.initiated\"],");
        var kept = new ArrayList<String>();
        for (int i = 0; i < LIMIT; i++) {
            kept.add(newCallId());
            service.api.post(Api.initiated(kept.getLast()));
        }
        await().until(() -> state().path("status").asString().equals("dropping"));
        for (int i = 0; i < 5; i++) {
            service.api.post(Api.initiated(newCallId()));
        }
        await().until(() -> state().path("dropped").asInt() == 5);

        assertThat(state().path("waiting").asInt()).isEqualTo(LIMIT);
        assertThat(service.api.get("/actuator/prometheus").raw().body())
                .contains("callboard_webhooks_dropped_total 5.0");
        over.countDown();
        await().until(() -> receiver.taken().size() == LIMIT);
        assertThat(receiver.taken().stream().map(Sent::callId)).containsExactlyInAnyOrderElementsOf(kept);
        await().until(() -> state().path("status").asString().equals("working"));
        service.api.post(Api.initiated(callId));
        await().until(() -> receiver.taken().size() == LIMIT + 1);
    }

    /// Twenty times its limit happens while an endpoint takes nothing. No more is kept for it than what
    /// waited when it was full; what is dropped is counted to the last; and all the time senders are
    /// answered, the outbox is emptied, and the other endpoint has everything.
    @Test
    void aBacklogFarAboveItsLimitDisturbsNobodyAndGrowsNoFurther() throws IOException {
        var over = new CountDownLatch(1);
        var slow = receiver();
        toClose.add(over::countDown);
        slow.answers(_ -> {
            awaitUninterrupted(over);
            return Receiver.Answer.TAKEN;
        });
        var fast = receiver();
        put(name + "-slow", slow, "\"types\":[\"call.initiated\"],");
        put(name + "-fast", fast, "\"types\":[\"call.initiated\"],");
        var calls = new ArrayList<String>();
        for (int half = 1; half <= 40; half++) {
            for (int i = 0; i < LIMIT / 2; i++) {
                calls.add(newCallId());
                assertThat(service.api.post(Api.initiated(calls.getLast())).status())
                        .isEqualTo(201);
            }
            await().until(() -> count("outbox") == 0);
            await().until(() -> fast.taken().size() == calls.size());
            if (half == 2) {
                await().until(() -> state("-slow").path("status").asString().equals("dropping"));
            }
            assertThat(waitingFor(name + "-slow")).isEqualTo(Math.min(calls.size(), LIMIT));
        }

        assertThat(fast.sent()).extracting(Sent::callId).containsExactlyInAnyOrderElementsOf(calls);
        assertThat(slow.sent()).hasSize(4);
        assertThat(state("-slow").path("waiting").asInt()).isEqualTo(LIMIT);
        assertThat(state("-slow").path("dropped").asInt()).isEqualTo(19 * LIMIT);
        assertThat(state("-fast").path("dropped").asInt()).isZero();
        await().until(() -> counted("dropped") == 19 * LIMIT);
        over.countDown();
        await().until(() -> slow.taken().size() == LIMIT);
        assertThat(slow.sent()).extracting(Sent::callId).containsExactlyInAnyOrderElementsOf(calls.subList(0, LIMIT));
        await().until(() -> state("-slow").path("status").asString().equals("working"));
    }

    private static int waitingFor(String webhook) {
        return service.sql.queryForObject(
                "select count(*) from webhook_messages where webhook = ?", Integer.class, webhook);
    }

    @Test
    void aPersonIsErasedFromWhatWaitsToo() throws IOException {
        var receiver = receiver();
        receiver.answers(503);
        put(name, receiver, "");
        service.api.post("""
                {"event":"call_initiated","callId":"%s","type":"voice","queueId":"medical_spanish",
                 "from":"+34600700800","callerName":"Ana"}""".formatted(callId));
        await().until(() -> service.sql.queryForObject(
                        "select count(*) from webhook_messages where payload like '%34600700800%'", Integer.class)
                == 1);

        assertThat(service.api.delete("/api/ops/callers/+34600700800", ADMIN).status())
                .isEqualTo(200);

        await().until(() -> count("outbox") == 0);
        assertThat(service.sql.queryForList("select payload from webhook_messages", String.class))
                .singleElement()
                .satisfies(payload -> assertThat(payload)
                        .contains(callId)
                        .doesNotContain("34600700800")
                        .doesNotContain("Ana"));
    }

    @Test
    void aTestIsSentAndSaysWhatCameBack() throws IOException {
        var receiver = receiver();
        var made = put(name, receiver, "", false);
        receiver.answers(_ -> new Receiver.Answer(200, "", "Hello"));
        var good = post("/" + name + "/test").body();

        assertThat(good.path("ok").asBoolean()).isTrue();
        assertThat(good.path("message").asString()).matches("Answered with 200 after [0-9.]+ s: Hello");
        assertThat(receiver.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.type()).isEqualTo("callboard.test");
            assertThat(sent.json().at("/data/webhook").asString()).isEqualTo(name);
            assertThat(isSignedWith(sent, made.text("secret"))).isTrue();
        });
        receiver.answers(404);
        assertThat(post("/" + name + "/test").body().path("ok").asBoolean()).isFalse();
        receiver.close();
        assertThat(post("/" + name + "/test").body().path("message").asString())
                .matches("Not connected: .*|The connection was closed without an answer");
        assertThat(post("/nobody/test").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crm.example",
                "ftp://crm.example/",
                "https://user:secret@crm.example/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/",
                "http://[fd00::1]/",
                "http://[::ffff:10.0.0.1]/"
            })
    void whereNothingMayBePostedIsRefused(String url) {
        var answer =
                service.api.put("/api/ops/webhooks/" + name, "{\"url\":\"%s\",\"enabled\":true}".formatted(url), ADMIN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/issues/0/path").asString()).isEqualTo("url");
        assertThat(ask("/" + name).status()).isEqualTo(404);
    }

    @Test
    void whatIsDeletedIsGoneWithAllThatWaits() throws IOException {
        var receiver = receiver();
        receiver.answers(500);
        put(name, receiver, "");
        service.api.post(Api.initiated(callId));
        await().until(() -> attempts().size() >= 1);

        assertThat(delete(name).status()).isEqualTo(200);

        assertThat(ask("/" + name).status()).isEqualTo(404);
        assertThat(count("webhook_messages")).isZero();
        assertThat(count("webhook_attempts")).isZero();
        assertThat(delete(name).status()).isEqualTo(404);
        // And others are told as before.
        var next = receiver();
        put(name, next, "");
        service.api.post(Api.routed(callId, "agent_7"));
        await().until(() -> next.taken().size() == 1);
    }

    @Test
    void oldAttemptsAreForgotten() throws IOException {
        put(name, receiver(), "");
        service.sql.update("""
                insert into webhook_attempts (webhook, message_id, type, at, micros, ok, answer)
                select ?, gen_random_uuid(), 'call.ended', now() - interval '1 day' * (10 - i), 1, true, ''
                from generate_series(1, 10) as i""", name);
        var messages = service.bean(MessageRepository.class);
        var now = Instant.now();

        assertThat(messages.forget(now.minus(Duration.ofDays(6)), 100, now, 1000))
                .isEqualTo(4);
        assertThat(attempts()).hasSize(6);
        assertThat(messages.forget(now.minus(Duration.ofDays(60)), 4, now, 1000))
                .isEqualTo(2);
        assertThat(attempts()).hasSize(4);
        assertThat(attempts().stream().map(each -> Instant.parse(each.path("at").asString())))
                .allMatch(at -> at.isAfter(now.minus(Duration.ofDays(4))));
    }

    private static void liveThrough(String callId) {
        service.api.post(Api.initiated(callId));
        service.api.post(Api.routed(callId, "agent_7"));
        service.api.post(Api.answered(callId, 3));
        service.api.post(Api.hold(callId, 3));
        service.api.post(Api.ended(callId, "completed", 60));
    }

    private static void awaitUninterrupted(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Receiver receiver() throws IOException {
        var receiver = new Receiver();
        toClose.add(receiver);
        return receiver;
    }

    private static boolean isSignedWith(Sent sent, String secret) {
        return Signatures.verify(
                        List.of(Base64.getDecoder().decode(secret.substring("whsec_".length()))),
                        sent.id(),
                        sent.timestamp(),
                        sent.signature(),
                        sent.body(),
                        Instant.now(),
                        Duration.ofMinutes(1))
                instanceof Verification.Valid;
    }

    private static Answer put(String name, Receiver receiver, String more) {
        return put(name, receiver, more, true);
    }

    private static Answer put(String name, Receiver receiver, String more, boolean enabled) {
        return service.api.put(
                "/api/ops/webhooks/" + name,
                "{\"url\":\"%s\",%s\"enabled\":%s}".formatted(receiver.url(), more, enabled),
                ADMIN);
    }

    private JsonNode state() {
        return state("");
    }

    private JsonNode state(String of) {
        return ask("/" + name + of).body().path("state");
    }

    private List<JsonNode> attempts() {
        return ask("/" + name + "/attempts").body().valueStream().toList();
    }

    private static Answer ask(String path) {
        return service.api.get("/api/ops/webhooks" + path, ADMIN);
    }

    private static Answer post(String path) {
        return service.api.post("/api/ops/webhooks" + path, "", ADMIN);
    }

    private static Answer delete(String name) {
        return service.api.delete("/api/ops/webhooks/" + name, ADMIN);
    }

    private static double counted(String what) {
        return service.bean(MeterRegistry.class)
                .get("callboard.webhooks." + what)
                .functionCounter()
                .count();
    }

    private static double gauge(String what) {
        return service.bean(MeterRegistry.class)
                .get("callboard.webhooks." + what)
                .gauge()
                .value();
    }

    private static int count(String table) {
        return service.sql.queryForObject("select count(*) from " + table, Integer.class);
    }
}
