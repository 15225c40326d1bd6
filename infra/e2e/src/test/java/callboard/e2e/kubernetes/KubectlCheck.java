package callboard.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.testing.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The manifests as a real kubectl applies them to a cluster of which there is only the API. It needs a kubectl and has
/// a command of its own (docs/testing.md).
class KubectlCheck {

    private static final Path FOLDER = SchemaCheck.root().resolve("infra/kubernetes");
    private static final String OVERLAY = "overlays/production";
    private static final Pattern HASH = Pattern.compile("\"(callboard|nginx-network)-[0-9a-z]{10}\"");

    /// What holds of the files holds of what comes of them.
    @Nested
    class Applied extends ManifestRules {

        Applied(@TempDir Path home) throws Exception {
            super(new Manifests(applied(OVERLAY, home)));
        }
    }

    /// So the tests of the build read the folders as they are.
    @ParameterizedTest
    @ValueSource(strings = {"base", OVERLAY})
    void whatArrivesIsWhatTheFilesSay(String folder, @TempDir Path home) throws Exception {
        var arrived = applied(folder, home);
        assertThat(arrived).hasSameSizeAs(Manifests.of(folder).objects());
        assertThat(arrived.stream().filter(object -> !is(object, "Namespace")))
                .extracting(object -> object.at("/metadata/namespace").asString())
                .containsOnly("callboard");
        assertThat(arrived)
                .extracting(object -> object.at("/metadata/labels")
                        .path("app.kubernetes.io/part-of")
                        .asString())
                .containsOnly("callboard");
        assertThat(byName(arrived.stream().map(KubectlCheck::plain).toList()))
                .isEqualTo(byName(Manifests.of(folder).objects()));
    }

    @Test
    void appliedAgainItChangesNothingAndAChangedSettingReplacesThePodsOfBothServices(@TempDir Path home)
            throws Exception {
        copy(home.resolve("kubernetes"));
        var overlay = home.resolve("kubernetes").resolve(OVERLAY);
        try (var cluster = new ApiServer()) {
            var kubectl = new Kubectl(cluster, home);
            kubectl.apply(overlay);
            assertThat(cluster.changes()).hasSize(17).allMatch(change -> change.startsWith("POST "));

            kubectl.apply(overlay);
            assertThat(cluster.changes()).isEmpty();

            Files.writeString(overlay.resolve("settings.env"), "CALLBOARD_STATS_ZONE=Europe/Lisbon\n");
            kubectl.apply(overlay);
            assertThat(cluster.changes())
                    .hasSize(3)
                    .anyMatch(change ->
                            change.matches("POST /api/v1/namespaces/callboard/configmaps/callboard-[0-9a-z]{10}"))
                    .contains(
                            "PATCH /apis/apps/v1/namespaces/callboard/deployments/call-service",
                            "PATCH /apis/apps/v1/namespaces/callboard/deployments/realtime-service");
        }
    }

    private static List<JsonNode> applied(String folder, Path home) throws Exception {
        try (var cluster = new ApiServer()) {
            new Kubectl(cluster, home).apply(FOLDER.resolve(folder));
            return cluster.objects();
        }
    }

    /// Without what every object gets, and what kubectl writes down for itself.
    private static JsonNode plain(JsonNode object) {
        var plain = (ObjectNode)
                JsonMapper.shared().readTree(HASH.matcher(object.toString()).replaceAll("\"$1\""));
        var metadata = (ObjectNode) plain.path("metadata");
        metadata.remove("annotations");
        if (!is(object, "Namespace")) {
            metadata.remove("namespace");
        }
        withoutPart(metadata);
        if (plain.at("/spec/template/metadata") instanceof ObjectNode pods) {
            withoutPart(pods);
        }
        return plain;
    }

    private static void withoutPart(ObjectNode metadata) {
        if (metadata.path("labels") instanceof ObjectNode labels) {
            labels.remove("app.kubernetes.io/part-of");
            if (labels.isEmpty()) {
                metadata.remove("labels");
            }
        }
    }

    private static Map<String, JsonNode> byName(List<JsonNode> objects) {
        var byName = new TreeMap<String, JsonNode>();
        objects.forEach(object -> byName.put(object.path("kind").stringValue() + " " + Manifests.name(object), object));
        return byName;
    }

    private static boolean is(JsonNode object, String kind) {
        return object.path("kind").stringValue().equals(kind);
    }

    private static void copy(Path to) throws IOException {
        try (var files = Files.walk(FOLDER)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(FOLDER.relativize(file)));
            }
        }
    }
}
