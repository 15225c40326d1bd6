package callboard.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;

/// Spans, sent to an OpenTelemetry collector where one is configured. Where none is, none is made and nothing is
/// sent.
///
/// What is passed between threads, through the database and through Redis is a W3C `traceparent`, never a span:
/// so
/// parents are named, and no thread has a current span.
public class Tracing implements DisposableBean {

    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;

    Tracing(TracingSettings settings, Environment environment) {
        provider = settings.isOn() ? provider(settings, environment) : null;
        tracer = (provider == null ? TracerProvider.noop() : provider).get("callboard");
    }

    /// Whether spans are made. Asked first where even looking for a parent would cost something.
    public boolean isOn() {
        return provider != null;
    }

    /// A request's own span: below the sender's where it sent a trace of its own, else the first of a new trace.
    public Span request(String name, @Nullable String traceparent) {
        return tracer.spanBuilder(name)
                .setSpanKind(SpanKind.SERVER)
                .setParent(traceparent == null ? Context.root() : below(traceparent))
                .startSpan();
    }

    /// A step of a trace that is recorded; a span that records nothing where it isn't.
    public Span step(String name, SpanKind kind, @Nullable String traceparent) {
        return isOn() && isRecorded(traceparent)
                ? tracer.spanBuilder(name)
                        .setParent(below(traceparent))
                        .setSpanKind(kind)
                        .startSpan()
                : Span.getInvalid();
    }

    /// How others name the span as their parent.
    public static String traceparent(Span span) {
        var context = span.getSpanContext();
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    private static boolean isRecorded(@Nullable String traceparent) {
        return traceparent != null && (Character.digit(traceparent.charAt(traceparent.length() - 1), 16) & 1) == 1;
    }

    private static Context below(String traceparent) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        traceparent.substring(3, 35),
                        traceparent.substring(36, 52),
                        TraceFlags.fromHex(traceparent, 53),
                        TraceState.getDefault())));
    }

    private static SdkTracerProvider provider(TracingSettings settings, Environment environment) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(settings.traces());
        settings.headers().forEach(header -> exporter.addHeader(header.split("=", 2)[0], header.split("=", 2)[1]));
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", environment.getProperty("spring.application.name", "callboard"))
                                .build())))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                // Full queues lose spans and never hold anybody up.
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                        .setScheduleDelay(settings.every())
                        .build())
                .build();
    }

    @Override
    public void destroy() {
        if (provider != null) {
            provider.shutdown().join(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
