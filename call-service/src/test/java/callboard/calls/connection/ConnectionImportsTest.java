package callboard.calls.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.calls.clock.SenderClocks;
import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.queuelog.QueueLogTranslator;
import callboard.contracts.CallEventRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Logs of the past, uploaded to a service as it runs.
class ConnectionImportsTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final Map<String, String> UPLOAD =
            Map.of("Content-Type", "application/octet-stream", "X-API-Key", Api.ADMIN_KEY);
    private static final int DAYS = 40;

    private final RunningService service = SharedService.SERVICE;
    private final String suffix = RunningService.newCallId().substring("call-".length());
    private final String name = "log-" + suffix;
    private final String path = "/api/ops/connections/" + name;
    private final String queue = "queue-" + suffix;
    private final Instant begin = Instant.now().minus(Duration.ofDays(DAYS)).minus(Duration.ofMinutes(10));

    @AfterEach
    void delete() {
        service.api.delete(path, ADMIN);
    }

    @Test
    void anUploadBecomesCallsAndTheFiguresOfTheirDay() throws Exception {
        put(true);
        assertThat(upload(log(20)).status()).isEqualTo(202);

        var done = done();
        assertThat(done.path("lines").asLong()).isEqualTo(61);
        assertThat(done.path("taken").asLong()).isEqualTo(80);
        assertThat(done.path("unknown").asLong()).isEqualTo(1);
        assertThat(done.path("bytes").asLong())
                .isEqualTo(log(20).length)
                .isEqualTo(done.path("bytesRead").asLong());
        assertThat(done.has("reason")).isFalse();
        var call = service.api.get("/api/calls/" + call(0));
        assertThat(call.text("status")).isEqualTo("ended");
        assertThat(call.text("startTime")).startsWith(begin.toString().substring(0, 16));
        assertThat(figures()).isEqualTo(20);
        assertThat(chunks()).isZero();
    }

    @Test
    void repeatedItChangesNothing() throws Exception {
        put(true);
        upload(log(20));
        done();
        var before = events();
        upload(gzip(log(20)));

        assertThat(done().path("taken").asLong()).isEqualTo(80);
        assertThat(service.api.get(path + "/imports", ADMIN).body()).hasSize(2);
        assertThat(events()).isEqualTo(before).hasSize(80);
        assertThat(figures()).isEqualTo(20);
    }

    @Test
    void itWaitsForItsConnectionToBeEnabled() throws Exception {
        put(false);
        var waiting = upload(log(1));
        assertThat(waiting.text("state")).isEqualTo("waiting");
        assertThat(waiting.text("reason")).startsWith("The connection is disabled");
        assertThat(last().path("reason").asString()).startsWith("The connection is disabled");
        put(true);

        assertThat(done().path("taken").asLong()).isEqualTo(4);
        assertThat(last().has("reason")).isFalse();
    }

    /// As after a restart, and as another replica does it that takes the connection over.
    @Test
    void whatWasBrokenOffIsReadOnByAnother() throws Exception {
        put(false);
        upload(log(3000));
        Thread.ofVirtual()
                .start(() ->
                        importer(new BreakingIntake(3), Duration.ofDays(400)).readAll())
                .join();
        var broken = last();
        assertThat(broken.path("state").asString()).isEqualTo("reading");
        assertThat(broken.path("taken").asLong()).isBetween(4000L, 8000L);

        importer(service.bean(QueueLogIntake.class), Duration.ofDays(400)).readAll();

        var done = done();
        assertThat(done.path("lines").asLong()).isEqualTo(9001);
        assertThat(done.path("taken").asLong()).isEqualTo(12_000);
        assertThat(events()).hasSize(12_000);
    }

    @Test
    void whatIsOlderThanCallsAreKeptIsLeftOutWithTheReason() throws Exception {
        put(false);
        upload(log(3));
        importer(service.bean(QueueLogIntake.class), Duration.ofDays(30)).readAll();

        var done = done();
        assertThat(done.path("tooOld").asLong()).isEqualTo(3);
        assertThat(done.path("reason").asString()).contains("callboard.retention.keep");
        assertThat(events()).isEmpty();
    }

    @Test
    void whatOthersHaveToldOfStaysAsItIs() throws Exception {
        put(true);
        var told = """
                {"event": "call_initiated", "callId": "%s", "type": "voice", "queueId": "medical_spanish",
                 "eventId": "join:1.5"}""".formatted(call(1));
        assertThat(service.api.post(told).status()).isEqualTo(201);
        upload(log(2));

        assertThat(done().path("known").asLong()).isEqualTo(1);
        assertThat(service.api.get("/api/calls/" + call(1)).text("status")).isEqualTo("waiting");
        assertThat(service.api.get("/api/calls/" + call(0)).text("status")).isEqualTo("ended");
    }

    /// As when calls are kept for longer than before.
    @Test
    void whatWasCountedAndRemovedIsNotCountedAgain() throws Exception {
        put(true);
        upload(log(20));
        done();
        remove(call(4), call(15));
        upload(log(25));

        assertThat(done().path("known").asLong()).isEqualTo(12);
        assertThat(events()).hasSize(13 * 4);
        assertThat(figures()).isEqualTo(25);
    }

    /// As retention does; that it notes the same is a test of its own.
    private void remove(String first, String last) {
        service.sql.update("""
                with gone as (
                  delete from calls where queue_id = ? and start_time between
                    (select start_time from calls where id = ?) and (select start_time from calls where id = ?)
                  returning queue_id, start_time)
                insert into removed_calls select queue_id, min(start_time), max(start_time) from gone group by queue_id
                """, queue, first, last);
    }

    @Test
    void longPastTimesAreNoLagOfTheConnection() throws Exception {
        put(true);
        upload(log(1));
        done();

        assertThat(service.bean(SenderClocks.class).lag(ConnectionIntake.sender(name)))
                .isNull();
    }

    @Test
    void brokenGzipFailsWithTheReason() throws Exception {
        put(true);
        var broken = gzip(log(50));
        upload(java.util.Arrays.copyOf(broken, broken.length / 2));

        await().untilAsserted(() -> assertThat(last().path("state").asString()).isEqualTo("failed"));
        assertThat(last().path("reason").asString()).startsWith("It can't be read");
        assertThat(chunks()).isZero();
    }

    @Test
    void aLogThatIsTooLargeIsNotKept() throws IOException {
        put(false);
        var imports = service.bean(ConnectionImports.class);

        assertThat(imports.upload(name, new ByteArrayInputStream(new byte[600_000]), 599_999, "ops"))
                .isEmpty();
        assertThat(imports.upload(name, new ByteArrayInputStream(new byte[600_000]), 600_000, "ops"))
                .get()
                .returns(600_000L, kept -> kept.bytes());
        assertThat(service.api.get(path + "/imports", ADMIN).body()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsShownAsItWouldBePosted() throws Exception {
        service.api.put(path, "{\"kind\": \"asterisk-queue-log\", \"enabled\": true, \"queues\": \"known\"}", ADMIN);
        upload(log(1));

        assertThat(done().path("refused").asLong()).isEqualTo(4);
        await().untilAsserted(() -> assertThat(
                        service.api.get(path + "/messages", ADMIN).body().valueStream())
                .anySatisfy(message -> assertThat(message.path("text").asString())
                        .startsWith("{\"event\":\"call_initiated\"")
                        .contains(queue)));
    }

    @Test
    void connectionsThatAreNoLogsTakeNone() {
        service.api.put(path, """
                {"kind": "asterisk", "enabled": false, "queues": "known", "host": "a", "username": "u", "secret": "s"}""", ADMIN);

        assertThat(upload(log(1)).status()).isEqualTo(400);
        assertThat(service.api
                        .post("/api/ops/connections/nobody/imports", "x", UPLOAD)
                        .status())
                .isEqualTo(404);
    }

    /// Is stopped after some batches.
    private final class BreakingIntake extends QueueLogIntake {

        private int left;

        BreakingIntake(int batches) {
            super(
                    service.bean(ConnectionIntake.class),
                    service.bean(CallTellers.class),
                    JdbcClient.create(service.sql),
                    service.bean(JsonMapper.class));
            left = batches;
        }

        @Override
        int takePast(Origin origin, List<CallEventRequest> events) throws InterruptedException {
            if (left-- == 0) {
                throw new InterruptedException();
            }
            return super.takePast(origin, events);
        }
    }

    private QueueLogImporter importer(QueueLogIntake intake, Duration keep) {
        return new QueueLogImporter(
                name,
                true,
                service.bean(ConnectionImports.class),
                intake,
                () -> new QueueLogTranslator(AsteriskRules.STANDARD, ZoneOffset.UTC),
                keep,
                new ConnectionWatch(Clock.systemUTC()),
                Clock.systemUTC());
    }

    private void put(boolean enabled) {
        var settings = """
                {"kind": "asterisk-queue-log", "enabled": %s, "queues": "adopt"}""".formatted(enabled);
        assertThat(service.api.put(path, settings, ADMIN).status()).isBetween(200, 201);
    }

    private Answer upload(byte[] log) {
        return service.api.post(path + "/imports", BodyPublishers.ofByteArray(log), UPLOAD);
    }

    private JsonNode last() {
        return service.api.get(path + "/imports", ADMIN).body().path(0);
    }

    private JsonNode done() {
        await().untilAsserted(() -> assertThat(last().path("state").asString()).isEqualTo("done"));
        return last();
    }

    private String call(int number) {
        return "c%d-%s".formatted(number, suffix);
    }

    /// A call begins each half second, is answered and ends.
    private byte[] log(int calls) {
        var log = new StringBuilder("not a line\n");
        for (int half = 0; half < calls + 30; half++) {
            append(log, calls, half, half, "NONE|ENTERQUEUE||200|1");
            append(log, calls, half, half - 10, "Ana-%s|CONNECT|5|agent-%d|2".formatted(suffix, half));
            append(log, calls, half, half - 30, "Ana-%s|COMPLETEAGENT|5|10|1".formatted(suffix));
        }
        return log.toString().getBytes(UTF_8);
    }

    private void append(StringBuilder log, int calls, int half, int number, String what) {
        if (number >= 0 && number < calls) {
            log.append("%d|%s|%s|%s%n".formatted(begin.getEpochSecond() + half / 2, call(number), queue, what));
        }
    }

    private static byte[] gzip(byte[] log) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(log);
        }
        return compressed.toByteArray();
    }

    private List<Map<String, Object>> events() {
        return service.sql.queryForList(
                "select * from call_events where call_id like ? order by call_id, sequence", "c%-" + suffix);
    }

    private long chunks() {
        return service.sql.queryForObject(
                "select count(*) from connection_import_chunks join connection_imports i on i.id = import where connection = ?",
                Long.class,
                name);
    }

    private int figures() {
        var points = service.api
                .get("/api/stats/series?window=1h&daysBefore=%d&queueId=%s".formatted(DAYS, queue))
                .body()
                .path("points");
        return points.valueStream()
                .mapToInt(point -> point.path("answered").asInt())
                .sum();
    }
}
