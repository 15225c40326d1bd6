package callboard.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A service's table of `docs/metrics.md`, made of what the service answers Prometheus.
record MetricsReference(String service, String scrape) {

    private static final Pattern HELP = Pattern.compile("^# HELP (callboard_\\w+) (.*)$", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^# TYPE (callboard_\\w+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern SERIES = Pattern.compile("^(callboard_\\w+)\\{([^}]*)}", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final int FEW_VALUES = 6;

    /// Whose values are an installation's own.
    private static final String OPEN = "sender";

    /// The part between the service's markers, which the document must have.
    String of(String document) {
        var part = Pattern.compile("(?s)<!-- %1$s: .*?<!-- /%1$s -->".formatted(service))
                .matcher(document);
        if (!part.find()) {
            throw new AssertionError("docs/metrics.md has no part for " + service);
        }
        return part.group();
    }

    String text() {
        var types =
                TYPE.matcher(scrape).results().collect(Collectors.toMap(type -> type.group(1), type -> type.group(2)));
        var meanings = new TreeMap<String, String>();
        HELP.matcher(scrape).results().forEach(help -> meanings.put(help.group(1), help.group(2)));
        // A histogram's greatest value of late is a gauge beside it.
        meanings.keySet().removeIf(name -> name.endsWith("_max") && types.containsKey(name.replaceFirst("_max$", "")));
        return meanings.entrySet().stream()
                .map(metric -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                metric.getKey(),
                                types.get(metric.getKey()),
                                labels(metric.getKey()),
                                metric.getValue()))
                .collect(Collectors.joining(
                        "\n",
                        "<!-- %s: written by MetricsIT -->\n| metric | type | labels | what it is |\n|---|---|---|---|\n"
                                .formatted(service),
                        "\n<!-- /" + service + " -->"));
    }

    /// With their values where they are few.
    private String labels(String metric) {
        var values = new TreeMap<String, TreeSet<String>>();
        SERIES.matcher(scrape)
                .results()
                .filter(series -> series.group(1).equals(metric))
                .flatMap(series -> LABEL.matcher(series.group(2)).results())
                .forEach((MatchResult label) -> values.computeIfAbsent(label.group(1), _ -> new TreeSet<>())
                        .add(label.group(2)));
        return values.entrySet().stream().map(MetricsReference::label).collect(Collectors.joining("; "));
    }

    private static String label(Map.Entry<String, TreeSet<String>> label) {
        return "`" + label.getKey() + "`"
                + (label.getValue().size() > FEW_VALUES || label.getKey().equals(OPEN)
                        ? ""
                        : ": " + String.join(", ", label.getValue()));
    }
}
