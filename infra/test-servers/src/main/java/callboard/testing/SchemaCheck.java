package callboard.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Validates JSON against the schemas of an OpenAPI or AsyncAPI document. Clients must ignore unknown fields;
/// here a field that the document doesn't name is an error, so that none is undocumented.
public final class SchemaCheck {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode definitions;
    /// Each is compiled once, since that takes longer than a validation.
    private final Map<JsonNode, Schema> known = new ConcurrentHashMap<>();

    public SchemaCheck(JsonNode document) {
        definitions = closed(JsonMapper.shared().readTree(local(document.at("/components/schemas"))));
    }

    /// @param path from the root of the project; YAML, of which JSON is a part
    public static JsonNode read(String path) {
        try {
            return new YAMLMapper().readTree(Files.readString(root().resolve(path)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The root of the project, from the module that is being tested.
    public static Path root() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("mvnw"))) {
            here = Objects.requireNonNull(here.getParent(), "No folder above has an mvnw");
        }
        return here;
    }

    /// The validation errors; empty for valid JSON.
    ///
    /// @param schema as it stands in the document, most often a `$ref`
    public List<String> faults(JsonNode schema, String json) {
        return known
                .computeIfAbsent(schema, this::whole)
                .validate(JsonMapper.shared().readTree(json))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private Schema whole(JsonNode schema) {
        var whole = JsonMapper.shared().createObjectNode();
        whole.set("$defs", definitions);
        whole.putArray("allOf").add(JsonMapper.shared().readTree(local(schema)));
        return SCHEMAS.getSchema(whole);
    }

    /// With its references where JSON Schema has definitions.
    private static String local(JsonNode schema) {
        return schema.toString().replace("\"#/components/schemas/", "\"#/$defs/");
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && schema.path("type").asString("").equals("object")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(SchemaCheck::closed);
        return node;
    }
}
