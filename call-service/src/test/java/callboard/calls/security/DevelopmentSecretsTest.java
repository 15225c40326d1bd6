package callboard.calls.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import callboard.calls.Api;
import callboard.calls.CallServiceApplication;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DevelopmentSecretsTest {

    private static final Map<String, String> OWN = Map.of(
            "spring.profiles.active",
            "production",
            "spring.main.banner-mode",
            "off",
            "server.port",
            "0",
            // Nobody answers there: what is refused is refused before the database is asked.
            "spring.datasource.url",
            "jdbc:postgresql://localhost:1/none",
            "spring.datasource.password",
            "a-password-of-our-own",
            "callboard.security.api-keys",
            "pbx:a-key-of-our-own",
            "callboard.security.admin-keys",
            "ops:another-key-of-our-own");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callboard.security.api-keys=dev:callboard-dev-key, CALLBOARD_API_KEYS",
                "callboard.security.api-keys=pbx:a-good-one,dev:callboard-dev-key, CALLBOARD_API_KEYS",
                "callboard.security.api-keys=dev:sha256:2bb9b7b0101358efd847668b5fe2e37a48d9237683f5ab9e1c1e6d96fa957497, CALLBOARD_API_KEYS",
                "callboard.security.admin-keys=admin:callboard-admin-key, CALLBOARD_ADMIN_KEYS",
                "spring.datasource.password=callboard, CALLBOARD_DATABASE_PASSWORD"
            })
    void productionDoesNotStartWithWhatEverybodyKnows(String setting, CapturedOutput output) {
        int comma = setting.lastIndexOf(", ");
        assertThat(start(setting.substring(0, comma)))
                .isInstanceOfSatisfying(
                        DevelopmentSecrets.Refused.class,
                        refused -> assertThat(refused.getExitCode()).isEqualTo(78));
        assertThat(output.getAll())
                .contains(setting.substring(comma + 2) + " still holds a development value, which everybody knows.")
                .contains("openssl rand -hex 24")
                .doesNotContain("at callboard.")
                .doesNotContain("dev-key");
    }

    /// What an orchestrator gets to see.
    @Test
    void theProcessEndsWithWhatSaysThatItsConfigurationIsWrong(@TempDir Path folder) throws Exception {
        var log = folder.resolve("log");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CallServiceApplication.class.getName());
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("CALLBOARD_") || variable.startsWith("SPRING_"));
        builder.environment()
                .putAll(Map.of(
                        "SPRING_PROFILES_ACTIVE",
                        "production",
                        "CALLBOARD_PORT",
                        "0",
                        "CALLBOARD_DATABASE_URL",
                        "jdbc:postgresql://localhost:1/none",
                        "CALLBOARD_ADMIN_KEYS",
                        "ops:another-key-of-our-own"));
        var process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as(Files.readString(log))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(78);
        assertThat(Files.readString(log))
                .contains(
                        "CALLBOARD_API_KEYS still holds a development value",
                        "CALLBOARD_DATABASE_PASSWORD still holds a development value")
                .doesNotContain("CALLBOARD_ADMIN_KEYS still")
                .doesNotContain("callboard-dev-key", "at callboard.");
    }

    @Test
    void productionGoesOnWithSecretsOfItsOwn() {
        try (var service = RunningService.start(SharedService.REDIS, "spring.profiles.active=production")) {
            assertThat(service.api.get("/health").status()).isEqualTo(200);
        }
    }

    /// Of two development values this one is no reason not to start: versions before it ran without.
    @Test
    void productionStartsWithoutAKeyForSecretsAndSaysWhatIsMissingWhenOneIsToBeKept() {
        try (var service = RunningService.start(
                SharedService.REDIS,
                "spring.profiles.active=production",
                "callboard.connections.secrets-key=Y2FsbGJvYXJkLWRldmVsb3BtZW50LXNlY3JldHMta2U=")) {
            var answer = service.api.put(
                    "/api/ops/connections/pbx",
                    """
                    {"kind": "asterisk", "enabled": false, "queues": "adopt", "host": "a", "username": "u",
                     "secret": "s"}""",
                    Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("message") + answer.body()).contains("CALLBOARD_SECRETS_KEY");
        }
    }

    @Test
    void elsewhereItIsSaidLoudly(CapturedOutput output) {
        try (var service =
                RunningService.start(SharedService.REDIS, "callboard.security.api-keys=dev:callboard-dev-key")) {
            assertThat(service.api.get("/health").status()).isEqualTo(200);
            assertThat(output.getAll())
                    .contains("!! CALLBOARD_API_KEYS still holds a DEVELOPMENT value")
                    .doesNotContain("callboard-dev-key");
        }
    }

    private static Throwable start(String setting) {
        var settings = new HashMap<>(OWN);
        settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        var arguments = settings.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
        return catchThrowable(
                () -> CallServiceApplication.application().run(arguments).close());
    }
}
