package callboard.calls;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Callboard's API as a sender or a browser sees it.
public final class Api {

    public static final String KEY = "a-key-for-tests";
    public static final String ADMIN_KEY = "a-key-for-operators";
    public static final String SECRETS_KEY = "YS1rZXktZm9yLXRoZS1zZWNyZXRzLW9mLXRlc3RzISE=";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;

    public Api(int port) {
        base = "http://localhost:" + port;
    }

    /// An answer with its body as JSON (a missing node when there is none).
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        public String text(String field) {
            return body.path(field).asString();
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /// `{"event": …}` with the API key.
    public Answer post(String json) {
        return post("/api/events", json, Map.of("Content-Type", "application/json", "X-API-Key", KEY));
    }

    /// A batch of events, with the API key.
    public Answer postAll(Stream<String> events) {
        return post(
                "/api/events/batch",
                events.collect(joining(",", "[", "]")),
                Map.of("Content-Type", "application/json", "X-API-Key", KEY));
    }

    public Answer post(String json, Map<String, String> moreHeaders) {
        var headers = new java.util.HashMap<>(Map.of("Content-Type", "application/json", "X-API-Key", KEY));
        headers.putAll(moreHeaders);
        return post("/api/events", json, headers);
    }

    public Answer post(String path, String body, Map<String, String> headers) {
        return post(path, BodyPublishers.ofString(body), headers);
    }

    public Answer post(String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).POST(body);
        headers.forEach(request::header);
        return send(request);
    }

    public Answer put(String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).PUT(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    public Answer options(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method("OPTIONS", BodyPublishers.noBody());
        headers.forEach(request::header);
        return send(request);
    }

    public Answer delete(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).DELETE();
        headers.forEach(request::header);
        return send(request);
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    public Answer get(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        return send(request);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            var type = answer.headers().firstValue("Content-Type").orElse("");
            var body = type.contains("json") ? JSON.readTree(answer.body()) : JSON.missingNode();
            return new Answer(answer.statusCode(), body, answer);
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException("No answer", broken);
        }
    }

    public URI uri(String path) {
        return URI.create(base + path);
    }

    public static String initiated(String callId) {
        return """
                {"event":"call_initiated","callId":"%s","type":"voice","queueId":"medical_spanish"}""".formatted(callId);
    }

    public static String routed(String callId, String agentId) {
        return """
                {"event":"call_routed","callId":"%s","agentId":"%s","routingTime":4}""".formatted(callId, agentId);
    }

    public static String answered(String callId, double waitTime) {
        return """
                {"event":"call_answered","callId":"%s","waitTime":%s}""".formatted(callId, waitTime);
    }

    public static String hold(String callId, double holdDuration) {
        return """
                {"event":"call_hold","callId":"%s","holdDuration":%s}""".formatted(callId, holdDuration);
    }

    public static String resumed(String callId) {
        return """
                {"event":"call_resumed","callId":"%s"}""".formatted(callId);
    }

    public static String retransfer(String callId) {
        return """
                {"event":"call_retransfer","callId":"%s","reason":"wrong queue"}""".formatted(callId);
    }

    public static String ended(String callId, String endReason, double duration) {
        return """
                {"event":"call_ended","callId":"%s","endReason":"%s","duration":%s}""".formatted(callId, endReason, duration);
    }
}
