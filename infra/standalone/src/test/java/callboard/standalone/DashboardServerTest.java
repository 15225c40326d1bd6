package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardServerTest {

    @TempDir
    Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private LauncherSettings settings = LauncherSettings.from(new Properties(), Map.of());
    private DashboardServer server = new DashboardServer(settings);

    @BeforeEach
    void serve() throws IOException {
        Path dist = folder.resolve("frontend/dist");
        Files.createDirectories(dist.resolve("assets"));
        Files.writeString(dist.resolve("index.html"), "<!doctype html>the dashboard");
        Files.writeString(dist.resolve("assets/index-4f2a.js"), "start()");
        Files.writeString(dist.resolve("favicon.svg"), "<svg/>");
        Files.writeString(folder.resolve("frontend/secret.txt"), "secret");
        Files.createSymbolicLink(dist.resolve("link.txt"), folder.resolve("frontend/secret.txt"));
        var given = new Properties();
        given.setProperty("callboard.artifacts", folder.toString());
        given.setProperty("callboard.port.dashboard", "0");
        given.setProperty("callboard.port.calls", "4001");
        given.setProperty("callboard.port.realtime", "4002");
        settings = LauncherSettings.from(given, Map.of());
        server = new DashboardServer(settings);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/calls",
                "/calls/CA-17/",
                "/calls/pbx.7@site",
                "/calls/PJSIP%2F201",
                "/calls/EMPRESA%5Cana",
                "/calls/50%20%25",
                "/calls/a%2F%2Fb.c%3Bd",
                "/healthy",
                "/wallboard?queue=legal.spanish"
            })
    void everyPageIsTheApplicationAndIsAskedForAgain(String address) throws Exception {
        var answer = get(address);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<!doctype html>the dashboard");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void assetsAreKeptForGood() throws Exception {
        var answer = get("/assets/index-4f2a.js");
        assertThat(answer.body()).isEqualTo("start()");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip, deflate, br|true", "br;q=1.0, gzip;q=0.5|true", "gzip;q=0, br|false", "br|false", "''|false"
            })
    void largeTextsAreCompressedForWhoAcceptsIt(String accepted, boolean compressed) throws Exception {
        String script = "start();".repeat(1_000);
        Files.writeString(settings.dashboard().resolve("assets/large-77.js"), script);
        var asked = accepted.isEmpty()
                ? request("/assets/large-77.js")
                : request("/assets/large-77.js").header("Accept-Encoding", accepted);
        var answer = browser.send(asked.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo(compressed ? "gzip" : "identity");
        assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(answer.headers().firstValue("ETag").orElseThrow().endsWith("-gzip\""))
                .isEqualTo(compressed);
        var body = new ByteArrayInputStream(answer.body());
        assertThat(compressed ? new GZIPInputStream(body).readAllBytes() : body.readAllBytes())
                .isEqualTo(script.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.body().length < script.length()).isEqualTo(compressed);
    }

    @Test
    void smallFilesAreSentAsTheyAre() throws Exception {
        var answer = send(request("/favicon.svg").header("Accept-Encoding", "gzip"));
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo("<svg/>");
    }

    @Test
    void theConfigurationNamesTheChosenPorts() throws Exception {
        var answer = get("/config.json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"callService\":\"http://{hostname}:4001\",\"realtimeService\":\"http://{hostname}:4002\"}");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missing.js",
                "/assets/missing",
                "/link.txt",
                "/..%2fsecret.txt",
                "/%2e%2e/secret.txt",
                "/assets/..%2f..%2fsecret.txt",
                "/..%5csecret.txt",
                "/a%00b.txt"
            })
    void whatIsNotInTheDashboardIsNotFound(String address) throws Exception {
        var answer = get(address);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("the dashboard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/queues", "/health", "/health/", "/socket.io/?EIO=4"})
    void whatTheServicesAnswerIsNoPageOfTheDashboard(String address) throws Exception {
        var answer = get(address);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("4001").doesNotContain("<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret.txt", "/assets/../../secret.txt", "//../secret.txt"})
    void addressesThatNoBrowserSendsLeadNowhereEither(String address) throws Exception {
        try (var socket = new Socket("localhost", settings.dashboardPort())) {
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 40").doesNotContain("secret");
        }
    }

    @Test
    void headAnswersWhatGetWouldWithoutTheBody() throws Exception {
        var answer = send(request("/favicon.svg").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "Content-Length")).isEqualTo("6");
        assertThat(header(answer, "Content-Type")).isEqualTo("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        var answer = send(request("/").method(method, HttpRequest.BodyPublishers.ofString("x")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void anUnchangedFileIsNotSentTwice() throws Exception {
        String tag = header(get("/"), "ETag");
        assertThat(send(request("/").header("If-None-Match", tag)).statusCode()).isEqualTo(304);
        Files.writeString(settings.dashboard().resolve("index.html"), "<!doctype html>a newer dashboard");
        assertThat(send(request("/").header("If-None-Match", tag)).body()).contains("newer");
    }

    @ParameterizedTest
    @CsvSource({"/,200", "/config.json,200", "/missing.js,404"})
    void everyAnswerIsGuarded(String address, int status) throws Exception {
        var answer = get(address);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'self'")
                .contains("connect-src 'self' http://localhost:4001 http://localhost:4002 ws://localhost:4002;")
                .doesNotContain("unsafe");
    }

    @Test
    void nginxGuardsTheDashboardInTheSameWay() throws Exception {
        var said = Pattern.compile("^add_header (\\S+) (?:\"([^\"]+)\"|(\\S+)) always;$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "docker", "nginx", "callboard", "security-headers.conf")));
        var answer = get("/");
        int compared = 0;
        for (; said.find(); compared++) {
            var value = said.group(2) == null ? said.group(3) : said.group(2);
            assertThat(header(answer, said.group(1)).replaceAll("connect-src 'self'[^;]*", "connect-src 'self'"))
                    .as(said.group(1))
                    .isEqualTo(value);
        }
        assertThat(compared).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"wall.example.com:3000,wall.example.com", "192.0.2.7,192.0.2.7", "[::1]:3000,*", "a; script-src *,*"})
    void policyNamesTheHostThatThePageCameFrom(String host, String named) throws Exception {
        try (var socket = new Socket("localhost", settings.dashboardPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("connect-src 'self' http://" + named + ":4001 ");
        }
    }

    private HttpResponse<String> get(String address) throws Exception {
        return send(request(address));
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + settings.dashboardPort() + address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
