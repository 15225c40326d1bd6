package callboard.realtime.feed;

import callboard.contracts.Channels;
import callboard.realtime.feed.LastValueCache.LastValue;
import callboard.realtime.room.FanOut;
import callboard.realtime.room.Message;
import callboard.realtime.room.Rooms;
import callboard.realtime.room.SocketLoop;
import callboard.realtime.room.Subscriber;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends what was published while this service was not subscribed to Redis.
///
/// Runs once the subscription is back, so nothing is missed between what it reads and what then arrives. Calls that
/// changed are sent again; clients whose gap can't be known are told to resync.
@Component
final class Resynchronizer {

    private static final Logger log = LoggerFactory.getLogger(Resynchronizer.class);
    private static final int CALLS_AT_ONCE = 500;

    private final SocketLoop loop;
    private final Rooms rooms;
    private final FanOut fanOut;
    private final LastValueCache lastValues;

    Resynchronizer(SocketLoop loop, Rooms rooms, FanOut fanOut, LastValueCache lastValues) {
        this.loop = loop;
        this.rooms = rooms;
        this.fanOut = fanOut;
        this.lastValues = lastValues;
    }

    /// @param isOfThese which calls' updates may be missing
    void resynchronize(Predicate<String> isOfThese) {
        loop.execute(() -> {
            var notified = rooms.feedSubscribers();
            fanOut.resync(notified, "updates may have been missed while there was no subscription to Redis");
            compare(rooms.subscribedCalls().stream().filter(isOfThese).toList(), notified);
        });
    }

    private void compare(List<String> calls, Set<Subscriber> notified) {
        if (calls.isEmpty()) {
            return;
        }
        var chunk = calls.subList(0, Math.min(CALLS_AT_ONCE, calls.size()));
        var remaining = calls.subList(chunk.size(), calls.size());
        lastValues
                .readAll(chunk)
                .whenComplete((values, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        log.warn(
                                "Last values of {} calls not read ({}); telling their subscribers to resync",
                                chunk.size(),
                                failure.toString());
                    }
                    var unknown = new HashSet<Subscriber>();
                    for (int i = 0; i < chunk.size(); i++) {
                        String callId = chunk.get(i);
                        Optional<LastValue> value = failure == null ? values.get(i) : Optional.empty();
                        value.ifPresentOrElse(
                                latest -> sendIfNewer(callId, latest),
                                () -> unknown.addAll(rooms.subscribers(Channels.callRoom(callId))));
                    }
                    unknown.removeAll(notified);
                    notified.addAll(unknown);
                    fanOut.resync(
                            unknown,
                            "updates of a watched call may have been missed while there was no subscription to Redis");
                    compare(remaining, notified);
                }));
    }

    private void sendIfNewer(String callId, LastValue latest) {
        if (latest.sequence() > rooms.sequenceSent(callId)) {
            fanOut.publish(Message.update(
                    callId, latest.queueId(), latest.sequence(), latest.update().utf8()));
        }
    }
}
