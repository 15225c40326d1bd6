package callboard.realtime.feed;

import java.util.List;

import callboard.contracts.EventType;
import callboard.contracts.Wire;
import callboard.realtime.room.FanOut;
import callboard.realtime.room.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Which rooms a published message is for. What can't be sent on is counted and dropped.
@Component
final class Updates {

    private final FanOut fanOut;
    private final FanOutSpans spans;
    private final Counter malformed;

    Updates(FanOut fanOut, FanOutSpans spans, MeterRegistry meters) {
        this.fanOut = fanOut;
        this.spans = spans;
        malformed = meters.counter("callboard.realtime.malformed");
    }

    void take(String channel, byte[] message) {
        switch (channel) {
            case Wire.CALL_STATUS_UPDATES -> Envelope.read(message).ifPresentOrElse(update -> pass(update, message), malformed::increment);
            case Wire.CALL_ALERTS -> Envelope.read(message).ifPresentOrElse(
                    alert -> fanOut.publish(Message.alert(feeds(alert), message)), malformed::increment);
            case Wire.CALL_ALERTS_ACKNOWLEDGED -> Envelope.read(message).ifPresentOrElse(
                    alert -> fanOut.publish(Message.alertAcknowledged(feeds(alert), message)), malformed::increment);
            case Wire.CALL_STATS -> stats(message);
            default -> malformed.increment();
        }
    }

    private void stats(byte[] message) {
        if (Envelope.isJsonObject(message)) {
            fanOut.publish(Message.stats(message));
        } else {
            malformed.increment();
        }
    }

    private void pass(Envelope update, byte[] message) {
        var span = spans.begin(update, message);
        fanOut.publish(Message.update(update.callId(), update.sequence(), message));
        if (EventType.INITIATED.word().equals(update.eventType())) {
            fanOut.publish(Message.newCall(feeds(update), message));
        }
        spans.endOnceWritten(span);
    }

    /// Those who watch all queues, and those who watch this one.
    private static List<String> feeds(Envelope about) {
        return about.queueId() == null
                ? List.of(Wire.DASHBOARD_ROOM)
                : List.of(Wire.DASHBOARD_ROOM, Wire.queueRoom(about.queueId()));
    }
}
