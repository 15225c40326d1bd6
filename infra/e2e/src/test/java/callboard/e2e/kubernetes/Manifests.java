package callboard.e2e.kubernetes;

import callboard.testing.SchemaCheck;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The objects of an installation, with what is asked of them.
public record Manifests(List<JsonNode> objects) {

    /// As the folder's files say, without kubectl.
    ///
    /// @param folder below `infra/kubernetes`
    public static Manifests of(String folder) {
        return new Manifests(Kustomization.read(
                SchemaCheck.root().resolve("infra/kubernetes").resolve(folder)));
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asString().equals(kind))
                .toList();
    }

    JsonNode one(String kind, String name) {
        return all(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no %s %s".formatted(kind, name)));
    }

    /// What a Deployment runs: one container, its own.
    JsonNode container(String deployment) {
        var containers = one("Deployment", deployment).at("/spec/template/spec/containers");
        if (containers.size() != 1) {
            throw new AssertionError(deployment + " has " + containers.size() + " containers");
        }
        return containers.path(0);
    }

    /// The paths that a Deployment's probes ask, by the probe's name.
    public Map<String, String> probes(String deployment) {
        var probes = new TreeMap<String, String>();
        for (var name : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            probes.put(
                    name, container(deployment).path(name).at("/httpGet/path").stringValue());
        }
        return probes;
    }

    /// The number behind a port's name, or the number itself.
    int port(String deployment, JsonNode nameOrNumber) {
        return ports(deployment)
                .filter(port -> port.path("name").equals(nameOrNumber)
                        || port.path("containerPort").equals(nameOrNumber))
                .map(port -> port.path("containerPort").intValue())
                .findFirst()
                .orElseThrow(() -> new AssertionError(deployment + " has no port " + nameOrNumber));
    }

    Stream<JsonNode> ports(String deployment) {
        return container(deployment).path("ports").valueStream();
    }

    /// The variables that a Deployment sets itself: their values, empty for those of a Secret.
    Map<String, String> variables(String deployment) {
        var variables = new TreeMap<String, String>();
        container(deployment)
                .path("env")
                .forEach(variable -> variables.put(
                        variable.path("name").stringValue(),
                        variable.has("value") ? variable.path("value").stringValue() : ""));
        return variables;
    }

    /// What the ConfigMaps say whose every entry a Deployment takes as a variable.
    Map<String, String> settings(String deployment) {
        var settings = new TreeMap<String, String>();
        container(deployment)
                .path("envFrom")
                .valueStream()
                .filter(from -> from.has("configMapRef"))
                .forEach(from -> one("ConfigMap", from.at("/configMapRef/name").stringValue())
                        .path("data")
                        .propertyStream()
                        .forEach(entry ->
                                settings.put(entry.getKey(), entry.getValue().stringValue())));
        return settings;
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asString();
    }
}
