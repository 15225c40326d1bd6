package callboard.calls.docs;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.testing.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whoever is woken finds what to do.
class RunbookTest {

    private static final JsonNode RULES = SchemaCheck.read("infra/docker/observability/prometheus/rules.yaml");

    @Test
    void everyAlertHasItsHeadingAndEveryHeadingItsAlert() throws IOException {
        var headings = Pattern.compile("(?m)^## (\\S+)$")
                .matcher(runbook())
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(alerts().stream()
                        .map(alert -> alert.get("alert").asString())
                        .toList());
    }

    @Test
    void everyAlertPointsToItsHeading() {
        assertThat(alerts())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert.at("/annotations/runbook").asString())
                        .isEqualTo("docs/runbook.md#"
                                + alert.get("alert").asString().toLowerCase()));
    }

    @Test
    void everyHeadingSaysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
        assertThat(runbook().split("(?m)^## ")).hasSizeGreaterThan(1);
        assertThat(List.of(runbook().split("(?m)^## ")).stream().skip(1).toList())
                .allSatisfy(part -> assertThat(part).contains("**Means** ", "**Look** ", "**Do** "));
    }

    private static List<JsonNode> alerts() {
        return RULES.get("groups")
                .valueStream()
                .flatMap(group -> group.get("rules").valueStream())
                .filter(rule -> rule.has("alert"))
                .toList();
    }

    private static String runbook() throws IOException {
        return Files.readString(SchemaCheck.root().resolve("docs", "runbook.md"));
    }
}
