package callboard.calls.docs;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.testing.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What Grafana is given when it starts, which it would throwIfInvalid of only in its own log.
class GrafanaTest {

    private static final String GRAFANA = "infra/docker/observability/grafana/";
    private static final int COLUMNS = 24;

    private final JsonNode dashboard = SchemaCheck.read(GRAFANA + "dashboards/callboard.json");
    private final JsonNode source = SchemaCheck.read(GRAFANA + "provisioning/datasources/prometheus.yaml")
            .at("/datasources/0");
    private final JsonNode provider =
            SchemaCheck.read(GRAFANA + "provisioning/dashboards/callboard.yaml").at("/providers/0");

    @Test
    void everyPanelAsksThePrometheusThatIsProvided() {
        assertThat(source.path("type").asString()).isEqualTo("prometheus");
        var panels = panels().stream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
        assertThat(panels).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("targets").isEmpty())
                    .as(panel.path("title").asString())
                    .isFalse();
            assertThat(panel.findValues("datasource")).allSatisfy(asked -> {
                assertThat(asked.path("uid").asString())
                        .isEqualTo(source.path("uid").asString());
                assertThat(asked.path("type").asString())
                        .isEqualTo(source.path("type").asString());
            });
        });
    }

    @Test
    void everyPanelHasAPlaceAndAnIdOfItsOwn() {
        var taken = new HashMap<String, String>();
        for (var panel : panels()) {
            var title = panel.path("title").asString();
            var place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).as(title).isBetween(1, COLUMNS);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(taken.put(x + "/" + y, title))
                            .as("under " + title)
                            .isNull();
                }
            }
        }
        assertThat(panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @Test
    void whatComposeMountsIsWhereGrafanaLooks() throws IOException {
        var compose = Files.readString(SchemaCheck.root().resolve("compose.yaml"));
        var folder = provider.at("/options/path").asString();
        assertThat(compose)
                .contains("./infra/docker/observability/grafana/provisioning:/etc/grafana/provisioning:ro")
                .contains("./infra/docker/observability/grafana/dashboards:" + folder + ":ro")
                .contains("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: " + folder + "/callboard.json")
                .contains("GF_AUTH_ANONYMOUS_ORG_ROLE: Viewer");
        assertThat(source.path("url").asString()).isEqualTo("http://prometheus:9090");
        assertThat(compose)
                .contains("\n  prometheus:\n")
                .containsPattern("image: prom/prometheus:v\\d+\\.\\d+\\.\\d+\n")
                .containsPattern("image: grafana/grafana:\\d+\\.\\d+\\.\\d+\n");
    }

    private List<JsonNode> panels() {
        return dashboard.path("panels").valueStream().toList();
    }
}
