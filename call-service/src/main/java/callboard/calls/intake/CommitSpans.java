package callboard.calls.intake;

import callboard.calls.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The batch's transaction as a step in the trace of each of its events that is traced: they share the time, not
/// the trace.
record CommitSpans(List<Submission> submissions, List<Span> spans) {

    /// Those that are traced go on below this step; whatever is made of them names it as its parent.
    static CommitSpans begin(Tracing tracing, List<Submission> submissions) {
        if (!tracing.isOn()) {
            return new CommitSpans(submissions, List.of());
        }
        var below = new ArrayList<Submission>(submissions.size());
        var spans = new ArrayList<Span>(submissions.size());
        for (var each : submissions) {
            var span = tracing.step("commit", SpanKind.INTERNAL, each.traceparent());
            span.setAttribute("callboard.call.id", each.event().callId());
            span.setAttribute("callboard.batch.size", submissions.size());
            spans.add(span);
            below.add(span.isRecording() ? each.within(Tracing.traceparent(span)) : each);
        }
        return new CommitSpans(below, spans);
    }

    void committed(List<Outcome> outcomes) {
        for (int i = 0; i < spans.size(); i++) {
            spans.get(i)
                    .setAttribute(
                            "callboard.outcome",
                            outcomes.get(i).getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .end();
        }
    }

    void failed(RuntimeException failure) {
        spans.forEach(span -> span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()))
                .end());
    }
}
