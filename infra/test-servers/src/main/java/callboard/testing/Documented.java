package callboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds JSON against the schemas of an OpenAPI or AsyncAPI document. Readers must put up with fields they don't know;
/// here a field that the document doesn't name is a fault, so that none is sent unsaid.
public final class Documented {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode components;
    /// Each is put together once: that takes longer than to hold something against it.
    private final Map<JsonNode, Schema> known = new ConcurrentHashMap<>();

    public Documented(JsonNode document) {
        components = closed(JsonMapper.shared().readTree(
                document.path("components").toString().replace("\"#/components/", "\"#/$defs/components/")));
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
            here = here.getParent();
        }
        return here;
    }

    /// What is wrong with the JSON; empty when nothing is.
    ///
    /// @param schema as it stands in the document, most often a `$ref`
    public List<String> faults(JsonNode schema, String json) {
        return known.computeIfAbsent(schema, this::whole).validate(JsonMapper.shared().readTree(json)).stream().map(Error::toString).toList();
    }

    private Schema whole(JsonNode schema) {
        var whole = JsonMapper.shared().createObjectNode();
        // Where references lead; a keyword that the validator would not know is told of in the log.
        whole.putObject("$defs").set("components", components);
        whole.putArray("allOf").add(JsonMapper.shared().readTree(schema.toString().replace("\"#/components/", "\"#/$defs/components/")));
        return SCHEMAS.getSchema(whole);
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("properties").isObject() && schema.path("type").asString("").equals("object")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(Documented::closed);
        return node;
    }
}
