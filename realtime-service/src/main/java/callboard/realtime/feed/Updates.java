package callboard.realtime.feed;

import callboard.contracts.Channels;
import callboard.contracts.EventType;
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
            case Channels.CALL_STATUS_UPDATES ->
                Envelope.read(message).ifPresentOrElse(update -> pass(update, message), malformed::increment);
            case Channels.CALL_ALERTS ->
                Envelope.read(message)
                        .ifPresentOrElse(
                                alert -> fanOut.publish(Message.alert(alert.queueId(), message)), malformed::increment);
            case Channels.CALL_ALERTS_ACKNOWLEDGED ->
                Envelope.read(message)
                        .ifPresentOrElse(
                                alert -> fanOut.publish(Message.alertAcknowledged(alert.queueId(), message)),
                                malformed::increment);
            case Channels.CALL_STATS -> stats(message);
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
        fanOut.publish(Message.update(update.callId(), update.queueId(), update.sequence(), message));
        if (EventType.INITIATED.word().equals(update.eventType())) {
            fanOut.publish(Message.newCall(update.queueId(), message));
        }
        spans.endOnceWritten(span);
    }
}
