package callboard.realtime.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// How far a client may fall behind, and what becomes of it then: it is disconnected, comes back and reads anew.
@Component
final class SlowClients {

    private static final Logger log = LoggerFactory.getLogger(SlowClients.class);

    private final SocketLoop loop;
    private final Rooms rooms;
    private final RoomProperties properties;
    private final Counter disconnects;

    SlowClients(SocketLoop loop, Rooms rooms, RoomProperties properties, MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
        this.properties = properties;
        disconnects = meters.counter("callboard.realtime.slow.disconnects");
    }

    /// Its socket took nothing, so it missed a message.
    void missed(Watcher watcher) {
        watcher.skipped++;
        if (watcher.skipped >= properties.maxSkipped()) {
            disconnect(watcher, "missed " + watcher.skipped + " messages");
        } else if (watcher.stuckSince == 0) {
            long since = System.nanoTime() | 1;
            watcher.stuckSince = since;
            loop.schedule(
                    () -> {
                        if (watcher.stuckSince == since && rooms.isPresent(watcher)) {
                            disconnect(watcher, "took nothing for " + properties.slowAfter());
                        }
                    },
                    properties.slowAfter());
        }
    }

    /// @return whether it takes now what it did not take before
    boolean takesAgain(Watcher watcher) {
        var context = watcher.webSocket();
        if (context == null || !context.channel().isWritable()) {
            return false;
        }
        boolean missedSome = watcher.skipped > 0;
        watcher.stuckSince = 0;
        watcher.skipped = 0;
        return missedSome;
    }

    /// @return whether a client that polls still comes for what waits; else it is disconnected
    boolean fetches(Watcher watcher) {
        boolean fetches = watcher.unfetched < properties.maxSkipped();
        if (!fetches) {
            disconnect(watcher, "left " + watcher.unfetched + " messages unfetched");
        }
        return fetches;
    }

    private void disconnect(Watcher watcher, String why) {
        disconnects.increment();
        log.info("A slow client was disconnected: it {}", why);
        watcher.stuckSince = 0;
        rooms.exit(watcher);
        watcher.disconnect();
    }
}
