package callboard.realtime.room;

import callboard.contracts.Channels;
import callboard.contracts.Resync;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes messages to everyone who watches: one frame per message, one batch on the loop, one piece per client.
///
/// A client never waits for another: what a full socket can't take is skipped, and that client is told to read
/// anew
/// when it takes again, or disconnected when it doesn't.
@Component
public final class FanOut {

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);
    /// So many deliveries; between batches the loop reads what clients sent. The larger a batch, the more of it
    /// one
    /// client gets at once, and the less each delivery costs.
    private static final int BATCH = 16_384;
    /// What is gathered for one client doesn't wait for the end of its batch when it is as many bytes as this: so
    /// its
    /// socket says in time when it takes no more.
    private static final int PIECE = 64 * 1_024;

    private final SocketLoop loop;
    private final Rooms rooms;
    private final Outgoing outgoing;
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
            Outgoing outgoing,
            SlowClients slowClients,
            RoomProperties properties,
            JsonMapper mapper,
            MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
        this.outgoing = outgoing;
        this.slowClients = slowClients;
        this.properties = properties;
        this.mapper = mapper;
        deliveries = meters.counter("callboard.realtime.deliveries");
        dropped = meters.counter("callboard.realtime.dropped");
    }

    /// Sends it to everyone in its rooms, after what was published before. From any thread; never waits.
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

    /// Tells them to read again what they show. On the loop.
    public void resync(Collection<Watcher> watchers, String reason) {
        byte[] payload = mapper.writeValueAsBytes(new Resync(reason));
        var delivery = new Delivery(Channels.RESYNC_REQUIRED, new RawJson(payload));
        watchers.forEach(delivery::to);
        delivery.end();
        outgoing.flush();
    }

    /// Its socket takes again, or stopped taking. On the loop.
    public void writabilityChanged(Watcher watcher) {
        if (slowClients.takesAgain(watcher)) {
            resync(List.of(watcher), "this connection was too slow and missed updates");
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
        while (delivered < BATCH) {
            var message = waiting.poll();
            if (message == null) {
                break;
            }
            waitingCount.decrementAndGet();
            delivered += 1 + write(message);
        }
        outgoing.flush();
        if (!waiting.isEmpty()) {
            schedule();
        } else if (overflowed.compareAndSet(true, false)) {
            log.warn(
                    "More than {} messages waited to be written; some were dropped, every client reads anew",
                    properties.maxWaiting());
            resync(rooms.everyone(), "the service was overloaded and dropped updates");
        }
    }

    private int write(Message message) {
        var delivery = new Delivery(message.event(), message.payload());
        var others = message.instead() == null ? null : new Delivery(message.event(), message.instead());
        for (String name : message.rooms()) {
            var room = rooms.room(name);
            if (room != null) {
                room.sequence = Math.max(room.sequence, message.sequence());
                for (var watcher : room.watchers) {
                    if (message.shownTo().test(watcher.viewer())) {
                        delivery.to(watcher);
                    } else if (others != null) {
                        others.to(watcher);
                    }
                }
            }
        }
        return delivery.end() + (others == null ? 0 : others.end());
    }

    /// One message on its way to its receivers.
    private final class Delivery {

        private final long number = ++messages;
        private final String event;
        private final RawJson payload;
        private final List<Watcher> full = new ArrayList<>(0);
        private final List<Watcher> missing = new ArrayList<>(0);
        private final List<Watcher> polling = new ArrayList<>(0);
        private byte @Nullable [] frame;
        private int made;

        Delivery(String event, RawJson payload) {
            this.event = event;
            this.payload = payload;
        }

        /// Once for each, in however many of its rooms it is.
        void to(Watcher watcher) {
            if (watcher.given == number) {
                return;
            }
            watcher.given = number;
            var socket = watcher.webSocket();
            if (socket == null) {
                polling.add(watcher);
                return;
            }
            if (frame == null) {
                frame = Frame.of(event, payload.utf8());
            }
            if (!outgoing.add(watcher, socket, frame)) {
                missing.add(watcher);
                return;
            }
            made++;
            if (watcher.frameBytes >= PIECE) {
                full.add(watcher);
            }
        }

        /// Whatever may end somebody's connection comes last: they leave the rooms that are gone through above.
        ///
        /// @return how many it went to
        int end() {
            full.forEach(outgoing::flush);
            for (var watcher : polling) {
                if (slowClients.fetches(watcher)) {
                    watcher.sendByPolling(event, payload);
                    made++;
                }
            }
            for (var watcher : missing) {
                dropped.increment();
                slowClients.missed(watcher);
            }
            deliveries.increment(made);
            return made;
        }
    }
}
