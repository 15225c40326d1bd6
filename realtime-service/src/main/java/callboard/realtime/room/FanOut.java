package callboard.realtime.room;

import callboard.contracts.Channels;
import callboard.contracts.Resync;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes messages to the subscribers of their rooms: one frame a message, one batch on the event loop, one write a
/// client and batch.
///
/// No client waits for another: a message is skipped for a socket that isn't writable. That client is told to
/// resync when it is writable again, or disconnected if it stays unwritable.
@Component
public final class FanOut {

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);
    /// Deliveries; between batches the loop reads what clients sent. The larger a batch, the more each client
    /// gets in one write, and the less a delivery costs.
    private static final int BATCH_SIZE = 16_384;

    private final SocketLoop loop;
    private final Rooms rooms;
    private final OutboundBatch outbound;
    private final SlowClients slowClients;
    private final RoomProperties properties;
    private final JsonMapper mapper;
    private final Counter deliveries;
    private final Counter dropped;

    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private long messages;

    FanOut(
            SocketLoop loop,
            Rooms rooms,
            OutboundBatch outbound,
            SlowClients slowClients,
            RoomProperties properties,
            JsonMapper mapper,
            MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
        this.outbound = outbound;
        this.slowClients = slowClients;
        this.properties = properties;
        this.mapper = mapper;
        deliveries = meters.counter("callboard.realtime.deliveries");
        dropped = meters.counter("callboard.realtime.dropped");
    }

    /// Sends it to everyone in its rooms, in the order of publishing. From any thread; never blocks.
    public void publish(Message message) {
        if (waitingCount.incrementAndGet() > properties.maxWaiting()) {
            waitingCount.decrementAndGet();
            dropped.increment();
            overflowed.set(true);
            return;
        }
        waiting.add(message);
        schedule();
    }

    /// Tells them to fetch again what they show. On the event loop.
    public void resync(Collection<Subscriber> subscribers, String reason) {
        byte[] payload = mapper.writeValueAsBytes(new Resync(reason));
        var delivery = delivery(Channels.RESYNC_REQUIRED, new RawJson(payload));
        subscribers.forEach(delivery::to);
        deliveries.increment(delivery.end());
        outbound.flush();
    }

    /// Its socket became writable again, or stopped being so. On the event loop.
    public void writabilityChanged(Subscriber subscriber) {
        if (slowClients.hasRecovered(subscriber)) {
            resync(List.of(subscriber), "this connection was too slow and missed updates");
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            loop.group().next().execute(this::writeBatch);
        }
    }

    private void writeBatch() {
        scheduled.set(false);
        int delivered = 0;
        while (delivered < BATCH_SIZE) {
            var message = waiting.poll();
            if (message == null) {
                break;
            }
            waitingCount.decrementAndGet();
            delivered += 1 + write(message);
        }
        outbound.flush();
        if (!waiting.isEmpty()) {
            schedule();
        } else if (overflowed.compareAndSet(true, false)) {
            log.warn(
                    "More than {} messages waited to be written; dropped some, every client is told to resync",
                    properties.maxWaiting());
            resync(rooms.everyone(), "the service was overloaded and dropped updates");
        }
    }

    private int write(Message message) {
        var delivery = delivery(message.event(), message.payload());
        var others = message.instead() == null ? null : delivery(message.event(), message.instead());
        for (String name : message.rooms()) {
            var room = rooms.room(name);
            if (room != null) {
                room.sequence = Math.max(room.sequence, message.sequence());
                for (var subscriber : room.subscribers) {
                    if (message.shownTo().test(subscriber.viewer())) {
                        delivery.to(subscriber);
                    } else if (others != null) {
                        others.to(subscriber);
                    }
                }
            }
        }
        int delivered = delivery.end() + (others == null ? 0 : others.end());
        deliveries.increment(delivered);
        return delivered;
    }

    private Delivery delivery(String event, RawJson payload) {
        return new Delivery(++messages, event, payload, outbound, slowClients);
    }
}
