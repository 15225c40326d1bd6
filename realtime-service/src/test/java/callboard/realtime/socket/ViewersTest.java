package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Channels;
import callboard.contracts.EventType;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import callboard.testing.LoginServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What is shown to whom, where viewers are asked who they are.
class ViewersTest {

    private static final String ALL = "40{\"token\":\"a-token-for-everything\"}";
    private static final String LEGAL = "40{\"token\":\"a-token-for-legal\"}";

    private static final LoginServer LOGIN = LoginServer.started();
    private static final Realtime SERVER = Realtime.on(
                    Realtime.sharedRedis(),
                    "callboard.security.viewer-tokens=all:a-token-for-everything,legal@legal_spanish|legal_english:a-token-for-legal",
                    "callboard.security.oidc.issuer-uri=" + LOGIN.issuer())
            .listening();

    @AfterAll
    static void stop() {
        SERVER.close();
        LOGIN.close();
    }

    @Test
    void nobodyConnectsWithoutAToken() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var without = opened();
                var right = connected(ALL)) {
            assertThat(without.send("40").next())
                    .isEqualTo("44{\"message\":\"Sign in: send a viewer's token as auth.token in the handshake\","
                            + "\"data\":{\"code\":\"unauthorized\"}}");
            assertThat(without.send("40{\"token\":\"a-wrong-token\"}").next()).contains("\"code\":\"unauthorized\"");
            for (String none :
                    List.of("7", "null", "\"\"", "\" \"", "[\"a-token-for-everything\"]", "{\"token\":\"x\"}")) {
                assertThat(without.send("40{\"token\":" + none + "}").next())
                        .contains("auth.token in the handshake", "\"code\":\"unauthorized\"");
            }
            publisher.publish("unseen", "legal_spanish", EventType.INITIATED, 1);
            assertThat(right.next()).contains("unseen");
            assertThat(without.send(ALL).next()).startsWith("40{");
            assertThat(without.fence()).isEmpty();
            try (var stubborn = opened()) {
                stubborn.send("40").next();
                assertThat(stubborn.send("421[\"subscribe_call\",\"unseen\"]").closeStatus())
                        .isEqualTo(1002);
            }
        }
    }

    @Test
    void viewerHearsOfTheirQueuesOnly() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var legal = connected(LEGAL);
                var all = connected(ALL)) {
            var hidden = publisher.publish("hidden", "medical_spanish", EventType.INITIATED, 1);
            publisher.publishRaw(Channels.CALL_ALERTS, alert("hidden", "medical_spanish"));
            publisher.publishRaw(Channels.CALL_ALERTS_ACKNOWLEDGED, alert("hidden", "medical_spanish"));
            publisher.publishRaw(Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE, "{\"queueId\":\"medical_spanish\"}");
            publisher.publishRaw(Channels.CALL_ALERTS_CLEARED, alert("hidden", "medical_spanish"));
            publisher.publishRaw(Channels.CALLBACK_CLAIMS, alert("hidden", "medical_spanish"));
            // Alerts of rules have no call, and those of all queues together no queue.
            publisher.publishRaw(Channels.CALL_ALERTS, "{\"id\":\"1\",\"queueId\":\"medical_spanish\"}");
            publisher.publishRaw(Channels.CALL_ALERTS, "{\"id\":\"2\"}");
            publisher.publishRaw(Channels.CALL_ALERTS_CLEARED, "{\"id\":\"2\"}");
            publisher.publishRaw(Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE, "{\"count\":2}");
            publisher.publishRaw(Channels.CALL_ALERTS, "{\"id\":\"3\",\"queueId\":\"legal_english\"}");
            publisher.publishRaw(Channels.CALL_STATS, "{\"all\":7}");
            publisher.publishRaw(Channels.AGENT_UPDATES, "{\"agents\":[]}");
            var shown = publisher.publish("shown", "legal_english", EventType.INITIATED, 1);
            publisher.publishRaw(Channels.CALL_ALERTS, alert("shown", "legal_english"));
            publisher.publishRaw(Channels.CALL_ALERTS_ACKNOWLEDGED, alert("shown", "legal_english"));
            publisher.publishRaw(Channels.CALL_ALERTS_CLEARED, alert("shown", "legal_english"));

            assertThat(all.next()).isEqualTo("42[\"new_call\"," + hidden + "]");
            assertThat(all.next()).contains("\"alert\"").contains("hidden");
            assertThat(all.next()).contains("\"alert_acknowledged\"").contains("hidden");
            assertThat(all.next()).contains("\"alerts_acknowledged\"");
            assertThat(all.next()).contains("\"alert_cleared\"").contains("hidden");
            assertThat(all.next()).contains("\"callback_claim\"").contains("hidden");
            assertThat(all.next()).isEqualTo("42[\"alert\",{\"id\":\"1\",\"queueId\":\"medical_spanish\"}]");
            assertThat(all.next()).isEqualTo("42[\"alert\",{\"id\":\"2\"}]");
            assertThat(all.next()).isEqualTo("42[\"alert_cleared\",{\"id\":\"2\"}]");
            assertThat(all.next()).isEqualTo("42[\"alerts_acknowledged\",{\"count\":2}]");
            assertThat(all.next()).isEqualTo("42[\"alert\",{\"id\":\"3\",\"queueId\":\"legal_english\"}]");
            assertThat(all.next()).isEqualTo("42[\"stats_update\",{\"all\":7}]");
            assertThat(all.next()).isEqualTo("42[\"agent_update\",{\"agents\":[]}]");
            assertThat(all.next()).contains("shown");
            // Numbers are of all queues: who doesn't see those is told to read their own.
            assertThat(legal.next()).isEqualTo("42[\"alert\",{\"id\":\"3\",\"queueId\":\"legal_english\"}]");
            assertThat(legal.next()).isEqualTo("42[\"stats_update\",{}]");
            assertThat(legal.next()).isEqualTo("42[\"agent_update\",{}]");
            assertThat(legal.next()).isEqualTo("42[\"new_call\"," + shown + "]");
            assertThat(legal.next()).contains("\"alert\"").contains("shown");
            assertThat(legal.next()).contains("\"alert_acknowledged\"").contains("shown");
            assertThat(legal.next()).contains("\"alert_cleared\"").contains("shown");
            assertThat(legal.fence()).isEmpty();
        }
    }

    @Test
    void callOfAnotherQueueLooksLikeNone() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var legal = connected(LEGAL);
                var all = connected(ALL)) {
            publisher.cache("elsewhere", "medical_spanish", EventType.ROUTED, 2);
            var nobodys = legal.send("421[\"subscribe_call\",\"not-there\"]").next();
            assertThat(legal.send("421[\"subscribe_call\",\"elsewhere\"]").next())
                    .isEqualTo(nobodys)
                    .isEqualTo("431[{\"ok\":true}]");
            assertThat(all.send("421[\"subscribe_call\",\"elsewhere\"]").next()).contains("\"snapshot\":{");

            publisher.publish("elsewhere", "medical_spanish", EventType.ANSWERED, 3);
            assertThat(all.next()).contains("\"sequence\":3");
            var moved = publisher.publish("elsewhere", "legal_spanish", EventType.RETRANSFER, 4);
            assertThat(legal.next()).isEqualTo("42[\"call_status_update\"," + moved + "]");
            assertThat(legal.fence()).isEmpty();
        }
    }

    @Test
    void queueThatIsNotShownCannotBeWatched() {
        try (var legal = connected(LEGAL)) {
            assertThat(legal.send("421[\"subscribe_queue\",\"medical_spanish\"]")
                            .next())
                    .isEqualTo("431[{\"ok\":false,\"error\":\"this token does not show that queue\"}]");
            assertThat(legal.send("422[\"subscribe_queue\",\"legal_spanish\"]").next())
                    .isEqualTo("432[{\"ok\":true}]");
        }
    }

    @Test
    void loginIsJudgedByTheServersOwnKeysOnBothTransports() {
        var token = LOGIN.token("\"queues\":[\"legal_spanish\"]");
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var socket = opened()) {
            assertThat(socket.send("40{\"token\":\"" + token + "\"}").next()).startsWith("40{");
            var http = new RawHttp(SERVER.port());
            var polling = http.begin("");
            assertThat(http.post(polling, "40{\"token\":\"" + token + "\"}").statusCode())
                    .isEqualTo(200);
            assertThat(http.get(polling).body()).startsWith("40{");

            publisher.publish("not-for-logins", "medical_spanish", EventType.INITIATED, 1);
            var shown = publisher.publish("for-logins", "legal_spanish", EventType.INITIATED, 1);
            assertThat(socket.next()).isEqualTo("42[\"new_call\"," + shown + "]");
            assertThat(http.get(polling).body()).isEqualTo("42[\"new_call\"," + shown + "]");
        }
    }

    @Test
    void loginThatShowsNothingIsToldSo() {
        try (var socket = opened()) {
            assertThat(socket.send("40{\"token\":\"" + LOGIN.token("") + "\"}").next())
                    .contains("\"code\":\"forbidden\"")
                    .contains("claim queues");
        }
    }

    @Test
    void socketEndsWithItsLogin() {
        try (var socket = opened()) {
            // Clocks may be a minute apart, so a login holds for a minute longer.
            var soon = Instant.now().minusSeconds(60).plusSeconds(10);
            assertThat(socket.send("40{\"token\":\"" + LOGIN.token("\"queues\":\"*\"", soon) + "\"}")
                            .next())
                    .startsWith("40{");
            await().until(socket::isClosed);
            assertThat(socket.closeStatus()).isEqualTo(1008);
        }
    }

    private static String alert(String callId, String queueId) {
        return "{\"callId\":\"%s\",\"queueId\":\"%s\"}".formatted(callId, queueId);
    }

    private static RawWebSocket opened() {
        var socket = RawWebSocket.open(SERVER.port(), "EIO=4&transport=websocket");
        assertThat(socket.next()).startsWith("0{");
        return socket;
    }

    private static RawWebSocket connected(String connect) {
        var socket = opened();
        assertThat(socket.send(connect).next()).startsWith("40{");
        return socket;
    }
}
