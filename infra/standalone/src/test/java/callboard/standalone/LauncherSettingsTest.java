package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSettingsTest {

    @Test
    void withoutAnyPropertyEverythingIsWhereTheManualSays() {
        var given = new Properties();
        given.setProperty("user.home", "/home/ana");
        LauncherSettings settings = LauncherSettings.from(given, Map.of());
        assertThat(settings.home()).isEqualTo(Path.of("/home/ana/.callboard").toAbsolutePath());
        assertThat(settings.dashboardPort()).isEqualTo(3000);
        assertThat(settings.callsPort()).isEqualTo(3001);
        assertThat(settings.realtimePort()).isEqualTo(3002);
        assertThat(settings.apiKey()).isEqualTo("callboard-dev-key");
        assertThat(settings.demo()).isFalse();
        assertThat(settings.reset()).isFalse();
    }

    @Test
    void homeIsWhereTheEnvironmentSays() {
        var given = new Properties();
        given.setProperty("user.home", "/root");
        assertThat(LauncherSettings.from(given, Map.of("HOME", "/home/ana")).home())
                .isEqualTo(Path.of("/home/ana/.callboard").toAbsolutePath());
        given.setProperty("callboard.home", "/srv/callboard");
        assertThat(LauncherSettings.from(given, Map.of("HOME", "/home/ana")).home())
                .isEqualTo(Path.of("/srv/callboard").toAbsolutePath());
    }

    @Test
    void aBarePropertyAsksAndFalseDoesNot() {
        var given = new Properties();
        given.setProperty("demo", "true");
        given.setProperty("reset", "false");
        assertThat(LauncherSettings.from(given, Map.of()).demo()).isTrue();
        assertThat(LauncherSettings.from(given, Map.of()).reset()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "-1", "65536", "", "3000.5"})
    void whatIsNoPortIsRefusedByName(String value) {
        var given = new Properties();
        given.setProperty("callboard.port.calls", value);
        assertThatThrownBy(() -> LauncherSettings.from(given, Map.of()))
                .isInstanceOf(LaunchFailure.class)
                .hasMessage("-Dcallboard.port.calls=" + value + " is not a port: give a number from 0 (any) to 65535.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a,b", "a:b", "x'y"})
    void anApiKeyThatWouldNotArriveWholeIsRefused(String key) {
        var given = new Properties();
        given.setProperty("callboard.api-key", key);
        assertThatThrownBy(() -> LauncherSettings.from(given, Map.of()))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("api-key");
    }

    @Test
    void whoNamesAKindWantsTheDemo() {
        var given = new Properties();
        assertThat(LauncherSettings.from(given, Map.of()).via()).isEmpty();
        given.setProperty("via", "twilio");
        assertThat(LauncherSettings.from(given, Map.of()).via()).isEqualTo("twilio");
        assertThat(LauncherSettings.from(given, Map.of()).demo()).isTrue();
    }
}
