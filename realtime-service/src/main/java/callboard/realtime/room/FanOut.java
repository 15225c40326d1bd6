package callboard.realtime.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import callboard.contracts.Resync;
import callboard.contracts.Wire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes messages to everyone who watches: one frame per message, one batch on the loop, one flush per client.
///
/// A client never waits for another: what a full socket can't take is skipped, and that client is told to read anew
/// when it takes again, or disconnected when it doesn't.
@Component
public final class FanOut {

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);
    /// Between batches the loop reads what clients sent.
    private static final int BATCH = 256;

    private final SocketLoop loop;
    private final Rooms rooms;
    private final SlowClients slowClients;
    private final RoomProperties properties;
    private final JsonMapper mapper;
    private final Counter deliveries;
    private final Counter dropped;

    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final Set<ChannelHandlerContext> unflushed = new HashSet<>();

    FanOut(
            SocketLoop loop,
            Rooms rooms,
            SlowClients slowClients,
            RoomProperties properties,
            JsonMapper mapper,
            MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
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
        deliver(Wire.RESYNC_REQUIRED, new RawJson(payload), List.copyOf(watchers));
        flush();
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
        for (int written = 0; written < BATCH; written++) {
            var message = waiting.poll();
            if (message == null) {
                break;
            }
            waitingCount.decrementAndGet();
            write(message);
        }
        flush();
        if (!waiting.isEmpty()) {
            schedule();
        } else if (overflowed.compareAndSet(true, false)) {
            log.warn("More than {} messages waited to be written; some were dropped, every client reads anew", properties.maxWaiting());
            resync(rooms.everyone(), "the service was overloaded and dropped updates");
        }
    }

    private void write(Message message) {
        var receivers = receivers(message);
        for (String name : message.rooms()) {
            var room = rooms.room(name);
            if (room != null) {
                room.sequence = Math.max(room.sequence, message.sequence());
            }
        }
        deliver(message.event(), message.payload(), receivers);
    }

    private Collection<Watcher> receivers(Message message) {
        if (message.rooms().size() == 1) {
            // A copy, since who is disconnected meanwhile leaves the room.
            return shown(message, rooms.watchers(message.rooms().getFirst()), new ArrayList<>());
        }
        var once = new HashSet<Watcher>();
        message.rooms().forEach(room -> shown(message, rooms.watchers(room), once));
        return once;
    }

    private static Collection<Watcher> shown(Message message, Collection<Watcher> watchers, Collection<Watcher> receivers) {
        for (Watcher watcher : watchers) {
            if (message.shownTo().test(watcher.viewer())) {
                receivers.add(watcher);
            }
        }
        return receivers;
    }

    private void deliver(String event, RawJson payload, Collection<Watcher> receivers) {
        ByteBuf frame = null;
        try {
            for (Watcher watcher : receivers) {
                var context = watcher.webSocket();
                if (context == null) {
                    deliverByPolling(watcher, event, payload);
                } else if (takes(context)) {
                    if (frame == null) {
                        frame = Frame.of(event, payload.utf8(), context.alloc());
                    }
                    context.write(frame.retainedDuplicate(), context.voidPromise());
                    unflushed.add(context);
                    deliveries.increment();
                } else {
                    dropped.increment();
                    slowClients.missed(watcher);
                }
            }
        } finally {
            if (frame != null) {
                frame.release();
            }
        }
    }

    /// A socket may only look full because nothing of this batch was flushed yet.
    private boolean takes(ChannelHandlerContext context) {
        if (!context.channel().isWritable() && unflushed.remove(context)) {
            context.flush();
        }
        return context.channel().isWritable();
    }

    private void deliverByPolling(Watcher watcher, String event, RawJson payload) {
        if (slowClients.fetches(watcher)) {
            watcher.sendByPolling(event, payload);
            deliveries.increment();
        }
    }

    private void flush() {
        var contexts = new ArrayList<>(unflushed);
        unflushed.clear();
        contexts.forEach(ChannelHandlerContext::flush);
    }
}
