package callboard.calls.security;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.testing.LoginServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsTest {

    private static final String SENDER = "senders-secret-3141592653";
    private static final String ADMIN = "admins-secret-2718281828";
    private static final String VIEWER = "viewers-secret-1618033988";
    private static final String WRONG = "wrong-secret-1414213562";
    private static final String SIGNING = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void nothingThatComesInAHeaderIsLogged(CapturedOutput output) {
        try (var login = LoginServer.started();
                var service = RunningService.start(
                        SharedService.REDIS,
                        "logging.level.root=info",
                        "logging.level.callboard=debug",
                        "logging.level.org.springframework.web=debug",
                        "callboard.security.api-keys=pbx:" + SENDER,
                        "callboard.security.admin-keys=ops:" + ADMIN,
                        "callboard.security.viewer-tokens=wall:" + VIEWER,
                        "callboard.security.signing-secrets=pbx:whsec_" + SIGNING,
                        "callboard.security.oidc.issuer-uri=" + login.issuer())) {
            var api = service.api;
            var good = login.token("\"queues\":\"*\"");
            var bad = login.token("") + "x";
            assertThat(api.post(Api.initiated(newCallId()), Map.of("X-API-Key", SENDER))
                            .status())
                    .isEqualTo(201);
            assertThat(api.post("{", Map.of("X-API-Key", SENDER)).status()).isEqualTo(400);
            assertThat(api.post(
                                    Api.initiated(newCallId()),
                                    Map.of(
                                            "X-API-Key",
                                            SENDER,
                                            "webhook-id",
                                            "1",
                                            "webhook-timestamp",
                                            "1",
                                            "webhook-signature",
                                            "v1," + WRONG))
                            .status())
                    .isEqualTo(401);
            assertThat(api.post(Api.initiated(newCallId()), Map.of("X-API-Key", WRONG))
                            .status())
                    .isEqualTo(401);
            for (var token : List.of(VIEWER, good)) {
                assertThat(api.get("/api/calls", Map.of("Authorization", "Bearer " + token))
                                .status())
                        .isEqualTo(200);
            }
            for (var token : List.of(WRONG, bad)) {
                assertThat(api.get("/api/calls", Map.of("Authorization", "Bearer " + token))
                                .status())
                        .isEqualTo(401);
            }
            var made = api.post(
                    "/api/ops/keys",
                    "{\"name\":\"late\",\"role\":\"ingest\",\"signed\":true}",
                    Map.of("Content-Type", "application/json", "X-API-Key", ADMIN));
            assertThat(made.status()).isEqualTo(201);
            assertThat(output.getAll())
                    .as("what is logged at all")
                    .contains("ops made the ingest key")
                    .doesNotContain(
                            SENDER,
                            ADMIN,
                            VIEWER,
                            WRONG,
                            SIGNING,
                            good,
                            bad,
                            made.text("secret"),
                            made.text("signingSecret"));
        }
    }

    @AfterEach
    void quiet() {
        var logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel("callboard", null);
        logging.setLogLevel("org.springframework.web", null);
    }

    @Test
    void keyThatMakesNoSenseIsNotPrinted(CapturedOutput output) {
        for (var wrong :
                List.of("api-keys=pbx-" + SENDER, "viewer-tokens=wall-" + VIEWER, "signing-secrets=pbx:" + SIGNING)) {
            var failure = catchThrowable(() -> RunningService.start(SharedService.REDIS, "callboard.security." + wrong)
                    .close());
            assertThat(failure).as(wrong).isNotNull();
            assertThat(output.getAll()).contains("must").doesNotContain(SENDER, VIEWER, SIGNING);
        }
    }
}
