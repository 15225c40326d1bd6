package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the services tell Prometheus is what the documentation, the dashboard and the alerts say.
@WithCallboard
class MetricsIT {

    private static final Path ROOT = Path.of(System.getProperty("callboard.e2e.artifacts"));
    private static final Pattern METER = Pattern.compile("^# HELP (\\w+) ?(.*)$", Pattern.MULTILINE);
    private static final Pattern SERIES = Pattern.compile("^(\\w+)[{ ]", Pattern.MULTILINE);

    private final RunningCallboard callboard;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    MetricsIT(RunningCallboard callboard) {
        this.callboard = callboard;
    }

    /// Some meters are there only once what they measure has happened.
    @BeforeEach
    void somethingHappens() throws Exception {
        try (var telephony = new Telephony(callboard);
                var client = LiveClient.connected(callboard)) {
            var callId = telephony.begin();
            client.seesNew(callId);
            client.watch(callId);
            telephony.end(callId);
            telephony.beginNow();
        }
    }

    /// Run with `-Ddocs.update` it writes the tables anew.
    @Test
    void everyMetricIsDocumentedAndEveryDocumentedOneExists() throws Exception {
        var file = ROOT.resolve("docs/metrics.md");
        var scrapes = callboard.metrics();
        var references = List.of(
                new MetricsReference("call-service", scrape(scrapes.getFirst())),
                new MetricsReference("realtime-service", scrape(scrapes.getLast())));
        if (System.getProperty("docs.update") != null) {
            var document = Files.readString(file);
            for (var reference : references) {
                document = document.replace(reference.of(document), reference.text());
            }
            Files.writeString(file, document);
        }
        assertThat(references)
                .allSatisfy(reference ->
                        assertThat(reference.of(Files.readString(file))).isEqualTo(reference.text()));
    }

    @Test
    void everyMetricSaysWhatItIs() throws Exception {
        for (var service : callboard.metrics()) {
            assertThat(METER.matcher(scrape(service))
                            .results()
                            .filter(meter -> meter.group(1).startsWith("callboard_")))
                    .isNotEmpty()
                    .allSatisfy(meter ->
                            assertThat(meter.group(2)).as(meter.group(1)).isNotBlank());
        }
    }

    @Test
    void dashboardAndAlertsAskOnlyForWhatThereIs() throws Exception {
        var asked = Stream.concat(PromQl.ofPanels().stream(), PromQl.ofAlerts().stream())
                .toList();
        assertThat(asked)
                .hasSizeGreaterThan(50)
                .allSatisfy(question -> assertThat(question.series()).isNotEmpty());
        // `up` is Prometheus' own.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var there = new TreeSet<>(Set.of("up"));
            for (var service : callboard.metrics()) {
                SERIES.matcher(scrape(service)).results().forEach(series -> there.add(series.group(1)));
            }
            assertThat(asked)
                    .allSatisfy(
                            question -> assertThat(there).as(question.from()).containsAll(question.series()));
        });
    }

    @Test
    void everyAlertNamesItsPlaceInTheRunbook() throws Exception {
        var rules = Files.readString(PromQl.RULES);
        var runbook = Files.readString(ROOT.resolve("docs/runbook.md")).lines().toList();
        var alerts = PromQl.ofAlerts().stream().map(PromQl::from).toList();
        assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates().allSatisfy(alert -> {
            assertThat(rules).contains("runbook: docs/runbook.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(runbook).contains("## " + alert);
        });
    }

    private String scrape(URI service) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(service).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(service.toString()).isEqualTo(200);
        return answer.body();
    }
}
