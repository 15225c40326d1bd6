package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.AgentView;
import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallPage;
import callboard.contracts.CallStatus;
import callboard.contracts.ConnectionState;
import callboard.contracts.ConnectionStatus;
import callboard.contracts.ConnectionView;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What a Callboard that is fed by a connection shows, read over REST.
final class Board implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CONNECTION = "/api/ops/connections/pbx";
    private static final String ADMIN_KEY = "callboard-admin-key";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    Board(Callboard callboard) {
        address = callboard.calls();
    }

    /// Makes or changes the connection.
    void connect(Map<String, Object> settings) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(address.resolve(CONNECTION))
                        .header("Content-Type", "application/json")
                        .header("X-API-Key", ADMIN_KEY)
                        .PUT(BodyPublishers.ofString(JSON.writeValueAsString(settings)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    ConnectionState state() throws Exception {
        return JSON.readValue(get(CONNECTION), ConnectionView.class).state();
    }

    /// Whether it has logged in after that.
    boolean isConnectedSince(Instant begin) throws Exception {
        var state = state();
        return state.status() == ConnectionStatus.CONNECTED
                && Objects.requireNonNull(state.since()).isAfter(begin);
    }

    /// Every call there is, without its visits.
    List<Call> calls() throws Exception {
        return calls("");
    }

    /// Those that have not ended.
    List<Call> open() throws Exception {
        return calls("&status=waiting,active,on_hold");
    }

    private List<Call> calls(String filter) throws Exception {
        var found = new ArrayList<Call>();
        String cursor = "";
        do {
            var page = JSON.readValue(get("/api/calls?limit=100" + filter + cursor), CallPage.class);
            found.addAll(page.data());
            cursor = page.nextCursor() == null ? "" : "&cursor=" + encoded(page.nextCursor());
        } while (!cursor.isEmpty());
        return found;
    }

    Call call(String id) throws Exception {
        return JSON.readValue(get("/api/calls/" + encoded(id)), Call.class);
    }

    List<CallEvent> history(String id) throws Exception {
        return JSON.readValue(get("/api/calls/" + encoded(id) + "/events"), new TypeReference<>() {});
    }

    List<AgentView> agents() throws Exception {
        return JSON.readValue(get("/api/agents"), new TypeReference<>() {});
    }

    /// As Asterisk's console would show it.
    InstalledAsterisk.Shown shown() throws Exception {
        var open = open();
        return new InstalledAsterisk.Shown(
                open.stream()
                        .filter(call -> call.status() == CallStatus.WAITING)
                        .collect(Collectors.groupingBy(Call::queueId, Collectors.counting())),
                open.stream()
                        .filter(call -> call.status() != CallStatus.WAITING)
                        .map(call -> Objects.requireNonNullElse(call.agentId(), "nobody"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("X-API-Key", ADMIN_KEY)
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
    }
}
