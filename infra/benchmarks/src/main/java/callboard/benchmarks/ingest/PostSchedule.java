package callboard.benchmarks.ingest;

import callboard.simulator.report.Measurements;
import callboard.simulator.sender.BackOff;
import callboard.simulator.sender.Endpoint;
import callboard.simulator.sender.EventSender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Whole calls for each of some connections, with a time for every event, so that all events together come at a
/// steady rate. A call keeps to its connection, so its events keep their order.
final class PostSchedule {

    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private record Planned(String callId, PreparedCall call) {}

    private final List<List<Planned>> ofConnection = new ArrayList<>();
    private final double rate;

    private PostSchedule(double rate) {
        this.rate = rate;
    }

    /// @param rate events a second of all connections
    static PostSchedule of(List<PreparedCall> prepared, String run, int connections, double rate, int seconds) {
        var schedule = new PostSchedule(rate);
        int number = 0;
        for (int connection = 0; connection < connections; connection++) {
            var calls = new ArrayList<Planned>();
            for (int left = (int) (rate * seconds / connections);
                    left > 0;
                    left -= calls.getLast().call().events().size()) {
                calls.add(new Planned(run + "-" + ++number, prepared.get(number % prepared.size())));
            }
            schedule.ofConnection.add(calls);
        }
        return schedule;
    }

    List<String> callIds() {
        return ofConnection.stream().flatMap(List::stream).map(Planned::callId).toList();
    }

    long events() {
        return ofConnection.stream()
                .flatMap(List::stream)
                .mapToLong(planned -> planned.call().events().size())
                .sum();
    }

    /// Posts a connection's events, each when it is due or as soon after as the one before is answered. Its trace
    /// context carries when it was due, and comes out at the other end with the update.
    void post(
            int connection,
            Endpoint endpoint,
            long start,
            Measurements measurements,
            AtomicReference<@Nullable RuntimeException> failure) {
        try (var posting = new PlainConnection(endpoint, ATTEMPT)) {
            var sender = new EventSender(posting, BackOff.usual(), measurements);
            int index = 0;
            for (var planned : ofConnection.get(connection)) {
                var callId = planned.callId().getBytes(StandardCharsets.US_ASCII);
                for (var event : planned.call().events()) {
                    long due = start + (long) (((long) index++ * ofConnection.size() + connection) * 1e9 / rate);
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    posting.stamp(due);
                    sender.send(event.of(callId));
                    measurements.delivered(Duration.ofNanos(System.nanoTime() - due));
                }
            }
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException mistake) {
            failure.compareAndSet(null, mistake);
        }
    }
}
