package callboard.simulator.sender;

import callboard.contracts.CallEventRequest;
import callboard.simulator.traffic.Delivery;
import callboard.simulator.traffic.TimedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Makes deliveries, bad habits and all, and says what became of their events.
public final class DeliverySender {

    /// Told of every event that the service answered.
    public interface Outcome {
        void of(CallEventRequest event, Answer answer);
    }

    // What has no words needs no answer.
    private static final Answer NOTHING_TO_SAY = new Answer(204, false);

    private final EventSender sender;
    private final Wording wording;
    private final Outcome outcome;

    public DeliverySender(EventSender sender, Wording wording, Outcome outcome) {
        this.sender = sender;
        this.wording = wording;
        this.outcome = outcome;
    }

    /// Returns when every event of the delivery has been answered.
    public void deliver(Delivery delivery) throws InterruptedException {
        switch (delivery) {
            case Delivery.Once(var event) -> outcome.of(event.event(), send(wording.of(event)));
            case Delivery.Repeated(var event) -> {
                var bodies = wording.of(event);
                outcome.of(event.event(), send(bodies));
                send(bodies);
            }
            case Delivery.AtOnce(var event, int copies) -> {
                var answer = NOTHING_TO_SAY;
                for (var body : wording.of(event)) {
                    answer = worse(answer, atOnce(body, copies));
                }
                outcome.of(event.event(), answer);
            }
            case Delivery.Swapped(var earlier, var later) -> swapped(earlier, later);
            case Delivery.OfAgent(var _, var _, var body) -> sender.send(body.getBytes(StandardCharsets.UTF_8));
            case Delivery.Nonsense(var _, var body) -> sender.send(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer send(List<byte[]> bodies) throws InterruptedException {
        var answer = NOTHING_TO_SAY;
        for (var body : bodies) {
            answer = worse(answer, sender.send(body));
        }
        return answer;
    }

    private static Answer worse(Answer one, Answer other) {
        return one.taken() ? other : one;
    }

    private Answer atOnce(byte[] body, int copies) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> send = () -> sender.send(body);
            @Nullable Answer last = null;
            for (var answer : threads.invokeAll(Collections.nCopies(copies, send))) {
                last = answer.get();
                if (!last.replayed()) {
                    return last;
                }
            }
            return Objects.requireNonNull(last, "no copies");
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException mistake -> throw mistake;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private void swapped(TimedEvent earlier, TimedEvent later) throws InterruptedException {
        var first = wording.of(earlier);
        var second = wording.of(later);
        var answer = NOTHING_TO_SAY;
        for (var body : second) {
            answer = worse(answer, sender.sendEarly(body));
        }
        outcome.of(earlier.event(), send(first));
        outcome.of(later.event(), answer.taken() ? answer : send(second));
    }
}
