package callboard.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The licences of what a service is made of, as its SBOM has them.
public final class Licences {

    private static final Path SBOM = Path.of("target", "classes", "META-INF", "sbom", "application.cdx.json");
    /// What may be shipped with a program of any licence, unchanged and from jars of its own.
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "The (New) BSD License",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "EDL 1.0",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "GPL-2.0-with-classpath-exception",
            "MPL-2.0",
            "UPL-1.0");

    private Licences() {}

    /// Parts that have none of the licences that are agreed on, with those that they have.
    ///
    /// @throws IOException when the build has not written the SBOM
    public static List<String> notAllowed() throws IOException {
        return components()
                .filter(component -> licences(component).noneMatch(ALLOWED::contains))
                .map(component -> component.path("purl").asString("") + " "
                        + licences(component).toList())
                .toList();
    }

    /// Everything it is made of, as package URLs.
    public static List<String> parts() throws IOException {
        return components()
                .map(component -> component.path("purl").asString(""))
                .toList();
    }

    private static Stream<JsonNode> components() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(SBOM))
                .get("components")
                .valueStream()
                .filter(component -> !component.path("group").asString("").equals("callboard"));
    }

    private static Stream<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .flatMap(each -> Stream.of(each.at("/license/id"), each.at("/license/name"), each.at("/expression")))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
    }
}
