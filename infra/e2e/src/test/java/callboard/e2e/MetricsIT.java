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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the services tell Prometheus is what the documentation, the dashboard and the alerts say.
@WithCallboard
class MetricsIT {

    private static final Path ROOT = Path.of(System.getProperty("callboard.e2e.artifacts"));
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `(callboard_\\w+)` \\| (\\S+) \\|", Pattern.MULTILINE);
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
        }
    }

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedOneExists() throws Exception {
        var documented = new TreeMap<String, Set<String>>(
                Map.of("call-service", new TreeSet<>(), "realtime-service", new TreeSet<>()));
        DOCUMENTED
                .matcher(Files.readString(ROOT.resolve("docs/operations.md")))
                .results()
                .forEach(row -> {
                    var services = row.group(2).equals("both") ? documented.keySet() : Set.of(row.group(2));
                    services.forEach(service -> documented.get(service).add(row.group(1)));
                });
        assertThat(ours(callboard.metrics().getFirst())).isEqualTo(documented.get("call-service"));
        assertThat(ours(callboard.metrics().getLast())).isEqualTo(documented.get("realtime-service"));
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

    /// Names without what a histogram adds to its own.
    private Set<String> ours(URI service) throws IOException, InterruptedException {
        var names = new TreeSet<String>();
        METER.matcher(scrape(service))
                .results()
                .map(meter -> meter.group(1))
                .filter(name -> name.startsWith("callboard_"))
                .forEach(names::add);
        names.removeIf(name -> name.endsWith("_max") && names.contains(name.substring(0, name.length() - 4)));
        return names;
    }

    private String scrape(URI service) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(service).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(service.toString()).isEqualTo(200);
        return answer.body();
    }
}
