package callboard.e2e.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// As much of Kustomize as our folders use; whatever else they come to use is an error. Names stay without the hash of
/// their content, and objects without the namespace and labels that all of them get. [KubectlCheck] holds it against
/// the real one.
final class Kustomization {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "labels", "resources", "configMapGenerator", "images", "patches");

    private final List<JsonNode> objects = new ArrayList<>();
    private final Path folder;
    private final JsonNode file;

    private Kustomization(Path folder) {
        this.folder = folder;
        this.file = documents(folder.resolve("kustomization.yaml")).getFirst();
    }

    static List<JsonNode> read(Path folder) {
        var kustomization = new Kustomization(folder);
        kustomization.read();
        return kustomization.objects;
    }

    static List<JsonNode> documents(Path file) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(file))) {
            return documents.readAll();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void read() {
        expect(KNOWN.containsAll(file.propertyNames()), file);
        for (var resource : file.path("resources")) {
            var path = folder.resolve(resource.stringValue());
            objects.addAll(Files.isDirectory(path) ? read(path) : documents(path));
        }
        file.path("configMapGenerator").forEach(this::generate);
        file.path("patches").forEach(this::patch);
        file.path("images").forEach(this::tag);
    }

    private void generate(JsonNode generator) {
        expect(
                Set.of("name", "namespace", "behavior", "envs", "files").containsAll(generator.propertyNames()),
                generator);
        var data = generator.has("behavior") ? merged(generator) : created(generator);
        for (var envs : generator.path("envs")) {
            text(envs).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int sign = line.indexOf('=');
                expect(sign > 0, envs);
                data.put(line.substring(0, sign), line.substring(sign + 1));
            });
        }
        for (var content : generator.path("files")) {
            data.put(Path.of(content.stringValue()).getFileName().toString(), text(content));
        }
    }

    private ObjectNode created(JsonNode generator) {
        var map = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").set("name", generator.path("name"));
        objects.add(map);
        return map.putObject("data");
    }

    private ObjectNode merged(JsonNode generator) {
        expect(generator.path("behavior").stringValue().equals("merge"), generator);
        return (ObjectNode) found("ConfigMap", generator.path("name")).path("data");
    }

    private void patch(JsonNode patch) {
        var target = patch.path("target");
        expect(Set.copyOf(target.propertyNames()).equals(Set.of("kind", "name")), patch);
        var object = found(target.path("kind").stringValue(), target.path("name"));
        for (var operation : YAML.readTree(patch.path("patch").stringValue())) {
            var path = JsonPointer.compile(operation.path("path").stringValue());
            expect(operation.path("op").stringValue().equals("replace"), operation);
            expect(!object.at(path).isMissingNode(), operation);
            switch (object.at(path.head())) {
                case ObjectNode parent -> parent.set(path.last().getMatchingProperty(), operation.path("value"));
                case ArrayNode parent -> parent.set(path.last().getMatchingIndex(), operation.path("value"));
                default -> expect(false, operation);
            }
        }
    }

    private void tag(JsonNode image) {
        expect(Set.copyOf(image.propertyNames()).equals(Set.of("name", "newTag")), image);
        var name = image.path("name").stringValue();
        var tagged = objects.stream()
                .flatMap(object -> object.at("/spec/template/spec/containers").valueStream())
                .filter(container -> container.path("image").stringValue().startsWith(name + ":"))
                .map(ObjectNode.class::cast)
                .toList();
        expect(!tagged.isEmpty(), image);
        tagged.forEach(container ->
                container.put("image", name + ":" + image.path("newTag").asString()));
    }

    private JsonNode found(String kind, JsonNode name) {
        return new Manifests(objects).one(kind, name.stringValue());
    }

    private String text(JsonNode path) {
        try {
            return Files.readString(folder.resolve(path.stringValue()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void expect(boolean understood, JsonNode what) {
        if (!understood) {
            throw new AssertionError("%s has what these tests can't read: %s".formatted(folder, what));
        }
    }
}
