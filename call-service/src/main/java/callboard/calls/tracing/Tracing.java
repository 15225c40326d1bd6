package callboard.calls.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes spans where they are exported, and none elsewhere.
///
/// What is passed between threads, through the database and through Redis is a W3C `traceparent`, never a span: so
/// parents are named, and no thread has a current span.
@Component
public class Tracing {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;

    /// @param openTelemetry there is none without a collector
    Tracing(ObjectProvider<OpenTelemetry> openTelemetry) {
        tracer = openTelemetry.getIfAvailable(OpenTelemetry::noop).getTracer("callboard");
    }

    /// Whether spans are made. Asked first where even looking for a parent would cost something.
    public boolean isOn() {
        return tracer.isEnabled();
    }

    /// A request's own span: below the sender's where it sent a trace of its own, else the first of a new trace.
    public Span request(String name, @Nullable String traceparent) {
        return tracer.spanBuilder(name)
                .setSpanKind(SpanKind.SERVER)
                .setParent(below(traceparent))
                .startSpan();
    }

    /// A step of a trace that is recorded; a span that records nothing where it isn't.
    public Span step(String name, SpanKind kind, @Nullable String traceparent) {
        var parent = below(traceparent);
        return Span.fromContext(parent).getSpanContext().isSampled()
                ? tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan()
                : Span.getInvalid();
    }

    /// How others name the span as their parent.
    public static String traceparent(Span span) {
        var traceparent = new StringBuilder();
        W3C.inject(Context.root().with(span), traceparent, (text, field, value) -> {
            if (text != null && field.equals(TRACEPARENT)) {
                text.append(value);
            }
        });
        return traceparent.toString();
    }

    private static Context below(@Nullable String traceparent) {
        return W3C.extract(Context.root(), traceparent, new TextMapGetter<@Nullable String>() {
            @Override
            public Iterable<String> keys(@Nullable String text) {
                return List.of(TRACEPARENT);
            }

            @Override
            public @Nullable String get(@Nullable String text, String field) {
                return field.equals(TRACEPARENT) ? text : null;
            }
        });
    }
}
