package callboard.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// The questions that the dashboard's panels and the alerts ask of Prometheus.
///
/// @param from the panel or the alert
record PromQl(String from, String expression) {

    private static final Path FOLDER =
            Path.of(System.getProperty("callboard.e2e.artifacts"), "infra/docker/observability");
    static final Path RULES = FOLDER.resolve("prometheus/rules.yaml");
    static final Path CONFIGURATION = FOLDER.resolve("prometheus/prometheus.yaml");
    private static final Path DASHBOARD = FOLDER.resolve("grafana/dashboards/callboard.json");

    private static final Pattern NO_NAMES = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("or", "and", "unless", "bool", "offset");

    static List<PromQl> ofPanels() throws IOException {
        var questions = new ArrayList<PromQl>();
        for (var panel :
                JsonMapper.shared().readTree(Files.readString(DASHBOARD)).path("panels")) {
            for (var target : panel.path("targets")) {
                questions.add(new PromQl(
                        panel.path("title").asString(),
                        // As long as Grafana would choose it: four scrapes.
                        target.path("expr").asString().replace("$__rate_interval", "20s")));
            }
        }
        return questions;
    }

    /// Reads as much YAML as the file has: a question stands behind `expr:`, or indented below it.
    static List<PromQl> ofAlerts() throws IOException {
        var questions = new ArrayList<PromQl>();
        var alert = "";
        var lines = Files.readAllLines(RULES);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.startsWith("- alert:")) {
                alert = line.substring("- alert:".length()).strip();
            } else if (line.equals("expr: |")) {
                var expression = new StringBuilder();
                int indent = lines.get(i).indexOf("expr");
                while (lines.get(i + 1).startsWith(" ".repeat(indent + 1))) {
                    expression.append(lines.get(++i).strip()).append(' ');
                }
                questions.add(new PromQl(alert, expression.toString()));
            } else if (line.startsWith("expr:")) {
                questions.add(new PromQl(alert, line.substring("expr:".length()).strip()));
            }
        }
        return questions;
    }

    /// The series it names: what is left when texts, labels, ranges, functions and words are gone.
    Set<String> series() {
        var names = new TreeSet<String>();
        var bare = NO_NAMES.matcher(expression).replaceAll(" ");
        NAME.matcher(bare)
                .results()
                .map(found -> found.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        return names;
    }
}
