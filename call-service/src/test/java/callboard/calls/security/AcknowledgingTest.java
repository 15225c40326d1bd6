package callboard.calls.security;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SharedService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever may read may acknowledge, but no page from elsewhere may in their name. That an alert is not known is
/// the answer of one who was let in.
class AcknowledgingTest {

    private static final String ONE = "/api/alerts/nobody-knows/acknowledge";
    private static final String BODY = "{\"by\":\"Ana\"}";

    private final Api api = SharedService.SERVICE.api;

    @Test
    void aPageOfAnAllowedOriginMay() {
        var answer = post(Map.of("Origin", "http://localhost:3000"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(preflight("http://localhost:3000", ONE, "POST").header("Access-Control-Allow-Methods"))
                .contains("POST");
    }

    @Test
    void aPageFromOurOwnAddressMayBeThereTlsInFrontOrNot() {
        var own = api.uri("/").getAuthority();

        assertThat(post(Map.of("Origin", "http://" + own)).status()).isEqualTo(404);
        assertThat(post(Map.of("Origin", "https://" + own)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "null", "http://localhost:3000.elsewhere.example", "://", "%"})
    void aPageFromElsewhereMayNot(String origin) {
        assertThat(post(Map.of("Origin", origin)).status()).isEqualTo(403);
        assertThat(preflight(origin, ONE, "POST").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void whatAFormCanSendIsNotTaken(String type) {
        assertThat(post(Map.of("Content-Type", type)).text("code")).isEqualTo("unsupported_media_type");
    }

    @Test
    void callbacksAreClaimedByTheSamePages() {
        var path = "/api/callbacks/nobody-knows";
        for (var method : new String[] {"PUT", "DELETE"}) {
            assertThat(preflight("http://localhost:3000", path, method).header("Access-Control-Allow-Methods"))
                    .contains(method);
            assertThat(preflight("https://elsewhere.example", path, method).status())
                    .isEqualTo(403);
        }
        assertThat(api.put(
                                path,
                                BODY,
                                Map.of("Content-Type", "application/json", "Origin", "https://elsewhere.example"))
                        .status())
                .isEqualTo(403);
        assertThat(api.delete(path, Map.of("Origin", "https://elsewhere.example"))
                        .status())
                .isEqualTo(403);
        assertThat(api.delete(path, Map.of("Origin", "http://localhost:3000")).status())
                .isEqualTo(404);
    }

    @Test
    void eventsStayClosedToEveryPage() {
        assertThat(preflight("http://localhost:3000", "/api/events", "POST").status())
                .isEqualTo(403);
        assertThat(api.post("/api/alerts", BODY, Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aBodyOfTooMuchIsRefusedWhetherItsLengthIsToldOrNot() {
        var json = Map.of("Content-Type", "application/json");
        var huge = "{\"by\":\"" + "x".repeat(64 * 1024) + "\"}";

        assertThat(api.post(ONE, huge, json).text("code")).isEqualTo("payload_too_large");
        assertThat(api.post(ONE, untold(huge), json).text("code")).isEqualTo("payload_too_large");
        assertThat(api.post(ONE, untold(BODY), json).text("code")).isEqualTo("alert_not_found");
    }

    private static BodyPublisher untold(String body) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofString(body));
    }

    private Answer post(Map<String, String> headers) {
        var all = new HashMap<>(Map.of("Content-Type", "application/json"));
        all.putAll(headers);
        return api.post(ONE, BODY, all);
    }

    private Answer preflight(String origin, String path, String method) {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type"));
    }
}
