package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.calls.connection.freeswitch.PlayedFreeSwitch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A FreeSWITCH that an administrator has set up, with a service as it runs.
class FreeSwitchConnectionTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);

    private final RunningService service = SharedService.SERVICE;
    private final String path = "/api/ops/connections/fs-" + RunningService.newCallId();
    private final String answered = RunningService.newCallId();
    private final String cut = RunningService.newCallId();

    @AfterEach
    void delete() {
        service.api.delete(path, ADMIN);
    }

    @Test
    void itsCallsAreTakenAndWhatACutHasHiddenIsMadeUpFor() throws Exception {
        var start = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
        try (var freeSwitch = new PlayedFreeSwitch(true, start)) {
            var settings = """
                    {"kind": "freeswitch", "enabled": true, "queues": "adopt", "host": "127.0.0.1", "port": %d%s}""";
            int port = freeSwitch.address().port();
            var secret = ", \"password\": \"ClueCon\"";
            var trial = service.api.post(path + "/test", settings.formatted(port, secret), ADMIN);
            assertThat(trial.body().path("ok").asBoolean()).as(trial.toString()).isTrue();
            assertThat(service.api
                            .put(path, settings.formatted(port, ""), ADMIN)
                            .status())
                    .isEqualTo(400);
            assertThat(service.api
                            .put(path, settings.formatted(port, secret), ADMIN)
                            .status())
                    .isEqualTo(201);
            await().until(freeSwitch::isListed);

            freeSwitch.starts("sales@default", answered);
            freeSwitch.starts("sales@default", cut);
            freeSwitch.offers(answered, "ana@default");
            freeSwitch.answers(answered, "ana@default");
            await().untilAsserted(() -> assertThat(status(answered)).isEqualTo("active"));
            assertThat(status(cut)).isEqualTo("waiting");

            freeSwitch.cut();
            // Nobody hears of these.
            freeSwitch.agentLeaves(answered, "ana@default");
            freeSwitch.hangsUp(answered);
            freeSwitch.answers(cut, "ana@default");
            await().untilAsserted(() -> assertThat(status(cut)).isEqualTo("active"));
            await().untilAsserted(() -> assertThat(status(answered)).isEqualTo("ended"));
            assertThat(service.api.get("/api/calls/" + answered).text("endReason"))
                    .isEqualTo("completed");
            assertThat(service.api.get("/api/calls/" + cut).text("agentId")).isEqualTo("ana@default");
            await().untilAsserted(() -> assertThat(service.api
                            .get(path, ADMIN)
                            .body()
                            .at("/state/status")
                            .asString())
                    .isEqualTo("connected"));
        }
    }

    private String status(String call) {
        return service.api.get("/api/calls/" + call).text("status");
    }
}
