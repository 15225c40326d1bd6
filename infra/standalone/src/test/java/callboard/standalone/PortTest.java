package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortTest {

    @Test
    void aTakenPortIsNamedTogetherWithThePropertyThatChoosesAnother() throws IOException {
        try (var other = new ServerSocket(0)) {
            assertTaken(other.getLocalPort());
        }
    }

    @Test
    void aPortTakenOnLocalhostAloneIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTaken(other.getLocalPort());
        }
    }

    @Test
    void aFreePortIsFree() {
        int port = Port.anyFree();
        assertThatCode(() -> Port.requireFree(port, "the dashboard", LauncherSettings.DASHBOARD_PORT))
                .doesNotThrowAnyException();
    }

    @Test
    void noPortIsGivenTwice() {
        assertThat(Stream.generate(Port::anyFree).limit(500)).doesNotHaveDuplicates();
    }

    private static void assertTaken(int port) {
        assertThatThrownBy(() -> Port.requireFree(port, "the dashboard", LauncherSettings.DASHBOARD_PORT))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("Port " + port + ", where the dashboard would answer, is taken")
                .hasMessageContaining("-Dcallboard.port.dashboard=");
    }
}
