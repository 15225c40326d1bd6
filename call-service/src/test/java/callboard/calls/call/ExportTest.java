package callboard.calls.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.csv.CsvForm;
import callboard.calls.csv.CsvLines;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Direction;
import callboard.contracts.EndReason;
import callboard.contracts.Rule;
import callboard.contracts.VisitOutcome;
import callboard.contracts.WireEnum;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    private static final int CALLS = 60_000;
    private static final TestRedis REDIS = TestRedis.started();
    private static final String DATABASE = TestPostgres.freshDatabase();
    private static RunningService service;
    private static Api api;

    @BeforeAll
    static void manyCalls() {
        service = RunningService.start(
                DATABASE,
                REDIS,
                "callboard.timers.every=1h",
                "callboard.exports.at-once=1",
                "callboard.retention.keep=36500d");
        api = service.api;
        service.sql.update("""
                insert into calls select 'c' || i, 'voice', 'ended', 'legal_english', 1, 'ana',
                  '2026-03-01T00:00:00Z'::timestamptz + make_interval(secs => i), '2026-03-02T00:00:00Z',
                  '2026-03-02T00:00:00Z', null, null, 0, 0, 'abandoned', '{short_abandon}', 2, 1, 0, 0, null, null, 'none',
                  now(), null
                from generate_series(1, %d) as i""".formatted(CALLS));
        api.post(Api.initiated("=cmd+1"));
        api.post(Api.routed("=cmd+1", "@agent"));
        api.post(Api.answered("=cmd+1", 2.5));
    }

    @AfterAll
    static void stop() {
        service.close();
        REDIS.close();
    }

    @Test
    void hasEveryCallOnceInTheOrderAskedFor() {
        var answer = api.get("/api/calls.csv?queueId=legal_english&sort=startTime");
        var lines = answer.raw().body().split("\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition"))
                .matches("attachment; filename=\"callboard-calls-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
        assertThat(lines[0])
                .isEqualTo("\uFEFFid,type,status,queueId,agentId,startTime,endTime,statusSince,answeredAt,"
                        + "waitTime,holdTime,duration,endReason,flags,sequence,from,to,direction,callerName");
        assertThat(lines).hasSize(CALLS + 1);
        assertThat(lines[1])
                .isEqualTo("c1,voice,ended,legal_english,ana,2026-03-01T00:00:01Z,2026-03-02T00:00:00Z,"
                        + "2026-03-02T00:00:00Z,,,0.0,86399.0,abandoned,short_abandon,2,,,,");
        assertThat(lines[CALLS]).startsWith("c" + CALLS + ",");
    }

    @Test
    void visitsHaveALineEach() {
        var callId = RunningService.newCallId();
        api.post(Api.initiated(callId));
        api.post(Api.routed(callId, "ana"));
        api.post(Api.answered(callId, 2));
        api.post("""
                {"event":"call_retransfer","callId":"%s","queueId":"legal_english"}""".formatted(callId));
        var visits = api.get("/api/calls/" + callId).body().path("visits");
        var answer = api.get("/api/visits.csv?q=" + callId);
        var lines = answer.raw().body().split("\r\n");

        assertThat(answer.header("Content-Disposition")).contains("callboard-visits-");
        assertThat(lines[0])
                .isEqualTo(
                        "\uFEFFcallId,n,queueId,enteredAt,agentId,answeredAt,leftAt,outcome,waitTime,talkTime,holdTime");
        assertThat(lines).hasSize(3);
        for (int n = 1; n <= 2; n++) {
            var visit = visits.path(n - 1);
            assertThat(lines[n])
                    .isEqualTo(Stream.of(
                                    "queueId",
                                    "enteredAt",
                                    "agentId",
                                    "answeredAt",
                                    "leftAt",
                                    "outcome",
                                    "waitTime",
                                    "talkTime",
                                    "holdTime")
                            .map(field -> visit.path(field).asString(""))
                            .collect(Collectors.joining(",", callId + "," + n + ",", "")));
        }
        assertThat(lines[1]).contains(",medical_spanish,", ",ana,", ",answered,");
        assertThat(api.get("/api/visits.csv?queueId=medical_spanish&status=waiting&limit=5")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void noCellIsAFormula() {
        assertThat(api.get("/api/calls.csv?status=active").raw().body().split("\r\n")[1])
                .startsWith("'=cmd+1,voice,active,medical_spanish,'@agent,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                separator=semicolon                       | ;2.5;0.0;
                separator=semicolon&decimal=comma         | ;2,5;0,0;
                decimal=comma                             | ,"2,5","0,0",
                separator=comma&decimal=point             | ,2.5,0.0,
                """)
    void numbersAreWrittenForTheReadersSpreadsheet(String form, String waitAndHold) {
        var line = api.get("/api/calls.csv?status=active&" + form).raw().body().split("\r\n")[1];

        assertThat(line).startsWith("'=cmd+1").contains(waitAndHold);
        assertThat(api.get("/api/visits.csv?status=active&" + form).raw().body())
                .contains(waitAndHold.substring(0, waitAndHold.length() / 2));
        assertThat(api.get("/api/calls.csv?status=active&raw=true&" + form)
                        .raw()
                        .body())
                .contains("\n=cmd+1")
                .contains(waitAndHold);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                language=en                   | ,Voice,Ended,legal_english,Legal English,ana, | ,Abandoned,Short abandon,2,
                language=es                   | ,Voz,Terminada,legal_english,Legal English,ana, | ,Abandonada,Abandono inmediato,2,
                language=es&separator=semicolon | ;Voz;Terminada;legal_english;Legal English;ana; | ;Abandonada;Abandono inmediato;2;
                """)
    void peopleReadWordsAndNamesInsteadOfCodes(String form, String begins, String ends) {
        var lines = api.get("/api/calls.csv?queueId=legal_english&to=2026-03-01T00:00:03Z&sort=startTime&" + form)
                .raw()
                .body()
                .split("\r\n");

        assertThat(lines).hasSize(3);
        assertThat(lines[0].replace(';', ',')).startsWith("\uFEFFid,type,status,queueId,queue,agentId,startTime,");
        assertThat(lines[1]).startsWith("c1" + begins + "2026-03-01T00:00:01Z").contains(ends);
    }

    @Test
    void timesAreLocalAsSpreadsheetsTakeThem() {
        var zone = "&zone=America/New_York";
        var calls = api.get("/api/calls.csv?queueId=legal_english&to=2026-03-01T00:00:03Z&sort=startTime" + zone)
                .raw()
                .body()
                .split("\r\n");
        var visits =
                api.get("/api/visits.csv?status=active" + zone).raw().body().split("\r\n");

        assertThat(calls[0])
                .contains(",startTime (America/New_York),endTime (America/New_York),statusSince (America/New_York),"
                        + "answeredAt (America/New_York),waitTime,");
        assertThat(calls[1]).contains(",2026-02-28 19:00:01,2026-03-01 19:00:00,2026-03-01 19:00:00,,,");
        assertThat(visits[0]).contains(",enteredAt (America/New_York),").contains(",leftAt (America/New_York),");
        assertThat(visits[1]).containsPattern(",\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,");
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasItsWords(CsvForm.Language language) {
        var codes = Stream.<Class<? extends WireEnum>>of(
                        CallType.class,
                        CallStatus.class,
                        EndReason.class,
                        VisitOutcome.class,
                        Rule.class,
                        Direction.class)
                .flatMap(type -> Stream.of(type.getEnumConstants()));

        assertThat(codes).allSatisfy(code -> assertThat(language.wordFor(code)).isNotBlank());
    }

    @Test
    void itsDefaultStaysToTheByte() {
        assertThat(api.get("/api/calls.csv?status=active&separator=comma&decimal=point&raw=false")
                        .raw()
                        .body())
                .isEqualTo(api.get("/api/calls.csv?status=active").raw().body());
    }

    @Test
    void cellsAreQuotedWhereTheyHaveTo() {
        assertThat(cell("plain")).isEqualTo("plain");
        assertThat(cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(cell("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(cell("\tb")).isEqualTo("'\tb");
        assertThat(cell("-1+2")).isEqualTo("'-1+2");
        assertThat(cell("=a,b")).isEqualTo("\"'=a,b\"");
    }

    private static String cell(String text) {
        return CsvLines.FORMAT.format(CsvLines.guarded(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=nonsense",
                "page=2",
                "limit=5",
                "cursor=x",
                "sort=colour",
                "separator=tab",
                "decimal=;",
                "raw=yes",
                "language=klingon",
                "zone=Atlantis/Capital"
            })
    void badValuesAreRefused(String query) {
        var answer = api.get("/api/calls.csv?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_parameter");
    }

    @Test
    void aSlowReaderKeepsOtherExportsWaitingAndNothingElse() throws IOException {
        try (var slow = new Socket("localhost", api.uri("/").getPort())) {
            slow.setReceiveBufferSize(4096);
            slow.getOutputStream()
                    .write("GET /api/calls.csv HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            // The first bytes tell that it is under way; the rest is more than any buffer on the way holds.
            assertThat(slow.getInputStream().read()).isEqualTo('H');

            var busy = api.get("/api/calls.csv");
            assertThat(busy.status()).isEqualTo(429);
            assertThat(busy.header("Retry-After")).isNotEmpty();
            assertThat(busy.text("code")).isEqualTo("overloaded");
            assertThat(api.get("/api/calls").status()).isEqualTo(200);
            // Others stand between two statements now and then, too, for a moment.
            await().until(() -> service.sql.queryForObject("""
                    select count(*) from pg_stat_activity
                    where datname = current_database() and state like 'idle in transaction%'""", Integer.class) == 0);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(api.get("/api/calls.csv?status=active").status())
                                .isEqualTo(200));
    }

    @Test
    void anExportThatCanNotGoOnDoesNotPassForAWholeOne() throws Exception {
        try (var limited = RunningService.start(
                DATABASE,
                REDIS,
                "callboard.exports.longest=1ms",
                "callboard.timers.every=1h",
                "callboard.retention.keep=36500d")) {
            var request =
                    HttpRequest.newBuilder(limited.api.uri("/api/calls.csv")).build();
            try (var client = HttpClient.newHttpClient()) {
                var body = client.send(request, BodyHandlers.ofInputStream()).body();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void whoHasAListAlreadyIsToldSo() {
        var first = api.get("/api/calls?limit=3");
        var tag = first.header("ETag");

        assertThat(tag).isNotEmpty();
        assertThat(api.get("/api/calls?limit=3", Map.of("If-None-Match", tag)).status())
                .isEqualTo(304);
        assertThat(api.get("/api/calls?limit=4", Map.of("If-None-Match", tag)).status())
                .isEqualTo(200);
    }
}
