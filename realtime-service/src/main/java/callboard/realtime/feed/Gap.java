package callboard.realtime.feed;

import callboard.contracts.Channels;
import callboard.realtime.feed.LastValues.LastValue;
import callboard.realtime.room.FanOut;
import callboard.realtime.room.Message;
import callboard.realtime.room.Rooms;
import callboard.realtime.room.SocketLoop;
import callboard.realtime.room.Subscriber;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes good what was published while nobody listened here.
///
/// Runs once updates arrive again, so that between what it reads and what then arrives nothing is missing. What
/// moved is
/// sent again; who can't be told what they missed are told to read anew.
@Component
final class Gap {

    private static final Logger log = LoggerFactory.getLogger(Gap.class);
    private static final int CALLS_AT_ONCE = 500;

    private final SocketLoop loop;
    private final Rooms rooms;
    private final FanOut fanOut;
    private final LastValues lastValues;

    Gap(SocketLoop loop, Rooms rooms, FanOut fanOut, LastValues lastValues) {
        this.loop = loop;
        this.rooms = rooms;
        this.fanOut = fanOut;
        this.lastValues = lastValues;
    }

    void close() {
        loop.execute(() -> {
            var told = rooms.feedSubscribers();
            fanOut.resync(told, "updates may have been missed while Redis was away");
            compare(rooms.subscribedCalls(), told);
        });
    }

    private void compare(List<String> calls, Set<Subscriber> told) {
        if (calls.isEmpty()) {
            return;
        }
        var some = calls.subList(0, Math.min(CALLS_AT_ONCE, calls.size()));
        var others = calls.subList(some.size(), calls.size());
        lastValues
                .readAll(some)
                .whenComplete((values, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        log.warn(
                                "The last values of {} watched calls were not read ({}); who watches them reads anew",
                                some.size(),
                                failure.toString());
                    }
                    var unsure = new HashSet<Subscriber>();
                    for (int i = 0; i < some.size(); i++) {
                        Optional<LastValue> value = failure == null ? values.get(i) : Optional.empty();
                        if (value.isEmpty()) {
                            unsure.addAll(rooms.subscribers(Channels.callRoom(some.get(i))));
                        } else if (value.get().sequence() > rooms.sequenceSent(some.get(i))) {
                            fanOut.publish(Message.update(
                                    some.get(i),
                                    value.get().queueId(),
                                    value.get().sequence(),
                                    value.get().update().utf8()));
                        }
                    }
                    unsure.removeAll(told);
                    told.addAll(unsure);
                    fanOut.resync(unsure, "updates of a watched call may have been missed while Redis was away");
                    compare(others, told);
                }));
    }
}
