package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Ack;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Channels;
import callboard.contracts.EventType;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SubscriptionsTest {

    private static final String CALL_ID_WRONG = "callId " + CallEventRequest.ID_MESSAGE;
    private static final String QUEUE_ID_WRONG = "queueId " + CallEventRequest.ID_MESSAGE;
    private final Realtime server = Realtime.shared();

    @Test
    void snapshotIsTheCallsLatestUpdate() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var socket = connected()) {
            String latest = publisher.cache("snapshot", EventType.ANSWERED, 3);

            String answer = socket.send("421[\"subscribe_call\",\"snapshot\"]").next();
            assertThat(answer).isEqualTo("431[{\"ok\":true,\"snapshot\":" + latest + "}]");
            assertThat(JsonMapper.shared()
                            .readValue(answer.substring(4, answer.length() - 1), Ack.class)
                            .snapshot()
                            .sequence())
                    .isEqualTo(3);
        }
    }

    @Test
    void callThatTheCacheDoesNotHoldHasNoSnapshot() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var socket = connected()) {
            assertThat(socket.send("421[\"subscribe_call\",\"nobody-knows\"]").next())
                    .isEqualTo("431[{\"ok\":true}]");
            publisher.redis().set(Channels.lastValueKey("broken"), "{\"callId\":");
            assertThat(socket.send("422[\"subscribe_call\",\"broken\"]").next()).isEqualTo("432[{\"ok\":true}]");
        }
    }

    @Test
    void acknowledgementIsSentOnlyWhenAskedFor() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var socket = connected()) {
            socket.send("42[\"subscribe_call\",\"quiet\"]")
                    .send("42[\"subscribe_queue\",\"quiet\"]")
                    .send("42[\"subscribe_dashboard\"]");
            assertThat(socket.fence()).isEmpty();
            String published = publisher.publish("quiet", EventType.ROUTED, 2);
            assertThat(socket.next()).isEqualTo("42[\"call_status_update\"," + published + "]");
        }
    }

    @Test
    void nothingArrivesAfterUnsubscribing() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var left = connected();
                var stayed = connected()) {
            for (var socket : new RawWebSocket[] {left, stayed}) {
                socket.send("421[\"subscribe_call\",\"left\"]").next();
            }
            assertThat(left.send("422[\"unsubscribe_call\",\"left\"]").next()).isEqualTo("432[{\"ok\":true}]");
            assertThat(left.send("423[\"unsubscribe_call\",\"never-joined\"]").next())
                    .isEqualTo("433[{\"ok\":true}]");
            publisher.publish("left", EventType.ROUTED, 2);
            assertThat(stayed.next()).contains("\"left\"");
            assertThat(left.fence()).isEmpty();
        }
    }

    /// Updates name ids as they are kept; clients may send them in another form.
    @ParameterizedTest
    @ValueSource(strings = {"a/b@h", "Ana María", "Jose\u0301", "a;b 50 %", "日本語", "*", "<x>#?'", "👩‍💻"})
    void anyIdCanBeWatched(String id) {
        var kept = Normalizer.normalize(id, Normalizer.Form.NFC);
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var socket = RawWebSocket.connected(server.port(), "&feed=none")) {
            String latest = publisher.cache(kept, EventType.ANSWERED, 3);
            assertThat(socket.send("421[\"subscribe_call\",\"" + id + "\"]").next())
                    .isEqualTo("431[{\"ok\":true,\"snapshot\":" + latest + "}]");
            assertThat(socket.send("422[\"subscribe_queue\",\"" + id + "\"]").next())
                    .isEqualTo("432[{\"ok\":true}]");
            String published = publisher.publish(kept, EventType.HOLD, 4);
            assertThat(socket.next()).isEqualTo("42[\"call_status_update\"," + published + "]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"\"",
                ",7",
                ",null",
                ",true",
                ",{}",
                ",[\"a\"]",
                ",\" a\"",
                ",\"a \"",
                ",\"..\"",
                ",\"a/../b\"",
                ",\"a\\n\"",
                ",\"a\\u202eb\"",
                ",TOO_LONG"
            })
    void wrongCallIdIsRefused(String argument) {
        try (var socket = connected()) {
            double before = server.meter("subscriptions.refused");
            String arguments = argument.replace("TOO_LONG", "\"" + "x".repeat(129) + "\"");
            for (String word : new String[] {Channels.SUBSCRIBE_CALL, Channels.UNSUBSCRIBE_CALL}) {
                assertThat(socket.send("421[\"" + word + "\"" + arguments + "]").next())
                        .isEqualTo("431[{\"ok\":false,\"error\":\"" + CALL_ID_WRONG + "\"}]");
            }
            socket.send("42[\"subscribe_call\"" + arguments + "]").fence();
            assertThat(server.meter("subscriptions.refused")).isEqualTo(before + 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"\"", ",7", ",null", ",\"a\\u0000\"", ",\"\\ud800\"", ",TOO_LONG"})
    void wrongQueueIdIsRefused(String argument) {
        try (var socket = connected()) {
            String arguments = argument.replace("TOO_LONG", "\"" + "x".repeat(129) + "\"");
            for (String word : new String[] {Channels.SUBSCRIBE_QUEUE, Channels.UNSUBSCRIBE_QUEUE}) {
                assertThat(socket.send("421[\"" + word + "\"" + arguments + "]").next())
                        .isEqualTo("431[{\"ok\":false,\"error\":\"" + QUEUE_ID_WRONG + "\"}]");
            }
        }
    }

    @Test
    void callNamedLikeAnothersRoomStaysACall() {
        try (var publisher = new RedisPublisher(Realtime.sharedRedis());
                var socket = connected();
                var other = RawWebSocket.connected(server.port())) {
            socket.send("421[\"subscribe_call\",\"dashboard\"]").next();
            socket.send("422[\"subscribe_call\",\"queue:medical_spanish\"]").next();
            publisher.publish("someone", EventType.INITIATED, 1);
            assertThat(other.next()).contains("new_call");
            assertThat(socket.fence()).isEmpty();
        }
    }

    @Test
    void roomsOfOneClientAreLimited() {
        try (var strict = Realtime.on(Realtime.sharedRedis(), "rooms-per-client=2")
                        .listening();
                var socket = RawWebSocket.connected(strict.port(), "&feed=none")) {
            assertThat(socket.send("421[\"subscribe_call\",\"a\"]").next()).contains("true");
            assertThat(socket.send("421[\"subscribe_queue\",\"b\"]").next()).contains("true");
            assertThat(socket.send("421[\"subscribe_call\",\"a\"]").next()).contains("true");
            assertThat(socket.send("421[\"subscribe_call\",\"c\"]").next())
                    .isEqualTo("431[{\"ok\":false,\"error\":\"too many subscriptions: unsubscribe from some first\"}]");
            assertThat(strict.meter("rooms")).isEqualTo(2);
            socket.send("421[\"unsubscribe_call\",\"a\"]").next();
            assertThat(socket.send("421[\"subscribe_call\",\"c\"]").next()).contains("true");
        }
    }

    private RawWebSocket connected() {
        return RawWebSocket.connected(server.port(), "&feed=none");
    }
}
