package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the services log where logs are for machines.
@WithCallboard
class LogsIT {

    private static final String TRACE = "3df7651916cd43dd8448eb211c80319f";

    private final RunningCallboard callboard;

    LogsIT(RunningCallboard callboard) {
        this.callboard = callboard;
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-service", "realtime-service"})
    void everyLineIsAnObjectThatSaysWhenHowBadAndWhere(String service) throws Exception {
        assertThat(callboard.logged(service)).isNotEmpty().allSatisfy(line -> {
            assertThatCode(() -> JsonMapper.shared().readTree(line)).as(line).doesNotThrowAnyException();
            var fields = JsonMapper.shared().readTree(line);
            assertThat(List.of("@timestamp", "level", "logger_name", "message"))
                    .as(line)
                    .allMatch(fields::hasNonNull);
            assertThat(fields.path("service").asString()).as(line).isEqualTo(service);
        });
    }

    @Test
    void aRequestThatFailedIsALineWithItsIds() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(callboard.calls().resolve("/api/calls/nobody-knows-it"))
                            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                            .header("X-Request-ID", "e2e-1")
                            .build(),
                    BodyHandlers.discarding());
        }
        await("the line").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var line = lines().stream()
                    .filter(fields -> fields.path("requestId").asString().equals("e2e-1"))
                    .findFirst();
            assertThat(line).hasValueSatisfying(fields -> {
                assertThat(fields.path("logger_name").asString()).isEqualTo("callboard.access");
                assertThat(fields.path("traceId").asString()).isEqualTo(TRACE);
                assertThat(fields.path("method").asString()).isEqualTo("GET");
                assertThat(fields.path("path").asString()).isEqualTo("/api/calls/nobody-knows-it");
                assertThat(fields.path("status").asInt()).isEqualTo(404);
                assertThat(fields.path("millis").isNumber()).isTrue();
            });
        });
    }

    private List<JsonNode> lines() throws Exception {
        return callboard.logged("call-service").stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
