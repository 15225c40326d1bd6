package callboard.realtime;

import java.io.IOException;

import callboard.testing.Licences;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LicencesTest {

    @Test
    void everythingThatIsShippedIsListedAndHasALicenceThatIsAgreedOn() throws IOException {
        assertThat(Licences.parts()).anyMatch(part -> part.startsWith("pkg:maven/com.corundumstudio.socketio/netty-socketio@"));
        assertThat(Licences.notAllowed()).isEmpty();
    }
}
