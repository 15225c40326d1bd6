package callboard.simulator.sender;

import callboard.contracts.CallEventRequest;
import callboard.simulator.traffic.Delivery;
import callboard.simulator.traffic.TimedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
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

    private final EventSender sender;
    private final @Nullable Instant opening;
    private final Outcome outcome;

    /// @param opening when the call centre opened, for `occurredAt`; `null` when its time is not the world's
    public DeliverySender(EventSender sender, @Nullable Instant opening, Outcome outcome) {
        this.sender = sender;
        this.opening = opening;
        this.outcome = outcome;
    }

    /// Returns when every event of the delivery has been answered.
    public void deliver(Delivery delivery) throws InterruptedException {
        switch (delivery) {
            case Delivery.Once(var event) -> outcome.of(event.event(), sender.send(body(event)));
            case Delivery.Repeated(var event) -> {
                outcome.of(event.event(), sender.send(body(event)));
                sender.send(body(event));
            }
            case Delivery.AtOnce(var event, int copies) -> outcome.of(event.event(), atOnce(body(event), copies));
            case Delivery.Swapped(var earlier, var later) -> swapped(earlier, later);
            case Delivery.Nonsense(var _, var body) -> sender.send(body.getBytes(StandardCharsets.UTF_8));
        }
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
        byte[] laterBody = body(later);
        var answer = sender.sendEarly(laterBody);
        outcome.of(earlier.event(), sender.send(body(earlier)));
        outcome.of(later.event(), answer.taken() ? answer : sender.send(laterBody));
    }

    private byte[] body(TimedEvent event) {
        return EventJson.of(event.event(), opening == null ? null : opening.plus(event.at()));
    }
}
