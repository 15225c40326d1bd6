package callboard.calls.docs;

import callboard.contracts.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI 3.1 document: the operations, and the schemas of the contracts' records.
final class OpenApi {

    private static final String ROOT = """
            {"openapi": "3.1.0",
             "info": {"title": "Callboard", "version": "1.0.0", "description":
               "Call events in, one live picture of the call centre out.\\n\\nErrors are `application/problem+json` with a stable `code`; clients ignore fields and codes that they don't know. Any operation may answer with a problem that is not named with it: 400 `bad_request` to a broken request, 405 to a method that is not there, 406, 500 to a fault of ours.\\n\\nLive updates are in `docs/asyncapi.yaml`."},
             "servers": [{"url": "/"}],
             "tags": [
               {"name": "Events", "description": "From telephony systems."},
               {"name": "Calls"}, {"name": "Statistics"}, {"name": "Queues"},
               {"name": "Operators", "description": "For operators alone."}, {"name": "Service"}],
             "paths": {},
             "components": {
               "schemas": {},
               "securitySchemes": {
                 "sender": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "A telephony system's key."},
                 "administrator": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "An operator's key."},
                 "reader": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "A key that may read, where viewers are asked who they are."},
                 "viewer": {"type": "http", "scheme": "bearer", "description": "A viewer's token or login, where viewers are asked who they are. It may show some queues only; the others' calls look like none."}}}}
            """;

    private OpenApi() {}

    static ObjectNode document() throws IOException {
        var document = (ObjectNode) JsonMapper.shared().readTree(ROOT);
        var schemas = schemas();
        for (var operation : ApiDescription.operations(schemas)) {
            operation
                    .json
                    .withObject("/responses")
                    .putObject("default")
                    .put("description", "Any other problem")
                    .putObject("content")
                    .putObject("application/problem+json")
                    .set("schema", Operation.schema(Problem.class));
            if (!operation.json.has("security")) {
                operation.json.putArray("security");
            }
            var path = document.get("paths") instanceof ObjectNode paths
                            && paths.get(operation.path) instanceof ObjectNode known
                    ? known
                    : ((ObjectNode) document.get("paths")).putObject(operation.path);
            path.set(operation.method, operation.json);
        }
        ((ObjectNode) document.get("components")).set("schemas", schemas);
        return document;
    }

    /// Methods and paths, `GET /api/calls`.
    static List<String> operations(JsonNode document) {
        return document.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> operation.getKey().toUpperCase() + " " + path.getKey()))
                .toList();
    }

    private static JsonNode schemas() throws IOException {
        try (var file = Problem.class.getResourceAsStream("schemas.json")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return JsonMapper.shared()
                    .readTree(text.replace("\"#/$defs/", "\"#/components/schemas/"))
                    .get("$defs");
        }
    }
}
