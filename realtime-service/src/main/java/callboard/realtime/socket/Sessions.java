package callboard.realtime.socket;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import callboard.realtime.room.Rooms;
import callboard.realtime.room.SocketLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The open sessions, by their id.
@Component
final class Sessions {

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final SocketLoop loop;
    private final Rooms rooms;

    Sessions(SocketLoop loop, Rooms rooms, MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
        meters.gaugeMapSize("callboard.realtime.sockets", Tags.empty(), byId);
    }

    @Nullable Session find(String sid) {
        return byId.get(sid);
    }

    Collection<Session> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    void add(Session session) {
        byId.put(session.sid(), session);
    }

    /// From any thread: the library's timer also ends sessions.
    void ended(String sid) {
        var session = byId.remove(sid);
        if (session != null) {
            loop.execute(() -> {
                rooms.exit(session.watcher);
                session.ended();
            });
        }
    }
}
