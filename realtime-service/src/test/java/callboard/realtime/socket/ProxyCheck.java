package callboard.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.realtime.Nginx;
import callboard.realtime.RawHttp;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas behind nginx, with the configuration that the dashboard's image has. Not part of the build, since few
/// machines have an nginx: see docs/testing.md.
class ProxyCheck {

    private static final String POLLING = "EIO=4&transport=polling";

    private final Realtime one =
            Realtime.on(Realtime.sharedRedis(), "behind-proxy=true").listening();
    private final Realtime other =
            Realtime.on(Realtime.sharedRedis(), "behind-proxy=true").listening();
    private Nginx nginx;
    private RawHttp http;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        nginx = Nginx.inFrontOf(folder, List.of(one.port(), other.port()));
        http = new RawHttp(nginx.port());
    }

    @AfterEach
    void stop() {
        nginx.close();
        one.close();
        other.close();
    }

    @Test
    void everyPollFindsItsSessionAtOnceWhateverTheAddressItComesFrom() throws IOException {
        var sessions = Stream.generate(http::begin).limit(20).toList();
        for (int i = 0; i < sessions.size(); i++) {
            assertThat(poll(sessions.get(i), i)).isEqualTo(0);
        }

        assertThat(one.part(Sessions.class).size()).isPositive();
        assertThat(other.part(Sessions.class).size()).isPositive();
        assertThat(nginx.upstreams()).hasSize(20 + 20 * 2 * 10).noneMatch(upstreams -> upstreams.contains(","));
    }

    @Test
    void sessionsAreKeptWhenReplicasComeAndChangePlaces() throws Exception {
        nginx.nowInFrontOf(List.of(one.port()));
        var sessions = Stream.generate(http::begin).limit(20).toList();

        nginx.nowInFrontOf(List.of(other.port(), one.port()));

        for (int i = 0; i < sessions.size(); i++) {
            assertThat(poll(sessions.get(i), i)).isEqualTo(0);
        }
        assertThat(nginx.upstreams()).anyMatch(upstreams -> upstreams.contains(","));
    }

    @Test
    void sessionOfAReplicaThatIsGoneIsUnknownAndAnotherOpens() {
        var sessions = Stream.generate(http::begin).limit(20).toList();
        other.close();

        long unknown = sessions.stream()
                .filter(session -> http.post(session, "40").body().startsWith("{\"code\":1,"))
                .count();
        assertThat(unknown).isEqualTo(20L - one.part(Sessions.class).size()).isPositive();
        assertThat(Stream.generate(() -> http.get(POLLING).body()).limit(10)).allMatch(open -> open.startsWith("0{"));
    }

    @Test
    void whatIsRefusedIsRefusedInEngineIosWords() {
        for (String sid : List.of("unknown", "00000000-0000-0000-0000-000000000000", "%00", "[")) {
            var answer = http.get(POLLING + "&sid=" + sid);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"code\":1,\"message\":\"Session ID unknown\",");
            assertThat(http.post(POLLING + "&sid=" + sid, "3").statusCode()).isEqualTo(400);
        }
        assertThat(http.get("EIO=3&transport=polling").body()).startsWith("{\"code\":5,");
        assertThat(http.post(http.begin(), "4".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(http.send("GET", "/socket.io/other").statusCode()).isEqualTo(404);
        assertThat(http.get(POLLING, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void sessionsUpgradeWhereTheyAre() {
        for (int i = 0; i < 10; i++) {
            String session = http.begin();
            assertThat(poll(session, i)).isEqualTo(0);
            try (var socket = RawWebSocket.open(
                    nginx.port(),
                    session.replace("polling", "websocket"),
                    Map.of("X-Forwarded-For", "10.9.8." + i),
                    false)) {
                assertThat(socket.send("2probe").next()).isEqualTo("3probe");
                socket.send("5").fence();
            }
        }
    }

    /// As long as three pings take, on each transport.
    @Test
    void connectionsOutliveAMinute() {
        var polls = CompletableFuture.supplyAsync(() -> {
            String session = http.begin();
            http.post(session, "40");
            http.get(session);
            return IntStream.range(0, 3)
                    .allMatch(i -> http.get(session).body().equals("2")
                            && http.post(session, "3", "X-Forwarded-For", "10.0.0." + i)
                                            .statusCode()
                                    == 200);
        });
        try (var socket = RawWebSocket.open(nginx.port(), "EIO=4&transport=websocket", Map.of(), true)) {
            socket.next();
            assertThat(socket.send("40").next()).startsWith("40{");
            for (int i = 0; i < 3; i++) {
                assertThat(socket.next()).isEqualTo("2");
                socket.send("3");
            }
            socket.fence();
        }
        assertThat(polls.join()).isTrue();
    }

    /// How many of ten posts and ten polls failed, each from another address.
    private long poll(String session, int client) {
        assertThat(http.post(session, "40", "X-Forwarded-For", "10.1.%d.1".formatted(client))
                        .statusCode())
                .isEqualTo(200);
        http.get(session, "X-Forwarded-For", "10.2.%d.1".formatted(client));
        return IntStream.range(1, 10)
                .filter(i -> http.post(
                                                session,
                                                "42" + i + "[\"subscribe_queue\",\"a\"]",
                                                "X-Forwarded-For",
                                                "10.%d.%d.2, 10.9.9.9".formatted(i, client))
                                        .statusCode()
                                != 200
                        || !http.get(session, "X-Forwarded-For", "10.%d.%d.3".formatted(i, client))
                                .body()
                                .startsWith("43" + i))
                .count();
    }
}
