package callboard.calls.intake;

import callboard.calls.intake.Bodies.Body;
import callboard.calls.intake.DeferredEvents.Place;
import callboard.calls.intake.IntakeMetrics.Parked;
import callboard.calls.web.Problems;
import callboard.calls.web.RequestLogContext;
import callboard.calls.web.Trace;
import callboard.contracts.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /api/events`: one event in, answered after its commit.
@RestController
class EventsController {

    private static final int MOST_BYTES = 64 * 1024;

    private static final String RESPOND_ASYNC = "respond-async";

    private final Bodies bodies;
    private final EventReader reader;
    private final GroupCommit intake;
    private final DeferredEvents parking;
    private final IntakeMetrics metrics;
    private final Clock clock;

    EventsController(
            Bodies bodies,
            EventReader reader,
            GroupCommit intake,
            DeferredEvents parking,
            IntakeMetrics metrics,
            Clock clock) {
        this.bodies = bodies;
        this.reader = reader;
        this.intake = intake;
        this.parking = parking;
        this.metrics = metrics;
        this.clock = clock;
    }

    @PostMapping(path = "/api/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> event(HttpServletRequest request) throws IOException {
        var trace = Trace.of(request);
        return switch (bodies.read(request, MOST_BYTES)) {
            case Body.TooLarge() -> problem(Answers.tooLarge("64 KiB", trace));
            case Body.TooSlow() -> problem(Answers.tooSlow(trace));
            case Body.Doubtful(var why) -> problem(Answers.doubtful(why, trace));
            case Body.Whole(var bytes) -> event(bytes, request, trace);
        };
    }

    private ResponseEntity<Object> event(byte[] body, HttpServletRequest request, Trace trace) {
        return switch (reader.read(body)) {
            case Reading.Malformed(var message) -> Problems.answer(Answers.malformed(message, trace));
            case Reading.Invalid(var issues) -> Problems.answer(Answers.invalid(issues, trace));
            case Reading.Event(var event) -> {
                RequestLogContext.call(request, event.callId());
                var id = SenderEventId.of(event, request);
                yield id.issues().isEmpty()
                        ? take(
                                new Submission(
                                        event,
                                        id.id(),
                                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                                        trace.traceparent()),
                                prefersNotToWait(request),
                                trace)
                        : Problems.answer(Answers.invalid(id.issues(), trace));
            }
        };
    }

    private ResponseEntity<Object> take(Submission submission, boolean mayPark, Trace trace) {
        var outcome = intake.submit(submission).join();
        return mayPark
                        && outcome instanceof Outcome.Refused(var refusal)
                        && DeferredEventWriter.isEarly(refusal.reason())
                ? parked(submission, trace)
                : answer(outcome, trace);
    }

    /// The call may have moved between refusal and parking; the next look at what is parked sees that.
    private ResponseEntity<Object> parked(Submission submission, Trace trace) {
        return switch (parking.park(submission)) {
            case Place.Taken(var event) -> {
                metrics.parked(Parked.PARKED, 1);
                yield ResponseEntity.accepted()
                        .header("Preference-Applied", RESPOND_ASYNC)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(event);
            }
            case Place.Reused() -> problem(Answers.idReused(submission, trace));
            case Place.Full() -> problem(Answers.problem(Outcome.Cause.OVERLOADED, trace));
        };
    }

    private static boolean prefersNotToWait(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
    }

    /// JSON, whatever the sender says it accepts: a 406 would be told of an event that is stored.
    private static ResponseEntity<Object> answer(Outcome outcome, Trace trace) {
        return switch (outcome) {
            case Outcome.Stored(var event) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(event);
            case Outcome.Replayed(var event) ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotent-Replayed", "true")
                        .body(event);
            case Outcome.Refused(var rejection) -> problem(Answers.problem(rejection, trace));
            case Outcome.TryLater(var cause) -> problem(Answers.problem(cause, trace));
            case Outcome.Failed() -> problem(Answers.failed(trace));
        };
    }

    private static ResponseEntity<Object> problem(Problem problem) {
        return Problems.answer(problem);
    }
}
