package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Alert;
import callboard.contracts.AlertAcknowledgement;
import callboard.contracts.AlertPage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who looks after alerts with a program of their own.
final class AlertClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Callboard callboard;

    AlertClient(Callboard callboard) {
        this.callboard = callboard;
    }

    /// The call's alerts, once there are some.
    List<Alert> noticedAlerts(String callId) {
        return await("alerts of " + callId)
                .atMost(Duration.ofMinutes(1))
                .until(() -> alerts(callId), found -> !found.isEmpty());
    }

    /// The call's alerts, newest first.
    List<Alert> alerts(String callId) throws Exception {
        var page = send(HttpRequest.newBuilder(callboard.calls().resolve("/api/alerts?callId=" + callId)));
        return JSON.readValue(page, AlertPage.class).data();
    }

    Alert acknowledge(Alert alert, String name) throws Exception {
        var address = callboard.calls().resolve("/api/alerts/" + alert.id() + "/acknowledge");
        var answer = send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(new AlertAcknowledgement(name)))));
        return JSON.readValue(answer, Alert.class);
    }

    private String send(HttpRequest.Builder request) throws Exception {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
