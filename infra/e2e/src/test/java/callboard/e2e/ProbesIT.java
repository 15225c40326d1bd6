package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.e2e.kubernetes.Manifests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// What Kubernetes will ask of the services, they answer.
@WithCallboard
class ProbesIT {

    private final RunningCallboard callboard;
    private final HttpClient http = HttpClient.newHttpClient();

    ProbesIT(RunningCallboard callboard) {
        this.callboard = callboard;
    }

    @Test
    void callServiceAnswersItsProbes() throws Exception {
        answers("call-service", callboard.metrics().getFirst());
    }

    @Test
    void realtimeServiceAnswersItsProbes() throws Exception {
        answers("realtime-service", callboard.metrics().getLast());
    }

    private void answers(String service, URI port) throws Exception {
        for (var path : Manifests.of("base").probes(service).values()) {
            var answer = http.send(HttpRequest.newBuilder(port.resolve(path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).contains("\"UP\"");
        }
    }
}
