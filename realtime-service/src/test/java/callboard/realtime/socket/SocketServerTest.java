package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.contracts.EventType;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import io.socket.client.Ack;
import io.socket.client.IO;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketServerTest {

    private static final String POLLING = "EIO=4&transport=polling";

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void socketIoClientConnectsSubscribesAndReceives(String transports) throws Exception {
        var options = IO.Options.builder()
                .setTransports(transports.split(","))
                .setForceNew(true)
                .build();
        var client =
                IO.socket(URI.create("http://localhost:" + Realtime.shared().port()), options);
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        client.on("call_status_update", arguments -> received.add(arguments[0]));
        client.on("new_call", arguments -> received.add(arguments[0]));
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        try (var publisher = new RedisPublisher(Realtime.sharedRedis())) {
            client.connect();
            client.emit("subscribe_call", "real-client", (Ack) answer -> answers.add(answer[0]));
            assertThat(((JSONObject) answers.poll(60, TimeUnit.SECONDS)).getBoolean("ok"))
                    .isTrue();

            publisher.publish("real-client", EventType.INITIATED, 1);
            for (int i = 0; i < 2; i++) {
                assertThat(((JSONObject) received.poll(60, TimeUnit.SECONDS)).getString("callId"))
                        .isEqualTo("real-client");
            }
        } finally {
            client.disconnect();
        }
    }

    @Test
    void aSessionIsThereBeforeItsClientKnowsOfIt() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "handshakes-per-second=100000")) {
            var http = new RawHttp(server.port());
            var sessions = server.part(Sessions.class);
            for (int i = 0; i < 500; i++) {
                var session = http.begin();
                assertThat(sessions.find(session.substring(session.indexOf("sid=") + "sid=".length())))
                        .as("handshake %d", i)
                        .isNotNull();
            }
        }
    }

    @Test
    void closesItsClientsWithoutADisconnect() {
        var server = Realtime.on(Realtime.sharedRedis()).listening();
        var http = new RawHttp(server.port());
        String session = http.beginConnected("");
        var poll = http.getLater(session);
        await().until(() -> server.part(Sessions.class).all().stream().anyMatch(Session::isPolling));
        try (var socket = RawWebSocket.connected(server.port())) {
            server.part(SocketServer.class).stop();

            assertThat(socket.closeStatus()).isEqualTo(1001);
            assertThat(socket.poll(Duration.ZERO)).isNull();
            assertThat(poll.join().body()).isEqualTo("1");
            assertThatThrownBy(() -> http.get(POLLING)).hasRootCauseInstanceOf(IOException.class);
        } finally {
            server.close();
        }
    }

    /// Netty by itself would take two seconds each time. One stop of several, as this machine may do something
    /// else.
    @Test
    void stopsFast() {
        try (var server = Realtime.on(Realtime.sharedRedis())) {
            var sockets = server.part(SocketServer.class);
            var shortest = IntStream.range(0, 5)
                    .mapToObj(i -> {
                        try (var socket = RawWebSocket.connected(sockets.port())) {
                            long began = System.nanoTime();
                            sockets.stop();
                            var took = Duration.ofNanos(System.nanoTime() - began);
                            assertThat(socket.closeStatus()).isEqualTo(1001);
                            return took;
                        } finally {
                            sockets.start();
                        }
                    })
                    .min(Duration::compareTo);
            assertThat(shortest).hasValueSatisfying(took -> assertThat(took).isLessThan(Duration.ofMillis(1_500)));
        }
    }

    @Test
    void startsAgainAfterAStop() {
        try (var server = Realtime.on(Realtime.sharedRedis())) {
            var sockets = server.part(SocketServer.class);
            sockets.stop();
            assertThat(sockets.isRunning()).isFalse();
            sockets.start();
            assertThat(new RawHttp(sockets.port()).get(POLLING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void handshakesOfOneAddressAreLimitedPerSecond() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "handshakes-per-second=3", "behind-proxy=true")) {
            var http = new RawHttp(server.port());
            var handshakes =
                    IntStream.range(0, 60).mapToObj(i -> http.getLater(POLLING)).toList();
            assertThat(handshakes)
                    .extracting(handshake -> handshake.join().statusCode())
                    .contains(200, 429);
            assertThat(http.get(POLLING, "X-Forwarded-For", "9.9.9.9, 10.0.0.1").statusCode())
                    .isEqualTo(200);
            await().until(() -> http.get(POLLING).statusCode() == 200);
        }
    }

    @Test
    void sessionsAreLimited() {
        try (var server = Realtime.on(Realtime.sharedRedis(), "max-connections=2")) {
            var http = new RawHttp(server.port());
            String first = http.begin();
            http.begin();
            assertThat(http.get(POLLING).statusCode()).isEqualTo(503);
            assertThat(http.post(first, "1").statusCode()).isEqualTo(200);
            assertThat(http.get(POLLING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void opsSeeHealthAndMeters() {
        var server = Realtime.shared();
        var management = new RawHttp(server.managementPort());
        try (var socket = RawWebSocket.connected(server.port())) {
            assertThat(socket.fence()).isEmpty();
            assertThat(management.send("GET", "/actuator/health").body()).contains("\"feed\":{\"status\":\"UP\"}");
            assertThat(management.send("GET", "/actuator/health/readiness").body())
                    .contains("\"status\":\"UP\"");
            assertThat(management.send("GET", "/actuator/health/liveness").body())
                    .contains("\"status\":\"UP\"");
            assertThat(management.send("GET", "/actuator/prometheus").body())
                    .contains(
                            "callboard_realtime_deliveries_total",
                            "callboard_realtime_dropped_total",
                            "callboard_realtime_malformed_total",
                            "callboard_realtime_slow_disconnects_total",
                            "callboard_realtime_rooms ",
                            "callboard_realtime_sockets ");
            assertThat(server.meter("sockets")).isPositive();
        }
    }
}
