package callboard.benchmarks.reads;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a dashboard asks, made of what the service has: paths by the names that they are reported under.
final class ReadQueries {

    private static final int DEEP_PAGE = 20_000;

    private final URI service;
    private final HttpClient http = HttpClient.newHttpClient();

    ReadQueries(URI service) {
        this.service = service;
    }

    /// @throws IllegalArgumentException when the service has no calls to ask for
    Map<String, String> all() throws IOException, InterruptedException {
        var ended = get("/api/calls?status=ended&limit=100").path("data");
        if (ended.isEmpty()) {
            throw new IllegalArgumentException("There are no ended calls at " + service + ": seed some first");
        }
        var call = ended.valueStream()
                .filter(each -> each.has("agentId"))
                .findFirst()
                .orElse(ended.path(0));
        var id = call.path("id").asString();
        var queue = "queueId=" + call.path("queueId").asString();
        var agent = "agentId=" + call.path("agentId").asString("nobody");
        var now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        var paths = new LinkedHashMap<String, String>();
        paths.put("first page", "");
        paths.put("status=active", "status=active");
        paths.put("status=ended", "status=ended");
        paths.put("queueId", queue);
        paths.put("queueId, status=ended", queue + "&status=ended");
        paths.put("agentId", agent);
        paths.put("type=video", "type=video");
        paths.put("flag", "flag=wait_sla_exceeded");
        paths.put("flag, queueId", "flag=short_call&" + queue);
        paths.put("from an hour ago", "from=" + now.minus(1, ChronoUnit.HOURS));
        paths.put("from a week ago", "from=" + now.minus(7, ChronoUnit.DAYS));
        paths.put("q", "q=" + id);
        paths.put("sort=-waitTime", "sort=-waitTime");
        paths.put("sort=duration, queueId", "sort=duration&" + queue);
        paths.replaceAll((_, query) -> "/api/calls?" + query);
        long total = get("/api/calls").path("total").asLong();
        long deep = Math.min(DEEP_PAGE, total / 20 - 1);
        if (deep > 0) {
            paths.put(
                    "page " + deep + " by cursor",
                    "/api/calls?cursor="
                            + get("/api/calls?page=" + deep).path("nextCursor").asString());
        }
        paths.put("one call", "/api/calls/" + id);
        paths.put("its events", "/api/calls/" + id + "/events");
        paths.put("stats 15m", "/api/stats?window=15m");
        paths.put("stats today", "/api/stats?window=today");
        paths.put("stats today, queue", "/api/stats?window=today&" + queue);
        paths.put("series today", "/api/stats/series?window=today");
        paths.put("agents", "/api/agents");
        return paths;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(path + " was answered with " + answer.statusCode());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
