package callboard.simulator.sender;

import java.time.Duration;

class HttpTransportTest extends EventSenderTest {

    @Override
    protected Transport transportTo(Endpoint endpoint) {
        return new HttpTransport(endpoint, Duration.ofSeconds(60));
    }
}
