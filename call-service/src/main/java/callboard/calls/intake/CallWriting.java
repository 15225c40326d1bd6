package callboard.calls.intake;

import callboard.calls.intake.Outcome.Unwritten;
import callboard.calls.tracing.Tracing;
import callboard.calls.web.Trace;
import java.util.List;
import java.util.function.Function;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes events of calls: a transaction that is measured, and a step in the trace of each.
record CallWriting(Function<List<Submission>, List<Outcome>> writer, IntakeMetrics metrics, Tracing tracing)
        implements Writing<Submission, Outcome> {

    @Override
    public List<Outcome> write(List<Submission> submissions) {
        var spans = CommitSpans.begin(tracing, submissions);
        long begun = System.nanoTime();
        try {
            var outcomes = SharedTransaction.attempt(writer, spans.submissions());
            metrics.committed(submissions.size(), System.nanoTime() - begun);
            spans.committed(outcomes);
            return outcomes;
        } catch (RuntimeException failure) {
            spans.failed(failure);
            throw failure;
        }
    }

    @Override
    public Outcome unwritten(Unwritten why) {
        return why;
    }

    @Override
    public void log(Submission submission, LoggingEventBuilder line) {
        var callId = submission.event().callId();
        line.addKeyValue("callId", callId)
                .addKeyValue("traceId", Trace.idIn(submission.traceparent()))
                .log("Event of call {} could not be written", callId);
    }
}
