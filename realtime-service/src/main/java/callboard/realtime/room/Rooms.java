package callboard.realtime.room;

import callboard.contracts.Channels;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who watches what. Only ever touched on the [SocketLoop].
@Component
public final class Rooms {

    private final Map<String, Room> rooms = new HashMap<>();
    private final Set<Watcher> present = new HashSet<>();
    private final int roomsPerClient;

    // Copies, for the meters' threads to read.
    private volatile int roomCount;
    private volatile int presentCount;

    Rooms(RoomProperties properties, MeterRegistry meters) {
        roomsPerClient = properties.roomsPerClient();
        meters.gauge("callboard.realtime.rooms", this, rooms -> rooms.roomCount);
        meters.gauge("callboard.realtime.watchers", this, rooms -> rooms.presentCount);
    }

    /// It may receive from now on.
    public void enter(Watcher watcher) {
        present.add(watcher);
        presentCount = present.size();
    }

    /// It leaves every room and receives nothing more.
    public void exit(Watcher watcher) {
        for (String room : List.copyOf(watcher.rooms)) {
            leave(watcher, room);
        }
        present.remove(watcher);
        presentCount = present.size();
    }

    /// @return false when it already watches as much as one client may
    public boolean join(Watcher watcher, String name) {
        if (watcher.rooms.contains(name)) {
            return true;
        }
        if (!present.contains(watcher) || watcher.rooms.size() >= roomsPerClient) {
            return false;
        }
        watcher.rooms.add(name);
        rooms.computeIfAbsent(name, key -> new Room()).watchers.add(watcher);
        roomCount = rooms.size();
        return true;
    }

    public void leave(Watcher watcher, String name) {
        var room = rooms.get(name);
        if (!watcher.rooms.remove(name) || room == null) {
            return;
        }
        room.watchers.remove(watcher);
        if (room.watchers.isEmpty()) {
            rooms.remove(name);
            roomCount = rooms.size();
        }
    }

    /// A client that joined was sent the update of this sequence, or, with 0, none that we know of.
    ///
    /// A room remembers what *every* watcher was sent. So a newcomer's snapshot raises it only while it is alone:
    /// the others may have missed that very update.
    public void sentToNewcomer(String name, int sequence) {
        var room = rooms.get(name);
        if (room == null) {
            return;
        }
        boolean alone = room.watchers.size() == 1 && sequence > 0;
        room.sequence = alone ? Math.max(room.sequence, sequence) : Math.min(room.sequence, sequence);
    }

    /// The sequence that everyone who watches this call was last sent; 0 when that is not known.
    public int sequenceSent(String callId) {
        var room = rooms.get(Channels.callRoom(callId));
        return room == null ? 0 : room.sequence;
    }

    /// The calls somebody watches.
    public List<String> watchedCalls() {
        String prefix = Channels.callRoom("");
        return rooms.keySet().stream()
                .filter(room -> room.startsWith(prefix))
                .map(room -> room.substring(prefix.length()))
                .toList();
    }

    /// Those who watch for new calls: the dashboard feed and the queues.
    public Set<Watcher> feedWatchers() {
        var found = new HashSet<Watcher>();
        String queues = Channels.queueRoom("");
        rooms.forEach((name, room) -> {
            if (name.equals(Channels.DASHBOARD_ROOM) || name.startsWith(queues)) {
                found.addAll(room.watchers);
            }
        });
        return found;
    }

    public Collection<Watcher> watchers(String name) {
        var room = rooms.get(name);
        return room == null ? List.of() : room.watchers;
    }

    boolean isPresent(Watcher watcher) {
        return present.contains(watcher);
    }

    Collection<Watcher> everyone() {
        return present;
    }

    @Nullable
    Room room(String name) {
        return rooms.get(name);
    }

    /// Those in one room, and the sequence that all of them were sent.
    static final class Room {
        final Set<Watcher> watchers = new HashSet<>();
        int sequence;
    }
}
