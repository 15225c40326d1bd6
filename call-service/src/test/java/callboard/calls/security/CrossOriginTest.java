package callboard.calls.security;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {

    private static final String OURS = "http://dashboard.example.com";
    private static final RunningService SERVICE = RunningService.start(
            SharedService.REDIS,
            "callboard.security.allowed-origins=" + OURS,
            "callboard.security.viewer-tokens=wall:a-token-for-the-wall");

    private final Api api = SERVICE.api;

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void pageThatIsAllowedReadsAnswersAndRefusals() {
        var refused = api.get("/api/calls", Map.of("Origin", OURS));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(OURS);
        var read = api.get("/api/calls", Map.of("Origin", OURS, "Authorization", "Bearer a-token-for-the-wall"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo(OURS);
        assertThat(read.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void browserMayAskWhetherItMaySendItsToken() {
        var preflight = api.send(HttpRequest.newBuilder(api.uri("/api/calls"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", OURS)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization"));
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("authorization");
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example.com",
                "https://dashboard.example.com",
                "http://dashboard.example.com.evil.com",
                "null"
            })
    void otherPagesReadNothing(String origin) {
        var answer = api.get("/api/calls", Map.of("Origin", origin, "Authorization", "Bearer a-token-for-the-wall"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("forbidden");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//api/calls", "/api//calls", "/%61pi/calls", "/api/./calls", "//health"})
    void addressHasTheSameRulesHoweverItIsSpelled(String address) {
        assertThat(api.get(address, Map.of("Origin", OURS)).header("Access-Control-Allow-Origin"))
                .isEqualTo(OURS);
        assertThat(api.get(address, Map.of("Origin", "http://evil.example.com")).status())
                .isEqualTo(403);
    }

    /// What the dashboard's settings change, be it of another origin than the service as with `./mvnw`.
    @ParameterizedTest
    @CsvSource({
        "PUT,    /api/ops/connections/pbx",
        "POST,   /api/ops/connections/pbx/test",
        "DELETE, /api/ops/connections/pbx",
        "PUT,    /api/queues/legal_spanish",
        "DELETE, /api/queues/legal_spanish",
        "POST,   /api/ops/keys",
        "PUT,    /api/ops/keys/1/expiry",
        "DELETE, /api/ops/keys/1",
        "PUT,    /api/ops/webhooks/crm",
        "POST,   /api/ops/webhooks/crm/test",
        "DELETE, /api/ops/webhooks/crm",
        "PUT,    /api/ops/channels/team",
        "PUT,    /api/ops/rules/many-wait",
        "POST,   /api/ops/rules/preview",
        "POST,   /api/ops/undelivered/1/replay",
        "DELETE, /api/ops/undelivered/1",
        "DELETE, /api/ops/callers/34600"
    })
    void pageThatIsAllowedChangesWhatIsSetUp(String method, String path) {
        var own = preflight(path, method, OURS);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.header("Access-Control-Allow-Methods")).contains(method);
        assertThat(own.header("Access-Control-Allow-Headers")).isEqualTo("x-api-key");
        assertThat(preflight(path, method, "http://evil.example.com").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/calls", "DELETE, /api/calls/1", "POST, /api/queues", "POST, /api/events"})
    void noPageDoesWhatNoPageIsFor(String method, String path) {
        assertThat(preflight(path, method, OURS).status()).isEqualTo(403);
    }

    private Api.Answer preflight(String path, String method, String origin) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "x-api-key"));
    }

    @Test
    void noPageSendsEvents() {
        var answer = api.post("{}", Map.of("Origin", OURS));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
