package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.testing.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A real Prometheus watches the running system: it takes every rule, and answers whatever the dashboard asks.
/// Not part of the build, since few machines have a Prometheus: see docs/testing.md.
@WithCallboard
class PrometheusCheck {

    private final RunningCallboard callboard;
    private final Telephony telephony;
    private final LiveClient client;

    PrometheusCheck(RunningCallboard callboard) {
        this.callboard = callboard;
        telephony = new Telephony(callboard);
        client = LiveClient.connected(callboard);
    }

    @AfterEach
    void close() {
        client.close();
        telephony.close();
    }

    @Test
    void everyRuleIsLoadedNothingFiresAndEveryPanelHasData(@TempDir Path folder) throws Exception {
        var begun = Instant.now();
        var traffic = CompletableFuture.supplyAsync(
                () -> callboard.simulate("load", "--rate=60", "--duration=40", "--bad-habits=0.1", "--seed=7"));
        try (var ringing = Executors.newSingleThreadScheduledExecutor();
                var prometheus =
                        Prometheus.watching(callboard.metrics(), folder.resolve("prometheus"), FreePort.any())) {
            ringing.scheduleWithFixedDelay(this::ringInVain, 0, 1, TimeUnit.SECONDS);

            await("both services")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(prometheus
                                    .targets()
                                    .path("activeTargets")
                                    .valueStream()
                                    .map(target -> target.path("health").asString()))
                            .containsExactly("up", "up"));
            rulesAreLoaded(prometheus);
            panelsHaveData(prometheus, begun);
            nothingFires(prometheus);
            ringing.shutdownNow();
        }
        assertThat(traffic.get(3, TimeUnit.MINUTES)).isNotBlank();
    }

    @Test
    void everyAlertFiresWhenItShouldAndNotBefore(@TempDir Path folder) throws Exception {
        var examples = PromQl.RULES
                .resolve("../../../../e2e/src/test/prometheus/rules.test.yaml")
                .normalize();
        var told = Files.readString(examples);
        assertThat(PromQl.ofAlerts())
                .extracting(PromQl::from)
                .allSatisfy(alert -> assertThat(told).contains("alertname: " + alert));
        Files.copy(PromQl.RULES, folder.resolve("rules.yaml"));
        Files.copy(examples, folder.resolve("rules.test.yaml"));
        var promtool = new ProcessBuilder(
                        System.getenv().getOrDefault("PROMTOOL", "promtool"),
                        "test",
                        "rules",
                        folder.resolve("rules.test.yaml").toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
        System.out.println(output.strip());
    }

    private void rulesAreLoaded(Prometheus prometheus) throws Exception {
        var alerts = PromQl.ofAlerts().stream().map(PromQl::from).distinct().toList();
        await("every rule evaluated").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(rules(prometheus))
                    .extracting(rule -> rule.path("name").asString())
                    .containsExactlyElementsOf(alerts);
            assertThat(rules(prometheus)).allSatisfy(rule -> {
                assertThat(rule.path("health").asString()).as(rule.toString()).isEqualTo("ok");
                assertThat(rule.path("annotations").path("runbook").asString()).startsWith("docs/runbook.md#");
            });
        });
        System.out.printf("%d rules loaded and evaluated: %s%n", alerts.size(), String.join(", ", alerts));
    }

    private static void panelsHaveData(Prometheus prometheus, Instant begun) throws Exception {
        var panels = PromQl.ofPanels();
        for (var panel : panels) {
            await(panel.from())
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(prometheus
                                    .range(panel.expression(), begun)
                                    .valueStream()
                                    .flatMap(PrometheusCheck::values))
                            .as(panel.toString())
                            .isNotEmpty());
            System.out.printf(
                    "%-36s %3d series  %s%n",
                    panel.from(), prometheus.range(panel.expression(), begun).size(), panel.expression());
        }
        System.out.printf("%d questions answered with data%n", panels.size());
    }

    private static void nothingFires(Prometheus prometheus) {
        assertThat(rules(prometheus))
                .filteredOn(rule -> rule.path("state").asString().equals("firing"))
                .isEmpty();
    }

    /// What a timer has to see to, and a client asks Redis about.
    private void ringInVain() {
        try {
            var callId = telephony.begin();
            telephony.route(callId, "nobody");
            client.watch(callId);
        } catch (Exception failed) {
            throw new IllegalStateException("The telephony system failed", failed);
        }
    }

    private static Stream<String> values(JsonNode series) {
        return series.path("values")
                .valueStream()
                .map(sample -> sample.path(1).asString())
                .filter(value -> !value.equals("NaN"));
    }

    private static List<JsonNode> rules(Prometheus prometheus) {
        return prometheus
                .rules()
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }
}
