package callboard.realtime.feed;

import callboard.realtime.room.SocketLoop;
import callboard.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The last step of an event's trace: from its arrival here to its writing to the sockets.
@Component
final class FanOutSpans {

    // Inside of a text its quotes would be escaped.
    private static final String FIELD = "\"traceparent\":\"";
    private static final int LENGTH = 55;

    private final Tracing tracing;
    private final SocketLoop loop;

    FanOutSpans(Tracing tracing, SocketLoop loop) {
        this.tracing = tracing;
        this.loop = loop;
    }

    Span begin(UpdateHeader update, byte[] message) {
        if (!tracing.isOn()) {
            return Span.getInvalid();
        }
        return tracing.step("fan-out", SpanKind.CONSUMER, traceparent(message))
                .setAttribute("callboard.call.id", update.callId())
                .setAttribute("callboard.sequence", update.sequence());
    }

    /// What is published now is written on the loop before anything that is put there after it.
    void endOnceWritten(Span span) {
        if (span.isRecording()) {
            loop.group().next().execute(span::end);
        }
    }

    private static @Nullable String traceparent(byte[] message) {
        var text = new String(message, StandardCharsets.UTF_8);
        int at = text.lastIndexOf(FIELD) + FIELD.length();
        if (at < FIELD.length() || at + LENGTH > text.length()) {
            return null;
        }
        var traceparent = text.substring(at, at + LENGTH);
        return traceparent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}") ? traceparent : null;
    }
}
