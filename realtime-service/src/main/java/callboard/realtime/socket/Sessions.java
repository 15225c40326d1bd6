package callboard.realtime.socket;

import callboard.realtime.room.Rooms;
import callboard.realtime.room.SocketLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The open sessions, by their id.
@Component
final class Sessions {

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final SocketLoop loop;
    private final Rooms rooms;

    Sessions(SocketLoop loop, Rooms rooms, MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
        meters.gaugeMapSize("callboard.realtime.sockets", Tags.empty(), byId);
    }

    @Nullable
    Session find(String sid) {
        return byId.get(sid);
    }

    Collection<Session> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    /// How many are open from that address.
    int countFrom(String address) {
        return byAddress.getOrDefault(address, 0);
    }

    void add(Session session) {
        byId.put(session.sid(), session);
        byAddress.merge(session.address(), 1, Integer::sum);
    }

    /// From any thread: the library's timer also ends sessions.
    void ended(String sid) {
        var session = byId.remove(sid);
        if (session != null) {
            byAddress.computeIfPresent(session.address(), (_, open) -> open == 1 ? null : open - 1);
            loop.execute(() -> {
                rooms.remove(session.subscriber);
                session.ended();
            });
        }
    }
}
