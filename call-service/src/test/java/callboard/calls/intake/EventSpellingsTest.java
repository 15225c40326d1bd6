package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.SharedService;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One request has one answer, to the byte, however its sender spells it: over plain sockets, since no HTTP library
/// would send most of it.
class EventSpellingsTest {

    private static final String JSON = "application/json";
    private static final String CALL = newCallId();
    private static final String KEY = "X-API-Key: " + Api.KEY;

    private final int port = SharedService.SERVICE.api.uri("/").getPort();

    /// An answer without the time that it was given at.
    private record Answer(String status, List<String> headers, String body) {

        static Answer of(String raw) {
            var end = raw.indexOf("\r\n\r\n");
            var lines = raw.substring(0, end).lines().toList();
            return new Answer(
                    lines.getFirst(),
                    lines.stream()
                            .skip(1)
                            .filter(line -> !line.startsWith("Date: "))
                            .sorted()
                            .toList(),
                    raw.substring(end + 4));
        }
    }

    /// A request, and the status of its answer.
    private record Request(String status, String path, String type, String key, String body) {}

    private static Stream<Request> requests() {
        var repeat = Api.initiated(CALL);
        return Stream.of(
                new Request("200", "/api/events", JSON, KEY, repeat),
                new Request("400", "/api/events", JSON, KEY, "{"),
                new Request("400", "/api/events", JSON, KEY, "{\"event\":\"call_ended\"}"),
                new Request("401", "/api/events", JSON, "X-API-Key: wrong", repeat),
                new Request("404", "/api/events", JSON, KEY, Api.answered("nobody-knows-it", 3)),
                new Request("413", "/api/events", JSON, KEY, " ".repeat(70_000)),
                new Request("422", "/api/events", JSON, KEY, Api.hold(CALL, 1)),
                new Request("200", "/api/events/batch", JSON, KEY, "[" + repeat + ",5]"),
                new Request("200", "/api/events/batch", "application/x-ndjson", KEY, repeat + "\n{\n"),
                new Request("400", "/api/events/batch", JSON, KEY, "{}"),
                new Request("401", "/api/events/batch", JSON, "X-API-Key: wrong", "[]"));
    }

    private static Stream<Arguments> spellings() {
        return requests()
                .flatMap(usual -> Stream.of(
                                Stream.of(
                                                usual.type + ";charset=utf-8",
                                                usual.type + "; charset=utf-8",
                                                usual.type + ";charset=UTF-8",
                                                usual.type + " ; Charset=\"utf-8\"",
                                                usual.type.toUpperCase(Locale.ROOT),
                                                usual.type + ";profile=x")
                                        .map(type -> spelling(usual, usual.path, type, List.of())),
                                Stream.of(
                                                "Accept: */*",
                                                "Accept: text/html",
                                                "Accept: application/xml;q=0.1",
                                                "Accept: nonsense")
                                        .map(accept -> spelling(usual, usual.path, usual.type, List.of(accept))),
                                Stream.of("http://HOST", "https://HOST")
                                        .map(origin ->
                                                spelling(usual, usual.path, usual.type, List.of("Origin: " + origin))),
                                Stream.of("/%s", "%s/", "//%s//", "/.%s", "/x/..%s", "%s;x=1")
                                        .map(path ->
                                                spelling(usual, path.formatted(usual.path), usual.type, List.of())),
                                Stream.of(spelling(usual, usual.path.replace("api/", "api//"), usual.type, List.of())))
                        .flatMap(each -> each));
    }

    private static Arguments spelling(Request usual, String path, String type, List<String> headers) {
        return Arguments.of(usual, path, type, headers);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void areAnsweredAlike(Request usual, String path, String type, List<String> headers) throws IOException {
        SharedService.SERVICE.api.post(Api.initiated(CALL));
        var answer = send("POST", usual.path, usual.type, usual.key, List.of(), usual.body, false);

        assertThat(answer.status).startsWith("HTTP/1.1 " + usual.status);
        assertThat(send("POST", path, type, usual.key, headers, usual.body, false))
                .isEqualTo(answer);
        assertThat(send("POST", path, type, usual.key, headers, usual.body, true))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/*", "application/json;charset=nonsense", "nonsense", "", "*/*"})
    void whatIsNotJsonIsRefusedAlikeAtEveryAddress(String type) throws IOException {
        var one = send("POST", "/api/events", type, KEY, List.of(), "{}", false);

        assertThat(one.status).startsWith("HTTP/1.1 415");
        for (var path : List.of("//api/events", "/api/events/", "/api/events/batch", "/api/events/batch/")) {
            assertThat(send("POST", path, type, KEY, List.of(), "{}", true)).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void otherMethodsAreRefusedAlikeAtEveryAddress(String method) throws IOException {
        var one = send(method, "/api/events", JSON, KEY, List.of(), "{}", false);

        assertThat(one.status).startsWith("HTTP/1.1 405");
        assertThat(one.headers).contains("Allow: POST");
        for (var path : List.of("//api/events", "/api/events/", "/api/events/batch", "/api//events/batch/")) {
            assertThat(send(method, path, "text/plain", KEY, List.of("Accept: text/html"), "{}", true))
                    .isEqualTo(one);
        }
    }

    private Answer send(
            String method, String path, String type, String key, List<String> headers, String body, boolean chunked)
            throws IOException {
        var host = "localhost:" + port;
        var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"
                + "Content-Type: " + type + "\r\n" + key + "\r\n");
        headers.forEach(each -> request.append(each.replace("HOST", host)).append("\r\n"));
        if (chunked) {
            request.append("Transfer-Encoding: chunked\r\n\r\n")
                    .append(Integer.toHexString(body.length()))
                    .append("\r\n")
                    .append(body)
                    .append("\r\n0\r\n\r\n");
        } else {
            request.append("Content-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        }
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.toString().getBytes(UTF_8));
            return Answer.of(new String(socket.getInputStream().readAllBytes(), UTF_8));
        }
    }
}
