package callboard.realtime.room;

import callboard.contracts.Channels;
import callboard.contracts.Partitions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which subscriber is in which room. Used on the [SocketLoop] only, but for what is wanted.
@Component
public final class Rooms {

    private final Map<String, Room> rooms = new HashMap<>();
    private final Set<Subscriber> subscribers = new HashSet<>();
    private final int roomsPerClient;

    // Of calls, by partition; and all others, which are shown what is of every partition.
    private final AtomicIntegerArray callRooms = new AtomicIntegerArray(Partitions.COUNT);
    private final AtomicInteger otherRooms = new AtomicInteger();
    private volatile Runnable whenWanted = () -> {};

    // Copies for the threads that read the meters.
    private volatile int roomCount;
    private volatile int subscriberCount;

    Rooms(RoomProperties properties, MeterRegistry meters) {
        roomsPerClient = properties.roomsPerClient();
        meters.gauge("callboard.realtime.rooms", this, rooms -> rooms.roomCount);
        meters.gauge("callboard.realtime.watchers", this, rooms -> rooms.subscriberCount);
    }

    /// It may join rooms from now on.
    public void add(Subscriber subscriber) {
        subscribers.add(subscriber);
        subscriberCount = subscribers.size();
    }

    /// It leaves every room and receives nothing more.
    public void remove(Subscriber subscriber) {
        for (String room : List.copyOf(subscriber.rooms)) {
            leave(subscriber, room);
        }
        subscribers.remove(subscriber);
        subscriberCount = subscribers.size();
    }

    /// @return false when it is in as many rooms as one client may be
    public boolean join(Subscriber subscriber, String name) {
        if (subscriber.rooms.contains(name)) {
            return true;
        }
        if (!subscribers.contains(subscriber) || subscriber.rooms.size() >= roomsPerClient) {
            return false;
        }
        subscriber.rooms.add(name);
        var room = rooms.get(name);
        if (room == null) {
            room = new Room();
            rooms.put(name, room);
            roomCount = rooms.size();
            if (count(name, 1) == 1) {
                whenWanted.run();
            }
        }
        room.subscribers.add(subscriber);
        return true;
    }

    public void leave(Subscriber subscriber, String name) {
        var room = rooms.get(name);
        if (!subscriber.rooms.remove(name) || room == null) {
            return;
        }
        room.subscribers.remove(subscriber);
        if (room.subscribers.isEmpty()) {
            rooms.remove(name);
            roomCount = rooms.size();
            count(name, -1);
        }
    }

    /// @return how many rooms there are now that want the same
    private int count(String name, int more) {
        String prefix = Channels.callRoom("");
        return name.startsWith(prefix)
                ? callRooms.addAndGet(Partitions.of(name.substring(prefix.length())), more)
                : otherRooms.addAndGet(more);
    }

    /// Whether somebody is shown anything of what is published in a partition. From any thread.
    public boolean wants(int partition) {
        return otherRooms.get() > 0 || callRooms.get(partition) > 0;
    }

    /// Has it be run, on the [SocketLoop], whenever more may be wanted than before.
    public void whenWanted(Runnable listener) {
        whenWanted = listener;
    }

    /// Records the sequence of the snapshot that a new subscriber was sent; 0 for none.
    ///
    /// A room keeps the sequence that *every* subscriber was sent. So a snapshot raises it only while its
    /// subscriber is the only one: others may have missed that very update.
    public void recordSnapshot(String name, int sequence) {
        var room = rooms.get(name);
        if (room == null) {
            return;
        }
        boolean sole = room.subscribers.size() == 1 && sequence > 0;
        room.sequence = sole ? Math.max(room.sequence, sequence) : Math.min(room.sequence, sequence);
    }

    /// The sequence that every subscriber of this call was last sent; 0 when that is not known.
    public int sequenceSent(String callId) {
        var room = rooms.get(Channels.callRoom(callId));
        return room == null ? 0 : room.sequence;
    }

    /// The calls that have subscribers.
    public List<String> subscribedCalls() {
        String prefix = Channels.callRoom("");
        return rooms.keySet().stream()
                .filter(room -> room.startsWith(prefix))
                .map(room -> room.substring(prefix.length()))
                .toList();
    }

    /// The subscribers of the dashboard feed and of queues.
    public Set<Subscriber> feedSubscribers() {
        var found = new HashSet<Subscriber>();
        String queues = Channels.queueRoom("");
        rooms.forEach((name, room) -> {
            if (name.equals(Channels.DASHBOARD_ROOM) || name.startsWith(queues)) {
                found.addAll(room.subscribers);
            }
        });
        return found;
    }

    public Collection<Subscriber> subscribers(String name) {
        var room = rooms.get(name);
        return room == null ? List.of() : room.subscribers;
    }

    boolean contains(Subscriber subscriber) {
        return subscribers.contains(subscriber);
    }

    Collection<Subscriber> everyone() {
        return subscribers;
    }

    @Nullable
    Room room(String name) {
        return rooms.get(name);
    }

    /// A room's subscribers, and the sequence that all of them were sent.
    static final class Room {
        final Set<Subscriber> subscribers = new HashSet<>();
        int sequence;
    }
}
