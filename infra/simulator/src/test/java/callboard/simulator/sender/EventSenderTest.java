package callboard.simulator.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.simulator.MisbehavingService;
import callboard.simulator.MisbehavingService.Manners.HangUp;
import callboard.simulator.MisbehavingService.Manners.KeepAndHangUp;
import callboard.simulator.MisbehavingService.Manners.Status;
import callboard.simulator.report.Measurements;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every transport has to make of a service that misbehaves.
@Timeout(120)
public abstract class EventSenderTest {

    private static final BackOff QUICK = new BackOff(Duration.ofMillis(2), Duration.ofMillis(10));

    private final MisbehavingService service = new MisbehavingService();
    private final Measurements measurements = new Measurements();
    private final Transport transport;
    private final EventSender sender;

    protected EventSenderTest() {
        transport = transportTo(Endpoint.of(service.url(), "key"));
        sender = new EventSender(transport, QUICK, measurements);
    }

    protected abstract Transport transportTo(Endpoint endpoint);

    @AfterEach
    void close() {
        transport.close();
        service.close();
    }

    @Test
    void aTakenEventIsSentOnce() throws InterruptedException {
        assertThat(send("one")).isEqualTo(new Answer(201, false));
        assertThat(service.attempts()).containsExactly("one");
    }

    @Test
    void aConnectionIsKeptFromEventToEvent() throws InterruptedException {
        assertThat(send("one")).isEqualTo(new Answer(201, false));
        assertThat(send("one")).isEqualTo(new Answer(200, true));
        assertThat(send("two")).isEqualTo(new Answer(201, false));
        assertThat(service.attempts()).containsExactly("one", "one", "two");
        assertThat(service.connections()).isEqualTo(1);
    }

    @Test
    void serverErrorsAndTooManyAreTriedAgain() throws InterruptedException {
        service.willDo(new Status(500), new Status(503), new Status(429), new Status(502));
        assertThat(send("one").status()).isEqualTo(201);
        assertThat(service.attempts()).hasSize(5);
        assertThat(measurements.answers())
                .containsEntry("500", 1L)
                .containsEntry("429", 1L)
                .containsEntry("201", 1L);
    }

    @Test
    void aHungUpConnectionIsTriedAgain() throws InterruptedException {
        service.willDo(new HangUp(), new HangUp());
        assertThat(send("one").status()).isEqualTo(201);
        assertThat(service.kept()).containsExactly("one");
        assertThat(measurements.trouble()).contains("no answer");
    }

    @Test
    void anEventWhoseAnswerWasLostIsReplayedAndNotTakenForNew() throws InterruptedException {
        service.willDo(new KeepAndHangUp());
        assertThat(send("one")).isEqualTo(new Answer(200, true));
        assertThat(service.kept()).containsExactly("one");
    }

    @Test
    void aRefusalIsFinal() throws InterruptedException {
        service.willDo(new Status(422));
        assertThat(send("one").status()).isEqualTo(422);
        assertThat(service.attempts()).hasSize(1);
    }

    @Test
    void aRefusedApiKeyIsAMistakeToBeToldAtOnce() {
        service.willDo(new Status(401));
        assertThatThrownBy(() -> send("one"))
                .isInstanceOf(ApiKeyRefusedException.class)
                .hasMessageContaining("--api-key");
    }

    @Test
    void anAddressWithoutASchemeIsExplained() {
        assertThatThrownBy(() -> Endpoint.of(URI.create("localhost:3001"), "key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://localhost:3001");
    }

    private Answer send(String body) throws InterruptedException {
        return sender.send(body.getBytes(StandardCharsets.UTF_8));
    }
}
