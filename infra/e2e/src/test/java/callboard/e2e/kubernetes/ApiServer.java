package callboard.e2e.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// As much of a Kubernetes API server as `kubectl apply` speaks to: it says which kinds there are, keeps what it is
/// given first, and writes down what it was asked to change. It runs nothing, and fills in no defaults.
final class ApiServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// The kinds of each version of the API: their plural, and whether they are in a namespace.
    private static final Map<String, Map<String, String>> KINDS = Map.of(
            "v1", Map.of("Namespace", "namespaces", "Service", "services", "ConfigMap", "configmaps"),
            "apps/v1", Map.of("Deployment", "deployments"),
            "policy/v1", Map.of("PodDisruptionBudget", "poddisruptionbudgets"),
            "autoscaling/v2", Map.of("HorizontalPodAutoscaler", "horizontalpodautoscalers"),
            "networking.k8s.io/v1", Map.of("Ingress", "ingresses", "NetworkPolicy", "networkpolicies"));

    private final HttpServer server;
    /// By path.
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();

    ApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What it keeps.
    synchronized List<JsonNode> objects() {
        return List.copyOf(objects.values());
    }

    /// What it was asked to change since it was last asked for this, as `POST /path` or `PATCH /path`.
    synchronized List<String> changes() {
        var made = List.copyOf(changes);
        changes.clear();
        return made;
    }

    /// One after the other, whichever connection they come by.
    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestMethod()) {
                case "GET" -> read(exchange, path);
                case "POST" -> {
                    var object = (ObjectNode) JSON.readTree(body);
                    var created = path + "/" + Manifests.name(object);
                    objects.put(created, object);
                    changes.add("POST " + created);
                    answer(exchange, 201, object);
                }
                case "PATCH" -> {
                    if (changes(JSON.readTree(body), objects.get(path))) {
                        changes.add("PATCH " + path);
                    }
                    answer(exchange, 200, objects.get(path));
                }
                default -> answer(exchange, 405, status(405));
            }
        }
    }

    /// Whether a patch says anything that isn't so, beside how it is to be merged; it isn't: what is patched is asked
    /// here.
    private static boolean changes(JsonNode patch, JsonNode object) {
        return patch.isObject()
                ? patch.propertyStream()
                        .anyMatch(field -> !field.getKey().equals("$patch")
                                && changes(field.getValue(), object.path(field.getKey())))
                : !patch.equals(object);
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        var found = objects.containsKey(path) ? objects.get(path) : discovered(path);
        answer(exchange, found == null ? 404 : 200, found == null ? status(404) : found);
    }

    private static @Nullable Object discovered(String path) {
        return switch (path) {
            case "/version" -> Map.of("major", "1", "minor", "32", "gitVersion", "v1.32.0");
            case "/api" -> Map.of("kind", "APIVersions", "versions", List.of("v1"));
            case "/apis" ->
                Map.of(
                        "kind",
                        "APIGroupList",
                        "apiVersion",
                        "v1",
                        "groups",
                        KINDS.keySet().stream()
                                .filter(version -> version.contains("/"))
                                .map(ApiServer::group)
                                .toList());
            default -> resources(path.replaceFirst("^/apis?/", ""));
        };
    }

    private static Map<String, Object> group(String version) {
        var parts = version.split("/", 2);
        var said = Map.of("groupVersion", version, "version", parts[1]);
        return Map.of("name", parts[0], "versions", List.of(said), "preferredVersion", said);
    }

    private static @Nullable Object resources(String version) {
        var kinds = KINDS.get(version);
        return kinds == null
                ? null
                : Map.of(
                        "kind",
                        "APIResourceList",
                        "apiVersion",
                        "v1",
                        "groupVersion",
                        version,
                        "resources",
                        kinds.entrySet().stream()
                                .map(kind -> Map.of(
                                        "name",
                                        kind.getValue(),
                                        "kind",
                                        kind.getKey(),
                                        "namespaced",
                                        !kind.getKey().equals("Namespace"),
                                        "verbs",
                                        List.of("create", "get", "list", "patch")))
                                .collect(Collectors.toList()));
    }

    private static Map<String, Object> status(int code) {
        return Map.of("kind", "Status", "apiVersion", "v1", "status", "Failure", "code", code, "reason", "NotFound");
    }

    private static void answer(HttpExchange exchange, int status, Object what) throws IOException {
        var body = JSON.writeValueAsString(what).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
