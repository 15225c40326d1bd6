package callboard.realtime.feed;

import callboard.realtime.room.SocketLoop;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The last step of an event's trace: from its arrival here to its writing to the sockets. Made where spans are
/// exported, and for updates whose trace is recorded.
@Component
final class FanOutSpans implements TextMapGetter<String> {

    private static final String TRACEPARENT = "traceparent";
    // Inside of a text its quotes would be escaped.
    private static final String FIELD = "\"traceparent\":\"";

    private final Tracer tracer;
    private final SocketLoop loop;

    /// @param openTelemetry there is none without a collector
    FanOutSpans(ObjectProvider<OpenTelemetry> openTelemetry, SocketLoop loop) {
        this.tracer = openTelemetry.getIfAvailable(OpenTelemetry::noop).getTracer("callboard");
        this.loop = loop;
    }

    Span begin(UpdateHeader update, byte[] message) {
        if (!tracer.isEnabled()) {
            return Span.getInvalid();
        }
        var parent = W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), new String(message, StandardCharsets.UTF_8), this);
        if (!Span.fromContext(parent).getSpanContext().isSampled()) {
            return Span.getInvalid();
        }
        return tracer.spanBuilder("fan-out")
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("callboard.call.id", update.callId())
                .setAttribute("callboard.sequence", update.sequence())
                .startSpan();
    }

    /// What is published now is written on the loop before anything that is put there after it.
    void endOnceWritten(Span span) {
        if (span.isRecording()) {
            loop.group().next().execute(span::end);
        }
    }

    @Override
    public Iterable<String> keys(String message) {
        return List.of(TRACEPARENT);
    }

    /// The text of the message's field: the last one of that name.
    @Override
    public @Nullable String get(@Nullable String message, String field) {
        int at = message == null || !field.equals(TRACEPARENT) ? -1 : message.lastIndexOf(FIELD);
        if (message == null || at < 0) {
            return null;
        }
        int begin = at + FIELD.length();
        int end = message.indexOf('"', begin);
        return end < 0 ? null : message.substring(begin, end);
    }
}
