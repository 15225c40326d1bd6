package callboard.realtime.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Disconnects clients that fall too far behind. They reconnect and resync.
@Component
final class SlowClients {

    private static final Logger log = LoggerFactory.getLogger(SlowClients.class);

    private final SocketLoop loop;
    private final Rooms rooms;
    private final RoomProperties properties;
    private final Counter dropped;
    private final Counter disconnects;

    SlowClients(SocketLoop loop, Rooms rooms, RoomProperties properties, MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
        this.properties = properties;
        dropped = meters.counter("callboard.realtime.dropped");
        disconnects = meters.counter("callboard.realtime.slow.disconnects");
    }

    /// A message was skipped, since its socket isn't writable.
    void skipped(Subscriber subscriber) {
        dropped.increment();
        subscriber.skipped++;
        if (subscriber.skipped >= properties.maxSkipped()) {
            disconnect(subscriber, "missed " + subscriber.skipped + " messages");
        } else if (subscriber.unwritableSince == 0) {
            long since = System.nanoTime() | 1;
            subscriber.unwritableSince = since;
            loop.schedule(
                    () -> {
                        if (subscriber.unwritableSince == since && rooms.contains(subscriber)) {
                            disconnect(subscriber, "was not writable for " + properties.slowAfter());
                        }
                    },
                    properties.slowAfter());
        }
    }

    /// @return whether it is writable again after messages were skipped
    boolean hasRecovered(Subscriber subscriber) {
        var context = subscriber.webSocket();
        if (context == null || !context.channel().isWritable()) {
            return false;
        }
        boolean hasSkipped = subscriber.skipped > 0;
        subscriber.unwritableSince = 0;
        subscriber.skipped = 0;
        return hasSkipped;
    }

    /// @return whether it still polls for what waits; else it is disconnected
    boolean keepsPolling(Subscriber subscriber) {
        boolean keepsPolling = subscriber.unfetched < properties.maxSkipped();
        if (!keepsPolling) {
            disconnect(subscriber, "left " + subscriber.unfetched + " messages unfetched");
        }
        return keepsPolling;
    }

    private void disconnect(Subscriber subscriber, String why) {
        disconnects.increment();
        log.info("Disconnecting a slow client: it {}", why);
        subscriber.unwritableSince = 0;
        rooms.remove(subscriber);
        subscriber.disconnect();
    }
}
