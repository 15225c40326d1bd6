package callboard.benchmarks.ingest;

import callboard.simulator.sender.Endpoint;
import callboard.simulator.sender.EventSenderTest;
import callboard.simulator.sender.Transport;
import java.time.Duration;

class PlainConnectionTest extends EventSenderTest {

    @Override
    protected Transport transportTo(Endpoint endpoint) {
        return new PlainConnection(endpoint, Duration.ofSeconds(60));
    }
}
