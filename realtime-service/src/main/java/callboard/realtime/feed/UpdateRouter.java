package callboard.realtime.feed;

import callboard.contracts.Channels;
import callboard.contracts.EventType;
import callboard.realtime.room.FanOut;
import callboard.realtime.room.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Routes what Redis publishes to its rooms. Malformed messages are counted and dropped.
@Component
final class UpdateRouter {

    private final FanOut fanOut;
    private final FanOutSpans spans;
    private final Counter malformed;

    UpdateRouter(FanOut fanOut, FanOutSpans spans, MeterRegistry meters) {
        this.fanOut = fanOut;
        this.spans = spans;
        malformed = meters.counter("callboard.realtime.malformed");
    }

    void route(String channel, byte[] message) {
        switch (channel) {
            case Channels.CALL_STATUS_UPDATES ->
                UpdateHeader.read(message).ifPresentOrElse(update -> update(update, message), malformed::increment);
            case Channels.CALL_ALERTS -> ofQueue(Channels.ALERT, message);
            case Channels.CALL_ALERTS_ACKNOWLEDGED -> ofQueue(Channels.ALERT_ACKNOWLEDGED, message);
            case Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE -> ofQueue(Channels.ALERTS_ACKNOWLEDGED, message);
            case Channels.CALL_ALERTS_CLEARED -> ofQueue(Channels.ALERT_CLEARED, message);
            case Channels.CALLBACK_CLAIMS -> ofQueue(Channels.CALLBACK_CLAIM, message);
            case Channels.CALL_STATS -> numbers(Channels.STATS_UPDATE, message);
            case Channels.AGENT_UPDATES -> numbers(Channels.AGENT_UPDATE, message);
            default -> malformed.increment();
        }
    }

    /// To whoever watches its queue; what names none is for those who see all queues.
    private void ofQueue(String event, byte[] message) {
        if (UpdateHeader.isJsonObject(message)) {
            fanOut.publish(Message.ofQueue(event, UpdateHeader.queueOf(message), message));
        } else {
            malformed.increment();
        }
    }

    /// What is of all queues.
    private void numbers(String event, byte[] message) {
        if (UpdateHeader.isJsonObject(message)) {
            fanOut.publish(Message.ofAllQueues(event, message));
        } else {
            malformed.increment();
        }
    }

    private void update(UpdateHeader update, byte[] message) {
        var span = spans.begin(update, message);
        fanOut.publish(Message.update(update.callId(), update.queueId(), update.sequence(), message));
        if (EventType.INITIATED.word().equals(update.eventType())) {
            fanOut.publish(Message.newCall(update.queueId(), message));
        }
        spans.endOnceWritten(span);
    }
}
