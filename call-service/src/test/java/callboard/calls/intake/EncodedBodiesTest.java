package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SharedService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are compressed, or written in other characters than UTF-8's.
class EncodedBodiesTest {

    private static final String EVENTS = "/api/events";
    private static final String BATCH = "/api/events/batch";
    private static final String JSON = "application/json";

    private final Api api = SharedService.SERVICE.api;
    private final String callId = newCallId();

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity, gzip", " gzip , identity"})
    void gzipIsTaken(String coding) {
        assertThat(post(EVENTS, JSON, coding, gzip(Api.initiated(callId))).status())
                .isEqualTo(201);
        assertThat(post(BATCH, JSON, coding, gzip("[" + Api.hold(callId, 1) + "," + Api.answered(callId, 1) + "]"))
                        .body()
                        .path("stored")
                        .asInt())
                .isEqualTo(1);
        assertThat(post(
                                BATCH,
                                "application/x-ndjson",
                                coding,
                                gzip(Api.hold(callId, 1) + "\n" + Api.resumed(callId) + "\n"))
                        .body()
                        .path("stored")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void gzipMayBeOfSeveralMembers() {
        var event = Api.initiated(callId);

        assertThat(post(EVENTS, JSON, "gzip", joined(gzip(event.substring(0, 20)), gzip(""), gzip(event.substring(20))))
                        .status())
                .isEqualTo(201);
    }

    /// As of a proxy that inflates bodies and leaves the header.
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void whatIsNotCompressedIsTakenAsItIs(String coding) {
        assertThat(post(EVENTS, JSON, coding, Api.initiated(callId).getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "gzip, br", "nonsense", "gzip;q=1"})
    void otherCodingsAreRefusedWithThoseThatAreTaken(String coding) {
        for (var path : List.of(EVENTS, BATCH)) {
            var answer = post(path, JSON, coding, gzip(Api.initiated(callId)));

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.text("code")).isEqualTo("unsupported_media_type");
            assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip, identity");
        }
    }

    @Test
    void brokenGzipIsMalformed() {
        var whole = gzip(Api.initiated(callId));
        var wrong = whole.clone();
        wrong[whole.length - 6] ^= 1;
        for (var broken : List.of(
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, 10),
                Arrays.copyOf(whole, 3),
                Arrays.copyOf(whole, whole.length + 1),
                Arrays.copyOf(whole, whole.length + 40),
                joined(whole, Api.initiated(callId).getBytes(UTF_8)),
                joined(whole, Arrays.copyOf(whole, whole.length - 3)),
                wrong)) {
            var answer = post(EVENTS, JSON, "gzip", broken);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("code")).isEqualTo("malformed_json");
            assertThat(answer.text("message")).contains("gzip");
        }
        assertThat(api.get("/api/calls/" + callId).status()).isEqualTo(404);
    }

    @Test
    void whatInflatesToTooMuchIsTooLarge() {
        assertThat(post(EVENTS, JSON, "gzip", gzip(" ".repeat(64 * 1024) + Api.initiated(callId)))
                        .status())
                .isEqualTo(413);
        assertThat(post(BATCH, JSON, "gzip", gzip(" ".repeat(500 * 1024 * 1024 / 10)))
                        .status())
                .isEqualTo(413);
        assertThat(post(EVENTS, JSON, "gzip", gzip(Api.initiated(callId) + " ".repeat(60 * 1024)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void gzipOfNothingIsEmpty() {
        assertThat(post(EVENTS, JSON, "gzip", gzip("")).text("message")).isEqualTo("The body is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ISO-8859-1",
                "windows-1252",
                "ISO-8859-15",
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32",
                "utf8",
                "\"utf-8\"",
                "IBM037",
                "latin1"
            })
    void anyCharsetIsRead(String charset) throws IOException {
        var encoder = Charset.forName(charset.replace("\"", ""));
        var event = Api.routed(callId, "José Núñez");
        api.post(Api.initiated(callId));

        assertThat(post(EVENTS, JSON + ";charset=" + charset, null, event.getBytes(encoder))
                        .status())
                .isEqualTo(201);
        assertThat(api.get("/api/calls/" + callId).text("agentId")).isEqualTo("José Núñez");
        assertThat(post(
                                BATCH,
                                "application/x-ndjson; charset=" + charset,
                                "gzip",
                                gzip((event + "\n" + event).getBytes(encoder)))
                        .body()
                        .path("replayed")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16,UTF-16LE", "UTF-32,UTF-32LE", "UTF-16,UTF-16BE"})
    void theOrderOfBytesIsFound(String named, String meant) {
        assertThat(post(
                                EVENTS,
                                JSON + ";charset=" + named,
                                null,
                                Api.initiated(callId).getBytes(Charset.forName(meant)))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"windows-1252,81", "UTF-8,e9", "Shift_JIS,ff", "UTF-16LE,41"})
    void whatIsNoTextInItsCharsetIsMalformed(String charset, String hex) {
        var body = joined(
                Api.initiated(callId).replace("}", ",\"eventId\":\"").getBytes(Charset.forName(charset)),
                new byte[] {(byte) Integer.parseInt(hex, 16)},
                "\"}".getBytes(Charset.forName(charset)));

        assertThat(post(EVENTS, JSON + ";charset=" + charset, null, body).status())
                .isEqualTo(400);
    }

    @Test
    void unknownCharsetsAreRefused() {
        assertThat(post(
                                EVENTS,
                                JSON + ";charset=klingon",
                                null,
                                Api.initiated(callId).getBytes(UTF_8))
                        .status())
                .isEqualTo(415);
    }

    /// Of controllers, too: here of the one that makes queues.
    @Test
    void otherBodiesMayBeEncodedAsWell() {
        var settings =
                "{\"displayName\":\"Señoría\",\"waitLimit\":30,\"routingLimit\":15,\"holdLimit\":60,\"shortCallLimit\":10}";
        var queue = "/api/queues/" + callId;
        var latin1 = settings.getBytes(Charset.forName("ISO-8859-1"));

        assertThat(put(queue, JSON + ";charset=ISO-8859-1", null, latin1).text("displayName"))
                .isEqualTo("Señoría");
        assertThat(put(queue, JSON + ";charset=UTF-16LE", null, settings.getBytes(Charset.forName("UTF-16LE")))
                        .text("displayName"))
                .isEqualTo("Señoría");
        assertThat(put(queue, JSON, "gzip", gzip(settings)).text("displayName")).isEqualTo("Señoría");
        assertThat(put(queue, JSON + ";charset=ISO-8859-1", "gzip", gzip(latin1))
                        .text("displayName"))
                .isEqualTo("Señoría");
        assertThat(put(queue, JSON, "br", gzip(settings)).status()).isEqualTo(415);
        assertThat(put(queue, JSON, "br", gzip(settings)).header("Accept-Encoding"))
                .isEqualTo("gzip, identity");
        assertThat(put(queue, JSON, "gzip", gzip(" ".repeat(70_000) + settings)).status())
                .isEqualTo(413);
        assertThat(put(queue, JSON, "gzip", Arrays.copyOf(gzip(settings), 30)).status())
                .isEqualTo(400);
        assertThat(put(queue, JSON + ";charset=klingon", null, latin1).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/ndjson",
                "application/jsonl",
                "application/x-ndjson",
                "application/jsonlines",
                "Application/X-NDJSON",
                "application/x-jsonlines;charset=utf-8"
            })
    void jsonLinesHaveManyNames(String type) {
        assertThat(post(BATCH, type, null, (Api.initiated(callId) + "\n\n" + Api.answered(callId, 1)).getBytes(UTF_8))
                        .body()
                        .path("stored")
                        .asInt())
                .isEqualTo(2);
        assertThat(post(EVENTS, type, null, Api.initiated(callId).getBytes(UTF_8))
                        .text("message"))
                .contains("application/json", "/api/events/batch", "application/x-ndjson");
    }

    private Answer post(String path, String type, String coding, byte[] body) {
        return api.send(request(path, type, coding, Api.KEY).POST(BodyPublishers.ofByteArray(body)));
    }

    private Answer put(String path, String type, String coding, byte[] body) {
        return api.send(request(path, type, coding, Api.ADMIN_KEY).PUT(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path, String type, String coding, String key) {
        var headers = new HashMap<>(Map.of("Content-Type", type, "X-API-Key", key));
        if (coding != null) {
            headers.put("Content-Encoding", coding);
        }
        var request = HttpRequest.newBuilder(api.uri(path));
        headers.forEach(request::header);
        return request;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(String text) {
        return gzip(text.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return compressed.toByteArray();
    }
}
