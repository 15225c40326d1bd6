package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import callboard.calls.csv.CsvLines;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportExportTest {

    private static final String SPAN = "from=2026-03-01T11:15:00Z&to=2026-03-01T13:15:00Z&interval=1h";

    private final SharedReplicas replicas = SharedReplicas.with("callboard.stats.zone=Asia/Kathmandu");
    private final SettableClock clock = replicas.clock;
    private final Api api = replicas.one.api;

    @TempDir
    private Path folder;

    @BeforeEach
    void twoCallsInAQueueWhoseNameIsAFormula() {
        replicas.clean();
        assertThat(api.put(
                                "/api/queues/-court",
                                """
                        {"displayName":"=1+1","waitLimit":30,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""",
                                Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isBetween(200, 201);
        for (var callId : List.of("a", "b")) {
            api.post(Api.initiated(callId).replace("medical_spanish", "-court"));
        }
        api.post(Api.routed("a", "=agent"));
        api.post(Api.answered("a", 7.5));
        api.post(Api.ended("a", "completed", 60));
        assertThat(clock.instant()).hasToString("2026-03-01T12:00:00Z");
    }

    @Test
    void eachRowIsALineOfCsv() throws IOException {
        var lines = csv("/api/reports.csv?by=queue&" + SPAN);

        assertThat(lines).hasSize(1);
        var line = lines.getFirst();
        var figures = api.get("/api/reports?by=queue&" + SPAN)
                .body()
                .path("span")
                .path("rows")
                .path(0)
                .path("figures");
        assertThat(line.get("begin")).isEqualTo("2026-03-01T11:15:00Z");
        assertThat(line.get("end")).isEqualTo("2026-03-01T12:15:00Z");
        assertThat(line.get("queueId")).isEqualTo("'-court");
        figures.propertyStream()
                .forEach(figure -> assertThat(Double.parseDouble(line.get(figure.getKey())))
                        .as(figure.getKey())
                        .isEqualTo(figure.getValue().asDouble()));
        assertThat(figures.path("offered").asInt()).isEqualTo(2);
        assertThat(line.getParser().getHeaderNames())
                .containsAll(figures.propertyStream().map(Map.Entry::getKey).toList());
        assertThat(line.get("waitP95")).isNotEmpty();
    }

    @Test
    void peopleGetTheirTimesTheirDecimalsAndNamesOfQueues() throws IOException {
        var line = csv("/api/reports.csv?by=queue&language=es&decimal=comma&zone=Europe/Madrid&" + SPAN)
                .getFirst();

        assertThat(line.get("begin (Europe/Madrid)")).isEqualTo("2026-03-01 13:00:00");
        assertThat(line.get("queue")).isEqualTo("'=1+1");
        assertThat(line.get("asa")).isEqualTo("7,5");
    }

    @Test
    void intervalsInWhichNothingCameInHaveALineToo() throws IOException {
        var lines = csv("/api/reports.csv?" + SPAN);

        assertThat(lines).extracting(line -> line.get("offered")).containsExactly("2", "0");
        assertThat(lines.getLast().get("asa")).isEmpty();
    }

    /// The day of the call centre, whose midnight is at 18:15 UTC.
    @Test
    void whatAgentsDidIsALineForEach() throws IOException {
        var line = csv("/api/reports.csv?by=agent&from=2026-02-28T18:15:00Z&to=2026-03-01T18:15:00Z")
                .getFirst();

        assertThat(line.get("agentId")).isEqualTo("'=agent");
        assertThat(line.get("handled")).isEqualTo("1");
    }

    /// Numbers are numbers, times are times, and no text is a formula.
    @Test
    void aSheetHasTheSameInCellsOfTheirTypes() throws Exception {
        var cells = sheet("/api/reports.xlsx?by=queue&zone=Europe/Madrid&" + SPAN);
        var head = Objects.requireNonNull(cells.get("1"));
        var line = Objects.requireNonNull(cells.get("2"));

        assertThat(cells).hasSize(2);
        assertThat(head.subList(0, 5))
                .containsExactly("begin (Europe/Madrid)", "end (Europe/Madrid)", "queueId", "queue", "offered");
        // Days since the last one of 1899, as spreadsheets count.
        assertThat(Double.parseDouble(line.get(0))).isEqualTo(46082 + 13 / 24.0);
        assertThat(line.subList(2, 5)).containsExactly("-court", "=1+1", "2.0");
        assertThat(line).hasSameSizeAs(head);
    }

    @Test
    void aSheetOfTeamsHasTheirSumsInCellsOfTheirTypes() throws Exception {
        api.post("{\"event\":\"agent_signed_in\",\"agentId\":\"=agent\",\"team\":\"=2+2\"}");
        api.post(Api.initiated("c"));
        api.post(Api.routed("c", "nobodys"));
        api.post(Api.answered("c", 1));
        clock.tick(Duration.ofSeconds(30));
        api.post(Api.ended("c", "completed", 30));

        var cells = sheet("/api/reports.xlsx?by=team&zone=Europe/Madrid&" + SPAN);

        assertThat(cells.values())
                .containsExactly(
                        List.of(
                                "begin (Europe/Madrid)",
                                "end (Europe/Madrid)",
                                "team",
                                "agents",
                                "handled",
                                "missed",
                                "hungUp",
                                "handleTime",
                                "averageHandleTime"),
                        List.of(
                                "46082.541666666664",
                                "46082.583333333336",
                                "=2+2",
                                "1.0",
                                "1.0",
                                "0.0",
                                "0.0",
                                "0.0",
                                "0.0"),
                        // Who is in no team has no cell there.
                        List.of(
                                "46082.541666666664",
                                "46082.583333333336",
                                "1.0",
                                "1.0",
                                "0.0",
                                "0.0",
                                "30.0",
                                "30.0"));
    }

    @Test
    void whatCannotBeReportedIsRefusedAsJson() {
        for (var ending : List.of("csv", "xlsx")) {
            var answer = api.get("/api/reports." + ending + "?by=team&team=Legal&" + SPAN);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body().path("issues").path(0).path("path").asString())
                    .isEqualTo("team");
        }
    }

    private List<CSVRecord> csv(String path) throws IOException {
        var answer = api.get(path).raw();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"callboard-report-2026-03-01.csv\"");
        var form =
                CsvLines.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
        return CSVParser.parse(answer.body().substring(1), form).getRecords();
    }

    /// The rows by number, and the texts of their cells.
    private Map<String, List<String>> sheet(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(api.get("/api/queues").raw().uri().resolve(path))
                            .build(),
                    HttpResponse.BodyHandlers.ofFile(folder.resolve("report.xlsx")));
            assertThat(answer.statusCode()).isEqualTo(200);
            var parts = new LinkedHashMap<String, Element>();
            try (var book = new ZipFile(answer.body().toFile())) {
                for (var part : List.of("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")) {
                    try (var xml = book.getInputStream(book.getEntry(part))) {
                        parts.put(
                                part,
                                DocumentBuilderFactory.newDefaultInstance()
                                        .newDocumentBuilder()
                                        .parse(xml)
                                        .getDocumentElement());
                    }
                }
            }
            var texts = elements(Objects.requireNonNull(parts.get("xl/sharedStrings.xml")), "si");
            var sheet = Objects.requireNonNull(parts.get("xl/worksheets/sheet1.xml"));
            assertThat(elements(sheet, "f")).isEmpty();
            var rows = new LinkedHashMap<String, List<String>>();
            for (var row : elements(sheet, "row")) {
                rows.put(
                        row.getAttribute("r"),
                        elements(row, "c").stream()
                                .map(cell -> cell.getAttribute("t").equals("s")
                                        ? texts.get(Integer.parseInt(cell.getTextContent()))
                                                .getTextContent()
                                        : Double.toString(Double.parseDouble(cell.getTextContent())))
                                .toList());
            }
            return rows;
        }
    }

    private static List<Element> elements(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
