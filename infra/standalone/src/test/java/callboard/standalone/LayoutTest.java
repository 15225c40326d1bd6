package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    @Test
    void withoutAnyPropertyEverythingIsWhereTheManualSays() {
        var given = new Properties();
        given.setProperty("user.home", "/home/ana");
        Layout layout = Layout.from(given);
        assertThat(layout.home()).isEqualTo(Path.of("/home/ana/.callboard").toAbsolutePath());
        assertThat(layout.dashboardPort()).isEqualTo(3000);
        assertThat(layout.callsPort()).isEqualTo(3001);
        assertThat(layout.realtimePort()).isEqualTo(3002);
        assertThat(layout.apiKey()).isEqualTo("callboard-dev-key");
        assertThat(layout.demo()).isFalse();
        assertThat(layout.reset()).isFalse();
    }

    @Test
    void aBarePropertyAsksAndFalseDoesNot() {
        var given = new Properties();
        given.setProperty("demo", "true");
        given.setProperty("reset", "false");
        assertThat(Layout.from(given).demo()).isTrue();
        assertThat(Layout.from(given).reset()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "-1", "65536", "", "3000.5"})
    void whatIsNoPortIsRefusedByName(String value) {
        var given = new Properties();
        given.setProperty("callboard.port.calls", value);
        assertThatThrownBy(() -> Layout.from(given))
                .isInstanceOf(LaunchFailure.class)
                .hasMessage("-Dcallboard.port.calls=" + value + " is not a port: give a number from 0 (any) to 65535.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a,b", "a:b", "x'y"})
    void anApiKeyThatWouldNotArriveWholeIsRefused(String key) {
        var given = new Properties();
        given.setProperty("callboard.api-key", key);
        assertThatThrownBy(() -> Layout.from(given))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("api-key");
    }
}
