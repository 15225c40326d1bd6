package callboard.calls.intake;

import callboard.calls.lifecycle.Decision;
import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.Problem;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import java.util.List;
import org.springframework.http.HttpStatus;

/// What senders are told when an event was not stored.
final class Answers {

    private Answers() {}

    static Problem problem(Decision.Rejected rejected, Trace trace) {
        return switch (rejected.reason()) {
            case UNKNOWN_CALL ->
                Problems.problem(HttpStatus.NOT_FOUND, ProblemCode.CALL_NOT_FOUND, rejected.message(), trace);
            case UNKNOWN_QUEUE -> invalid(List.of(new Issue("queueId", rejected.message(), "unknown_queue")), trace);
            case CALL_EXISTS ->
                Problems.problem(HttpStatus.CONFLICT, ProblemCode.CALL_EXISTS, rejected.message(), trace);
            case CALL_ENDED -> unprocessable(ProblemCode.CALL_ENDED, rejected.message(), trace);
            case ILLEGAL_TRANSITION -> unprocessable(ProblemCode.ILLEGAL_TRANSITION, rejected.message(), trace);
            case EVENT_ID_REUSED -> unprocessable(ProblemCode.IDEMPOTENCY_KEY_REUSED, rejected.message(), trace);
        };
    }

    static Problem problem(Outcome.Cause cause, Trace trace) {
        return switch (cause) {
            case DATABASE_AWAY ->
                tryLater(ProblemCode.UNAVAILABLE, "The database can't be reached; send the event again", trace);
            case OVERLOADED ->
                tryLater(ProblemCode.OVERLOADED, "Too many events are waiting; send the event again", trace);
            case STOPPING -> tryLater(ProblemCode.UNAVAILABLE, "The service is stopping; send the event again", trace);
        };
    }

    static Problem idReused(Submission parked, Trace trace) {
        return unprocessable(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "Event id %s was used on call %s before, with another payload"
                        .formatted(parked.eventId(), parked.event().callId()),
                trace);
    }

    static Problem failed(Trace trace) {
        return Problems.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                ProblemCode.INTERNAL_ERROR,
                "The event could not be stored by a fault of ours; the trace id finds it in the logs",
                trace);
    }

    static Problem invalid(List<Issue> issues, Trace trace) {
        return Problems.problem(
                HttpStatus.BAD_REQUEST, ProblemCode.INVALID_PAYLOAD, "Invalid event payload", trace, issues);
    }

    static Problem malformed(String message, Trace trace) {
        return Problems.problem(HttpStatus.BAD_REQUEST, ProblemCode.MALFORMED_JSON, message, trace);
    }

    static Problem tooLarge(String limit, Trace trace) {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE, ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than " + limit, trace);
    }

    static Problem doubtful(String why, Trace trace) {
        return Problems.problem(HttpStatus.UNAUTHORIZED, ProblemCode.INVALID_SIGNATURE, why, trace);
    }

    static Problem tooSlow(Trace trace) {
        return Problems.problem(
                HttpStatus.REQUEST_TIMEOUT,
                ProblemCode.REQUEST_TIMEOUT,
                "The body took too long to arrive; send it again",
                trace);
    }

    private static Problem unprocessable(ProblemCode code, String message, Trace trace) {
        return Problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, code, message, trace);
    }

    private static Problem tryLater(ProblemCode code, String message, Trace trace) {
        return Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, code, message, trace);
    }
}
