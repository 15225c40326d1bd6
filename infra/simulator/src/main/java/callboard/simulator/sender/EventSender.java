package callboard.simulator.sender;

import callboard.simulator.report.Measurements;
import java.io.IOException;

/// Delivers bodies and never lets go of one: it is sent again, with growing pauses, until the service has
/// answered.
///
/// Answered means a status that another try would not change: 2xx, and 4xx but for 408 and 429.
public final class EventSender {

    private final Transport transport;
    private final BackOff backOff;
    private final Measurements measurements;

    public EventSender(Transport transport, BackOff backOff, Measurements measurements) {
        this.transport = transport;
        this.backOff = backOff;
        this.measurements = measurements;
    }

    /// @throws ApiKeyRefusedException as no event could ever be delivered with that key
    public Answer send(byte[] body) throws InterruptedException {
        return send(body, false);
    }

    /// The same, and lets the service keep an event that comes too early.
    Answer sendEarly(byte[] body) throws InterruptedException {
        return send(body, true);
    }

    private Answer send(byte[] body, boolean early) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                var answer = transport.post(body, early);
                measurements.answered(answer.label());
                if (answer.status() == 401) {
                    throw new ApiKeyRefusedException();
                }
                if (!answer.tryAgain()) {
                    return answer;
                }
            } catch (IOException noAnswer) {
                measurements.unanswered(noAnswer);
            }
            Thread.sleep(backOff.after(tries));
        }
    }
}
