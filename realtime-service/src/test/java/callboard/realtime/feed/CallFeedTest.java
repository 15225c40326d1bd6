package callboard.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Ack;
import callboard.contracts.Channels;
import callboard.contracts.EventType;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import callboard.testing.TestRedis;
import io.lettuce.core.KillArgs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CallFeedTest {

    private static final String RESYNC_AFTER_REDIS =
            "42[\"resync_required\",{\"reason\":\"updates may have been missed while there was no subscription to Redis\"}]";

    @Test
    void updateReachesItsCallsSubscribersAsPublished() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var subscriber = subscribed("call-1", "");
                var other = subscribed("call-2", "")) {
            String published = publisher.publish("call-1", EventType.ROUTED, 2);

            assertThat(subscriber.next()).isEqualTo(update(published));
            assertThat(other.fence()).isEmpty();
        }
    }

    @Test
    void updateOfEveryLengthOfFrameArrives() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var subscriber = subscribed("long", "")) {
            for (int filling : new int[] {1, 60, 200, 70_000}) {
                String published = "{\"callId\":\"long\",\"x\":\"" + "é".repeat(filling) + "\"}";
                publisher.publishRaw(Channels.CALL_STATUS_UPDATES, published);
                assertThat(subscriber.next()).isEqualTo(update(published));
            }
        }
    }

    @Test
    void newCallReachesTheDashboardFeedAndItsQueueOnce() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var dashboard = connected("");
                var queue = connected("");
                var both = connected("");
                var otherQueue = connected("");
                var neither = connected("&feed=none")) {
            ask(queue, Channels.SUBSCRIBE_QUEUE, "medical_spanish");
            ask(both, Channels.SUBSCRIBE_DASHBOARD, "");
            ask(both, Channels.SUBSCRIBE_QUEUE, "medical_spanish");
            ask(otherQueue, Channels.SUBSCRIBE_QUEUE, "legal_english");

            String published = publisher.publish("new-1", EventType.INITIATED, 1);
            publisher.publish("new-1", EventType.ROUTED, 2);

            for (var receiver : List.of(dashboard, queue, both)) {
                assertThat(receiver.next()).isEqualTo("42[\"new_call\"," + published + "]");
            }
            for (var socket : List.of(dashboard, queue, both, otherQueue, neither)) {
                assertThat(socket.fence()).isEmpty();
            }
        }
    }

    @Test
    void statsReachTheDashboardFeedOnly() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var dashboard = connected("");
                var left = connected("");
                var back = connected("&feed=none")) {
            ask(left, Channels.UNSUBSCRIBE_DASHBOARD, "");
            ask(back, Channels.SUBSCRIBE_DASHBOARD, "");
            publisher.publishRaw(Channels.CALL_STATS, "{\"all\":{\"waiting\":3}}");

            assertThat(dashboard.next()).isEqualTo("42[\"stats_update\",{\"all\":{\"waiting\":3}}]");
            assertThat(back.next()).isEqualTo("42[\"stats_update\",{\"all\":{\"waiting\":3}}]");
            assertThat(left.fence()).isEmpty();
        }
    }

    @Test
    void alertsTheirAcknowledgementsTheirEndsAndClaimsReachTheDashboardFeedAndTheirQueueOnceEach() {
        var alert = "{\"callId\":\"late\",\"queueId\":\"legal_english\",\"level\":\"breach\"}";
        var many = "{\"count\":[{\"queueId\":1}],\"queueId\":\"legal_english\"}";
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var dashboard = connected("");
                var queue = connected("&feed=none");
                var other = connected("&feed=none")) {
            ask(queue, Channels.SUBSCRIBE_QUEUE, "legal_english");
            ask(other, Channels.SUBSCRIBE_QUEUE, "legal_spanish");
            publisher.publishRaw(Channels.CALL_ALERTS, alert);
            publisher.publishRaw(Channels.CALL_ALERTS_ACKNOWLEDGED, alert);
            publisher.publishRaw(Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE, many);
            publisher.publishRaw(Channels.CALL_ALERTS_CLEARED, alert);
            publisher.publishRaw(Channels.CALLBACK_CLAIMS, alert);

            for (var socket : List.of(dashboard, queue)) {
                assertThat(socket.next()).isEqualTo("42[\"alert\"," + alert + "]");
                assertThat(socket.next()).isEqualTo("42[\"alert_acknowledged\"," + alert + "]");
                assertThat(socket.next()).isEqualTo("42[\"alerts_acknowledged\"," + many + "]");
                assertThat(socket.next()).isEqualTo("42[\"alert_cleared\"," + alert + "]");
                assertThat(socket.next()).isEqualTo("42[\"callback_claim\"," + alert + "]");
            }
            assertThat(queue.fence()).isEmpty();
            assertThat(other.fence()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "\"callId\"",
                "{\"callId\":1}",
                "{\"callId\":null}",
                "{\"callId\":\"bad id \"}",
                "{\"callId\":\"cut\"",
                "{\"callId\":\"cut\",\"x\":{",
                "{\"callId\":\"cut\"} x",
                "{\"callId\":\"cut\"}{}",
                "{\"callId\":\"cut\",}",
                "{\"callId\":\"cut\",\"sequence\":99999999999999999999}"
            })
    void malformedMessageIsCountedAndDroppedAndTheNextOneArrives(String malformed) {
        var server = Realtime.shared();
        double before = server.meter("malformed");
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var subscriber = subscribed("cut", "")) {
            publisher.publishRaw(Channels.CALL_STATUS_UPDATES, malformed);
            publisher.publishRaw(Channels.CALL_STATS, malformed.isEmpty() ? "" : "[" + malformed);
            publisher.publishRaw(Channels.CALL_ALERTS, malformed.isEmpty() ? "" : "[" + malformed);
            String good = publisher.publish("cut", EventType.ROUTED, 2);

            assertThat(subscriber.next()).isEqualTo(update(good));
            assertThat(server.meter("malformed")).isEqualTo(before + 3);
        }
    }

    @Test
    void pollingClientReceivesWhatAWebSocketReceives() {
        var http = new RawHttp(Realtime.shared().port());
        try (var publisher = new RedisPublisher(Realtime.sharedRedis())) {
            String session = http.beginConnected("&feed=none");
            http.post(session, "421[\"subscribe_call\",\"polled\"]");
            await().until(() -> http.get(session).body().startsWith("431"));
            String first = publisher.publish("polled", EventType.INITIATED, 1);
            assertThat(http.get(session).body()).isEqualTo(update(first));
        }
    }

    @Test
    void updatesOfOneCallKeepTheirOrderForEveryClient() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var one = subscribed("ordered", "");
                var two = subscribed("ordered", "")) {
            for (int sequence = 1; sequence <= 500; sequence++) {
                publisher.publish("ordered", EventType.ROUTED, sequence);
            }
            for (int sequence = 1; sequence <= 500; sequence++) {
                String expected = update(RedisPublisher.update("ordered", EventType.ROUTED, sequence));
                assertThat(one.next()).isEqualTo(expected);
                assertThat(two.next()).isEqualTo(expected);
            }
        }
    }

    @Test
    void twoReplicasBothDeliver() {
        try (var second = Realtime.on(Realtime.sharedRedis()).listening();
                var publisher = new RedisPublisher(Realtime.sharedRedis());
                var here = subscribed("shared", "");
                var there = RawWebSocket.connected(second.port(), "&feed=none")) {
            ask(there, Channels.SUBSCRIBE_CALL, "shared");
            String published = publisher.publish("shared", EventType.ROUTED, 2);

            assertThat(here.next()).isEqualTo(update(published));
            assertThat(there.next()).isEqualTo(update(published));
        }
    }

    @Test
    void startsWithoutRedisAndListensOnceItIsThere() {
        var redis = TestRedis.started();
        redis.stop();
        try (redis;
                var server = Realtime.on(redis);
                var early = RawWebSocket.connected(server.port(), "&feed=none")) {
            assertThat(new RawHttp(server.port()).send("GET", "/health").body()).contains("\"status\":\"degraded\"");
            assertThat(ask(early, Channels.SUBSCRIBE_CALL, "early")).isEqualTo(new Ack(true, null, null));

            redis.start();
            server.listening();
            assertThat(early.next()).contains("resync_required");
            try (var publisher = new RedisPublisher(redis)) {
                String published = publisher.publish("early", EventType.ROUTED, 2);
                assertThat(early.next()).isEqualTo(update(published));
            }
            assertThat(new RawHttp(server.port()).send("GET", "/health").body()).contains("\"status\":\"ok\"");
        }
    }

    @Test
    void afterAnInterruptionChangedCallsAreSentAgainAndUnknownOnesAreResynced() {
        try (var redis = TestRedis.started();
                var server = Realtime.on(redis).listening();
                var moved = RawWebSocket.connected(server.port(), "&feed=none");
                var still = RawWebSocket.connected(server.port(), "&feed=none");
                var unknown = RawWebSocket.connected(server.port(), "&feed=none");
                var queue = RawWebSocket.connected(server.port());
                var dashboard = RawWebSocket.connected(server.port())) {
            try (var publisher = new RedisPublisher(redis)) {
                publisher.cache("moved", EventType.INITIATED, 1);
                publisher.cache("still", EventType.ROUTED, 2);
                ask(moved, Channels.SUBSCRIBE_CALL, "moved");
                ask(still, Channels.SUBSCRIBE_CALL, "still");
                ask(unknown, Channels.SUBSCRIBE_CALL, "unknown");
                ask(queue, Channels.SUBSCRIBE_QUEUE, "medical_spanish");
                publisher.publish("moved", EventType.ROUTED, 2);
                assertThat(moved.next()).contains("\"sequence\":2");
            }

            // The server's subscription is cut while others can publish.
            String missed;
            try (var publisher = new RedisPublisher(redis)) {
                missed = publisher.cache("moved", EventType.ENDED, 3);
                publisher.redis().clientKill(KillArgs.Builder.typePubsub());
            }

            assertThat(moved.next()).isEqualTo(update(missed));
            assertThat(queue.next()).isEqualTo(RESYNC_AFTER_REDIS);
            assertThat(dashboard.next()).isEqualTo(RESYNC_AFTER_REDIS);
            assertThat(unknown.next())
                    .isEqualTo(
                            "42[\"resync_required\",{\"reason\":\"updates of a watched call may have been missed while there was no subscription to Redis\"}]");
            for (var socket : List.of(moved, still, unknown, queue, dashboard)) {
                assertThat(socket.poll(Duration.ofMillis(100))).isNull();
            }
        }
    }

    @Test
    void snapshotOfANewSubscriberDoesNotHideMissedUpdatesFromOthers() {
        try (var redis = TestRedis.started();
                var server = Realtime.on(redis).listening();
                var publisher = new RedisPublisher(redis);
                var early = RawWebSocket.connected(server.port(), "&feed=none");
                var late = RawWebSocket.connected(server.port(), "&feed=none")) {
            publisher.cache("missed", EventType.INITIATED, 1);
            ask(early, Channels.SUBSCRIBE_CALL, "missed");
            String missed = publisher.cache("missed", EventType.ROUTED, 2);
            assertThat(ask(late, Channels.SUBSCRIBE_CALL, "missed").snapshot().sequence())
                    .isEqualTo(2);

            publisher.redis().clientKill(KillArgs.Builder.typePubsub());
            assertThat(early.next()).isEqualTo(update(missed));
        }
    }

    @Test
    void redisThatComesBackEmptyIsListenedToAgain() {
        try (var redis = TestRedis.started();
                var server = Realtime.on(redis).listening();
                var subscriber = RawWebSocket.connected(server.port(), "&feed=none")) {
            ask(subscriber, Channels.SUBSCRIBE_CALL, "survivor");
            redis.stop();
            await().until(() -> !server.part(CallFeed.class).isListening());
            assertThat(ask(subscriber, Channels.SUBSCRIBE_CALL, "meanwhile")).isEqualTo(new Ack(true, null, null));

            redis.start();
            assertThat(subscriber.next()).contains("resync_required");
            try (var publisher = new RedisPublisher(redis)) {
                String published = publisher.publish("survivor", EventType.ROUTED, 7);
                assertThat(subscriber.next()).isEqualTo(update(published));
            }
        }
    }

    private static RawWebSocket connected(String query) {
        return RawWebSocket.connected(Realtime.shared().port(), query);
    }

    private static RawWebSocket subscribed(String callId, String query) {
        var socket = connected("&feed=none" + query);
        assertThat(ask(socket, Channels.SUBSCRIBE_CALL, callId).ok()).isTrue();
        return socket;
    }

    private static Ack ask(RawWebSocket socket, String word, String argument) {
        String answer =
                socket.send("421[\"" + word + "\",\"" + argument + "\"]").next();
        assertThat(answer).startsWith("431[");
        return JsonMapper.shared().readValue(answer.substring("431[".length(), answer.length() - 1), Ack.class);
    }

    private static String update(String json) {
        return "42[\"call_status_update\"," + json + "]";
    }
}
