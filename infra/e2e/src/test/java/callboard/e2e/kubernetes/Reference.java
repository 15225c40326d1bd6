package callboard.e2e.kubernetes;

import callboard.testing.SchemaCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the project's other files say of a service: those that tests hold against the service itself.
record Reference(String service) {

    /// Of Spring Boot, the JVM and OpenTelemetry, as compose and the images use them.
    private static final Set<String> OF_OTHERS = Set.of(
            "SPRING_PROFILES_ACTIVE",
            "SERVER_FORWARD_HEADERS_STRATEGY",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "JAVA_TOOL_OPTIONS");

    /// The variables that it knows: those of docs/configuration.md, by either name.
    Set<String> variables() {
        var part = part("docs/configuration.md");
        return Stream.of(
                        found("(?m)^\\| `([A-Z0-9_]+)` \\|", part),
                        found("(?m)^\\| `(callboard\\.[a-z.-]+)` \\|", part).map(Reference::variable),
                        OF_OTHERS.stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    private static String variable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// Metrics that go up and down, of docs/metrics.md.
    Set<String> gauges() {
        return found("(?m)^\\| `(callboard_\\w+)` \\| gauge \\|", part("docs/metrics.md"))
                .collect(Collectors.toSet());
    }

    /// The share of its memory that the JVM takes for its heap, in percent.
    int heap() {
        var start = text("infra/docker/start");
        return Integer.parseInt(found("(?m)^ +" + service + "\\) heap=(\\d+)", start)
                .findFirst()
                .orElseGet(() ->
                        found("(?m)^ +\\*\\) heap=(\\d+)", start).findFirst().orElseThrow()));
    }

    /// Of a JVM's option with a size in megabytes.
    static int megabytes(String option) {
        return Integer.parseInt(found("(?m)^" + option + "(\\d+)m$", text("infra/docker/java-options"))
                .findFirst()
                .orElseThrow());
    }

    /// What compose says of the service, with nothing set in the environment.
    String compose(String field) {
        var value = SchemaCheck.read("compose.yaml")
                .path("services")
                .path(service)
                .at(field)
                .asString();
        return Pattern.compile("\\$\\{\\w+:-([^}]*)}").matcher(value).replaceAll("$1");
    }

    /// The variables whose values compose fixes.
    Stream<String> fixed() {
        return SchemaCheck.read("compose.yaml")
                .path("services")
                .path(service)
                .path("environment")
                .propertyStream()
                .filter(variable -> variable.getValue().isString()
                        && !variable.getKey().equals("<<")
                        && !variable.getValue().stringValue().contains("${"))
                .map(variable -> variable.getKey());
    }

    private String part(String document) {
        return found("(?s)(<!-- %1$s: .*?<!-- /%1$s -->)".formatted(service), text(document))
                .findFirst()
                .orElseThrow();
    }

    static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    /// @param path from the root of the project
    static String text(String path) {
        try {
            return Files.readString(SchemaCheck.root().resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
