package callboard.calls.intake;

import callboard.calls.clock.SenderClocks;
import callboard.calls.intake.DeferredEvents.Deferral;
import callboard.calls.intake.IntakeMetrics.Parked;
import callboard.calls.web.RequestLogContext;
import callboard.calls.web.Trace;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.Problem.Issue;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;

/// `POST /api/events`: one event in, answered after its commit.
@Component
@FilterRegistration(
        name = "events",
        urlPatterns = {EventsEndpoint.PATH, EventsEndpoint.PATH + "/"},
        order = Ordered.HIGHEST_PRECEDENCE + 1)
class EventsEndpoint extends IngestEndpoint {

    static final String PATH = "/api/events";

    private static final int MAX_BYTES = 64 * 1024;
    private static final String RESPOND_ASYNC = "respond-async";

    private final EventReader reader;
    private final GroupCommit groupCommit;
    private final DeferredEvents deferredEvents;
    private final IntakeMetrics metrics;
    private final SenderClocks senderClocks;
    private final Clock clock;

    EventsEndpoint(
            Parts parts,
            EventReader reader,
            GroupCommit groupCommit,
            DeferredEvents deferredEvents,
            IntakeMetrics metrics,
            SenderClocks senderClocks,
            Clock clock) {
        super(PATH, MAX_BYTES, parts);
        this.reader = reader;
        this.groupCommit = groupCommit;
        this.deferredEvents = deferredEvents;
        this.metrics = metrics;
        this.senderClocks = senderClocks;
        this.clock = clock;
    }

    @Override
    boolean reads(MimeType type) {
        return MediaType.APPLICATION_JSON.includes(type);
    }

    @Override
    ResponseEntity<Object> answer(Delivery delivery) {
        var trace = delivery.trace();
        return switch (reader.read(delivery.body())) {
            case Reading.Malformed(var message) -> Answers.answer(Answers.malformed(message, trace));
            case Reading.Invalid(var issues) -> Answers.answer(Answers.invalid(issues, trace));
            case Reading.Agent(var event) -> store(event, delivery);
            case Reading.Event(var event, var leftOut) -> {
                RequestLogContext.call(delivery.request(), event.callId());
                var id = SenderEventId.of(event, delivery.request(), delivery.isSigned());
                yield id.issues().isEmpty()
                        ? store(
                                Submission.received(
                                        event,
                                        id.id(),
                                        receivedAt(),
                                        delivery.key().name(),
                                        senderClocks,
                                        trace.traceparent()),
                                mayBeDeferred(delivery.request()),
                                leftOut,
                                trace)
                        : Answers.answer(Answers.invalid(id.issues(), trace));
            }
        };
    }

    private ResponseEntity<Object> store(AgentEventRequest event, Delivery delivery) {
        var trace = delivery.trace();
        var id = SenderEventId.of(event, delivery.request(), delivery.isSigned());
        if (!id.issues().isEmpty()) {
            return Answers.answer(Answers.invalid(id.issues(), trace));
        }
        var submission = AgentSubmission.received(
                event, id.id(), receivedAt(), delivery.key().name(), senderClocks);
        return switch (groupCommit.submit(submission).join()) {
            case AgentOutcome.Stored(var stored) -> stored(stored);
            case AgentOutcome.Replayed(var stored) -> replayed(stored);
            case AgentOutcome.IdReused(var message) -> Answers.answer(Answers.idReused(message, trace));
            case Outcome.TryLater(var cause) -> Answers.answer(Answers.problem(cause, trace));
            case Outcome.Failed() -> Answers.answer(Answers.failed(trace));
        };
    }

    private Instant receivedAt() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ResponseEntity<Object> store(
            Submission submission, boolean mayBeDeferred, List<Issue> leftOut, Trace trace) {
        var outcome = groupCommit.submit(submission).join();
        return mayBeDeferred && DeferredEvents.mayWait(outcome)
                ? defer(submission, trace)
                : answer(outcome.with(leftOut), trace);
    }

    /// The call may have moved between the rejection and this; the next look at deferred events sees that.
    private ResponseEntity<Object> defer(Submission submission, Trace trace) {
        return switch (deferredEvents.defer(submission)) {
            case Deferral.Waiting(var event) -> {
                metrics.parked(Parked.PARKED, 1);
                yield ResponseEntity.accepted()
                        .header("Preference-Applied", RESPOND_ASYNC)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(event);
            }
            case Deferral.IdReused() -> Answers.answer(Answers.idReused(submission, trace));
            case Deferral.Full() -> Answers.answer(Answers.problem(Outcome.Cause.OVERLOADED, trace));
        };
    }

    private static boolean mayBeDeferred(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
    }

    private static ResponseEntity<Object> answer(Outcome outcome, Trace trace) {
        return switch (outcome) {
            case Outcome.Stored(var event) -> stored(event);
            case Outcome.Replayed(var event) -> replayed(event);
            case Outcome.Rejected(var rejection) -> Answers.answer(Answers.problem(rejection, trace));
            case Outcome.TryLater(var cause) -> Answers.answer(Answers.problem(cause, trace));
            case Outcome.Failed() -> Answers.answer(Answers.failed(trace));
        };
    }

    /// JSON, whatever the sender says it accepts: a 406 would be the answer to an event that is stored.
    private static ResponseEntity<Object> stored(Object event) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(event);
    }

    private static ResponseEntity<Object> replayed(Object event) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotent-Replayed", "true")
                .body(event);
    }
}
