package callboard.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What nginx has to know of the sockets.
class NginxConfigurationTest {

    private static final Path SOCKETS = Path.of("../infra/docker/nginx/callboard/sockets.conf");

    /// With a margin: a ping may be late.
    @ParameterizedTest
    @ValueSource(strings = {"proxy_read_timeout", "proxy_send_timeout"})
    void connectionsAreKeptLongerThanAPingAndItsAnswerTake(String timeout) throws IOException {
        var open = new RawHttp(Realtime.shared().port())
                .get("EIO=4&transport=polling")
                .body();
        var handshake = JsonMapper.shared().readTree(open.substring(1));
        var set = Pattern.compile(timeout + " (\\d+)s;").matcher(Files.readString(SOCKETS));

        assertThat(set.find()).isTrue();
        assertThat(Long.parseLong(set.group(1)) * 1_000)
                .isGreaterThan(60_000)
                .isGreaterThan(handshake.get("pingInterval").asLong()
                        + handshake.get("pingTimeout").asLong()
                        + 10_000);
    }
}
