package callboard.testing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A service's part of `docs/configuration.md`: what the compiler found out about its settings records, and the
/// environment variables of its `application.yaml`. Run in the service's own folder.
public final class ConfigurationReference {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Path APPLICATION = Path.of("src", "main", "resources", "application.yaml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+):?((?:[^${}]|\\$\\{[^}]*})*)}");

    private final String service;
    private final List<JsonNode> properties;
    private final Map<String, String> settings = new TreeMap<>();

    public ConfigurationReference(String service) throws IOException {
        this.service = service;
        properties = metadata()
                .filter(property -> name(property).startsWith("callboard."))
                .toList();
        flatten("", new YAMLMapper().readTree(Files.readString(APPLICATION)));
    }

    /// Of the service and of every module that it is made of.
    private static Stream<JsonNode> metadata() throws IOException {
        var found = new ArrayList<JsonNode>();
        for (var file :
                Collections.list(ConfigurationReference.class.getClassLoader().getResources(METADATA))) {
            try (var content = file.openStream()) {
                JsonMapper.shared().readTree(content).get("properties").forEach(found::add);
            }
        }
        return found.stream();
    }

    /// Names of settings, as the compiler found them.
    public List<String> names() {
        return properties.stream().map(ConfigurationReference::name).toList();
    }

    /// Names of settings that nothing is said of.
    public List<String> unexplained() {
        return properties.stream()
                .filter(property -> property.path("description").asString("").isBlank())
                .map(ConfigurationReference::name)
                .toList();
    }

    /// Holds the document's part against the code; writes it instead when run with `-Ddocs.update`.
    public void mustBeCheckedIn() throws IOException {
        var file = SchemaCheck.root().resolve("docs", "configuration.md");
        var document = Files.readString(file);
        var part = Pattern.compile("(?s)<!-- %1$s: .*?<!-- /%1$s -->".formatted(service))
                .matcher(document);
        if (!part.find()) {
            throw new AssertionError(file + " has no part for " + service);
        }
        var expected = text();
        if (System.getProperty("docs.update") != null) {
            Files.writeString(file, document.substring(0, part.start()) + expected + document.substring(part.end()));
        } else if (!part.group().equals(expected)) {
            throw new AssertionError(
                    ("%s does not say what the settings of %s say; run `./mvnw -pl %2$s -am test -Dtest=ConfigurationTest "
                                    + "-Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update` and commit what it writes")
                            .formatted(file, service));
        }
    }

    private String text() {
        var lines = new ArrayList<String>();
        lines.add("<!-- " + service + ": written by ConfigurationTest -->");
        lines.add("| variable | default | sets |");
        lines.add("|---|---|---|");
        settings.forEach((name, value) -> variables(name, value, lines));
        lines.add("");
        lines.add("| setting | type | default | what it is |");
        lines.add("|---|---|---|---|");
        properties.stream()
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .forEach(property -> lines.add("| `%s` | %s | %s | %s |"
                        .formatted(
                                name(property),
                                type(property.path("type").asString()),
                                code(standard(property)),
                                cell(property.path("description").asString("") + limits(property)))));
        lines.add("<!-- /" + service + " -->");
        return String.join("\n", lines);
    }

    /// Also the variables that others fall back on.
    private static void variables(String name, String value, List<String> lines) {
        VARIABLE.matcher(value).results().forEach(variable -> {
            lines.add("| `%s` | %s | `%s` |".formatted(variable.group(1), code(resolved(variable.group(2))), name));
            variables(name, variable.group(2), lines);
        });
    }

    /// With no variable set.
    private static String resolved(String value) {
        var resolved = VARIABLE.matcher(value).replaceAll(variable -> Matcher.quoteReplacement(variable.group(2)));
        return resolved.equals(value) ? value : resolved(resolved);
    }

    /// What application.yaml says holds, else what the record says.
    private String standard(JsonNode property) {
        var said = settings.get(name(property));
        if (said != null) {
            return resolved(said);
        }
        var standard = property.path("defaultValue");
        return standard.isArray()
                ? String.join(
                        ",", standard.valueStream().map(JsonNode::asString).toList())
                : standard.asString("");
    }

    private static String limits(JsonNode property) {
        var type = property.path("sourceType").asString("");
        if (type.isEmpty()) {
            return "";
        }
        try {
            var words = name(property)
                    .substring(name(property).lastIndexOf('.') + 1)
                    .replace("-", "");
            return Stream.of(Class.forName(type).getRecordComponents())
                    .filter(component -> component.getName().equalsIgnoreCase(words))
                    .map(component -> limits(component.getAccessor()))
                    .findFirst()
                    .orElse("");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("The settings " + type + " are not to be found", missing);
        }
    }

    private static String limits(AnnotatedElement setting) {
        var least = setting.getAnnotation(Min.class);
        var most = setting.getAnnotation(Max.class);
        var lowest = setting.getAnnotation(DecimalMin.class);
        var highest = setting.getAnnotation(DecimalMax.class);
        var from = least != null ? Long.toString(least.value()) : lowest != null ? lowest.value() : "";
        var to = most != null ? Long.toString(most.value()) : highest != null ? highest.value() : "";
        return from.isEmpty() ? "" : to.isEmpty() ? " (" + from + " or more)" : " (" + from + " to " + to + ")";
    }

    private static String type(String type) {
        var words = type.replaceAll("[a-z]+\\.", "").replace("<", " of ").replace(">", "");
        return switch (words) {
            case "Integer", "Long" -> "whole number";
            case "Double" -> "number";
            case "Boolean" -> "true, false";
            case "Duration" -> "duration";
            case "DataSize" -> "size";
            case "ZoneId" -> "time zone";
            case "List of String" -> "list";
            case "String" -> "text";
            default -> words;
        };
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }

    private static String name(JsonNode property) {
        return property.get("name").asString();
    }

    private void flatten(String name, JsonNode node) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(each ->
                            flatten(name.isEmpty() ? each.getKey() : name + "." + each.getKey(), each.getValue()));
        } else {
            settings.put(name, node.asString());
        }
    }
}
