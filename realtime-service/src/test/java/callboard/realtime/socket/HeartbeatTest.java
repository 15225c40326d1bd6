package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Engine.IO's heartbeat, on a server with short intervals. Its ping timeout is longer than a build machine stalls,
/// and other tests run meanwhile.
@Execution(ExecutionMode.CONCURRENT)
class HeartbeatTest {

    private static Realtime server;
    /// One whose clients are never too late.
    private static Realtime patient;

    @BeforeAll
    static void start() {
        server = Realtime.on(Realtime.sharedRedis(), "ping-interval=300ms", "ping-timeout=8s");
        patient = Realtime.on(Realtime.sharedRedis(), "ping-interval=300ms", "ping-timeout=60s");
    }

    @AfterAll
    static void stop() {
        server.close();
        patient.close();
    }

    @Test
    void serverPingsAPollingClientAndTakesItsPongs() {
        var http = new RawHttp(patient.port());
        String session = http.begin();
        for (int i = 0; i < 3; i++) {
            assertThat(http.get(session).body()).matches("2(\u001e2)*");
            assertThat(http.post(session, "3").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void pollingSessionWithoutPongsIsClosed() {
        var http = new RawHttp(server.port());
        String session = http.begin();

        await().until(() ->
                server.part(Sessions.class).find(session.substring(session.indexOf("sid=") + "sid=".length())) == null);
        assertThat(http.post(session, "3").body()).contains("\"code\":1");
    }

    @Test
    void serverPingsAWebSocketAndTakesItsPongs() {
        try (var socket = RawWebSocket.open(patient.port(), "EIO=4&transport=websocket", Map.of(), true)) {
            socket.next();
            for (int i = 0; i < 3; i++) {
                assertThat(socket.next()).isEqualTo("2");
                socket.send("3");
            }
        }
    }

    @Test
    void webSocketWithoutPongsIsClosedAndNotToldToStayAway() {
        try (var socket = RawWebSocket.open(server.port(), "EIO=4&transport=websocket&feed=none", Map.of(), true)) {
            socket.next();
            socket.send("40");
            String answer = socket.next();
            while (answer.equals("2")) {
                answer = socket.next();
            }
            assertThat(answer).startsWith("40");
            socket.closeStatus();
            for (String last = socket.poll(Duration.ZERO); last != null; last = socket.poll(Duration.ZERO)) {
                assertThat(last).isEqualTo("2");
            }
        }
    }
}
