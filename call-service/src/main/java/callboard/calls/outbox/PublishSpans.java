package callboard.calls.outbox;

import callboard.calls.outbox.OutboxRepository.OutboxRow;
import callboard.calls.outbox.Publisher.Outcome;
import callboard.calls.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The relay's pipeline as a step in the trace of each message that is traced.
record PublishSpans(List<OutboxRow> rows, Map<Long, Span> spans) {

    // The field is the last one of every message. Inside of a text its quotes would be escaped.
    private static final String FIELD = "\"traceparent\":\"";
    private static final int LENGTH = 55;

    /// Who receives a message that is traced goes on below this step: that is what its `traceparent` then says.
    static PublishSpans begin(Tracing tracing, List<OutboxRow> rows) {
        if (!tracing.isOn()) {
            return new PublishSpans(rows, Map.of());
        }
        var below = new ArrayList<OutboxRow>(rows.size());
        var spans = new HashMap<Long, Span>();
        for (var row : rows) {
            var parent = traceparent(row.payload()).orElse(null);
            var span = tracing.step("publish", SpanKind.PRODUCER, parent);
            if (parent != null && span.isRecording()) {
                span.setAttribute("callboard.call.id", row.callId());
                span.setAttribute("messaging.destination.name", row.channel());
                span.setAttribute("messaging.batch.message_count", rows.size());
                spans.put(row.id(), span);
                below.add(row.with(row.payload().replace(FIELD + parent, FIELD + Tracing.traceparent(span))));
            } else {
                below.add(row);
            }
        }
        return new PublishSpans(below, spans);
    }

    void published(Outcome outcome) {
        for (var row : rows) {
            var span = spans.get(row.id());
            if (span != null) {
                var reason = outcome.refused().get(row);
                if (reason != null) {
                    span.setStatus(StatusCode.ERROR, reason);
                } else if (outcome.unsent().contains(row.partition())) {
                    span.setStatus(StatusCode.ERROR, "to be sent again");
                }
                span.end();
            }
        }
    }

    void failed(RuntimeException failure) {
        spans.values()
                .forEach(span -> span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()))
                        .end());
    }

    static Optional<String> traceparent(String payload) {
        int at = payload.lastIndexOf(FIELD) + FIELD.length();
        return at < FIELD.length() || at + LENGTH > payload.length()
                ? Optional.empty()
                : Optional.of(payload.substring(at, at + LENGTH));
    }
}
