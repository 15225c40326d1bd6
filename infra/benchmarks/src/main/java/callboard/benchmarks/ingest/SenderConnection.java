package callboard.benchmarks.ingest;

import callboard.contracts.CallEventRequest;
import callboard.simulator.mode.ResultLog;
import callboard.simulator.report.Measurements;
import callboard.simulator.sender.Answer;
import callboard.simulator.sender.BackOff;
import callboard.simulator.sender.Endpoint;
import callboard.simulator.sender.EventSender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection that posts whole calls as fast as it is answered.
final class SenderConnection {

    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    /// After the turns were closed.
    static final Duration FINISH = Duration.ofSeconds(5);

    private static final Duration LOOK_UP = Duration.ofMillis(20);

    private final PlainConnection connection;
    private final EventSender sender;
    private final CallSequence turns;
    private final Measurements measurements;
    private final ResultLog results;
    private final AtomicReference<@Nullable RuntimeException> failure;
    private final int atOnce;
    private final Thread thread;

    private record Sent(Class<? extends CallEventRequest> type, String callId, byte[] body) {}

    /// @param atOnce events in a request; more than one go as a batch
    private SenderConnection(
            Endpoint endpoint,
            int atOnce,
            CallSequence turns,
            Measurements measurements,
            ResultLog results,
            AtomicReference<@Nullable RuntimeException> failure) {
        connection = new PlainConnection(atOnce == 1 ? endpoint : endpoint.inBatches(), ATTEMPT);
        this.atOnce = atOnce;
        sender = new EventSender(connection, BackOff.usual(), measurements);
        this.turns = turns;
        this.measurements = measurements;
        this.results = results;
        this.failure = failure;
        thread = Thread.ofPlatform().name("trunk").daemon().start(this::work);
    }

    /// So many, until the turns are over; once they are closed, no longer than [#FINISH].
    static void all(
            int connections,
            Endpoint endpoint,
            int atOnce,
            CallSequence turns,
            Measurements measurements,
            ResultLog results)
            throws InterruptedException {
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var trunks = new ArrayList<SenderConnection>();
        for (int number = 0; number < connections; number++) {
            trunks.add(new SenderConnection(endpoint, atOnce, turns, measurements, results, failure));
        }
        finish(trunks, turns);
        if (failure.get() instanceof RuntimeException mistake) {
            throw mistake;
        }
    }

    private static void finish(List<SenderConnection> trunks, CallSequence turns) throws InterruptedException {
        long giveUpAt = Long.MAX_VALUE;
        for (var trunk : trunks) {
            while (!trunk.thread.join(LOOK_UP)) {
                if (giveUpAt == Long.MAX_VALUE && turns.closed()) {
                    giveUpAt = System.nanoTime() + FINISH.toNanos();
                }
                if (System.nanoTime() > giveUpAt) {
                    trunks.forEach(SenderConnection::giveUp);
                }
            }
        }
    }

    /// A blocked read ends only when its connection does.
    private void giveUp() {
        thread.interrupt();
        connection.close();
    }

    private void work() {
        var together = new ArrayList<Sent>(atOnce);
        try (connection) {
            for (var turn = turns.next(); turn != null; turn = turns.next()) {
                var callId = turn.callId().getBytes(StandardCharsets.US_ASCII);
                for (var event : turn.call().events()) {
                    together.add(new Sent(event.type(), turn.callId(), event.of(callId)));
                    if (together.size() == atOnce) {
                        deliver(together);
                    }
                }
            }
            deliver(together);
        } catch (InterruptedException givenUp) {
            results.notDelivered();
        } catch (RuntimeException mistake) {
            failure.compareAndSet(null, mistake);
            turns.close();
        }
    }

    private void deliver(List<Sent> events) throws InterruptedException {
        if (events.isEmpty()) {
            return;
        }
        var answer = atOnce == 1 ? post(events.getFirst().body(), 1) : post(array(events), events.size());
        events.forEach(event -> results.note(event.type(), event.callId(), answer));
        results.refused(answer.rejected());
        events.clear();
    }

    private static byte[] array(List<Sent> events) {
        var array = new ByteArrayOutputStream(events.size() * 200);
        for (var event : events) {
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(event.body());
        }
        array.write(']');
        return array.toByteArray();
    }

    private Answer post(byte[] body, int events) throws InterruptedException {
        long start = System.nanoTime();
        var answer = sender.send(body);
        measurements.delivered(Duration.ofNanos(System.nanoTime() - start), events);
        return answer;
    }
}
