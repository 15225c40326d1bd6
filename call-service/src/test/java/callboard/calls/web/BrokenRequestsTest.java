package callboard.calls.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that no HTTP library would send.
class BrokenRequestsTest {

    private final int port = SharedService.SERVICE.api.uri("/").getPort();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/calls?q=<> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/calls?q=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/calls?q=%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/calls/%2e%2e%2f%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/calls HTTP/1.1\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "POST /api/events HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /api/events HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /api/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + Api.KEY
                        + "\r\nContent-Type: multipart/form-data\r\nContent-Length: 1\r\n\r\nx",
                "PUT /api/queues/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + Api.ADMIN_KEY
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\na=%zz",
                "POST /api/ops/undelivered/abc/replay HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: "
                        + Api.ADMIN_KEY + "\r\nContent-Length: 0\r\n\r\n",
                "DELETE /api/ops/undelivered/99999999999999999999 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: "
                        + Api.ADMIN_KEY + "\r\n\r\n"
            })
    void areRefusedWithoutInternalDetails(String request) throws IOException {
        var answer = exchange(request);

        assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 2");
        assertThat(answer)
                .doesNotStartWith("HTTP/1.1 5")
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("org.apache", "Tomcat", "<html");
    }

    @Test
    void anUnknownHttpVersionIsRefused() throws IOException {
        assertThat(exchange("GET / HTTP/9.9\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 505")
                .contains("application/problem+json");
    }

    @Test
    void aHugeHeaderIsRefused() throws IOException {
        var answer = exchange("GET /health HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html");
    }

    @Test
    void anIncompleteBodyStoresNothing() throws IOException {
        var event = Api.initiated("half-sent");
        exchange("POST /api/events HTTP/1.1\r\nHost: x\r\nX-API-Key: " + Api.KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n" + event);

        assertThat(SharedService.SERVICE.api.get("/api/calls/half-sent").status())
                .isEqualTo(404);
    }

    @Test
    void aBodyThatArrivesTooSlowlyTimesOut() throws IOException {
        try (var redis = TestRedis.started();
                var impatient = RunningService.start(redis, "callboard.intake.body-within=300ms");
                var socket = new Socket("localhost", impatient.api.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST /api/events HTTP/1.1\r\nHost: x\r\nX-API-Key: " + Api.KEY
                            + "\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            // A byte at a time, far from the announced length, until the answer comes.
            await().until(() -> {
                out.write(' ');
                return socket.getInputStream().available() > 0;
            });

            var answer = new byte[13];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 408 ");
        }
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
