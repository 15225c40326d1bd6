package callboard.calls.intake;

import callboard.calls.lifecycle.Decision;
import callboard.calls.web.BodyEncoding;
import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.Problem;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// The problems that senders are answered with when an event was not stored.
final class Answers {

    private Answers() {}

    static ResponseEntity<Object> answer(Problem problem) {
        return Problems.answer(problem);
    }

    static ResponseEntity<Object> methodNotAllowed(String method, Trace trace) {
        var problem = Problems.problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                ProblemCode.METHOD_NOT_ALLOWED,
                method + " is not supported here",
                trace);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .allow(HttpMethod.POST)
                .body(problem);
    }

    static Problem notJson(Trace trace) {
        return Problems.problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "The body must be JSON: send Content-Type: application/json, or to /api/events/batch also"
                        + " application/x-ndjson",
                trace);
    }

    static ResponseEntity<Object> unknownCoding(Trace trace) {
        var problem = Problems.problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "The body must be sent as it is or with Content-Encoding: gzip, once",
                trace);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.ACCEPT_ENCODING, BodyEncoding.TAKEN)
                .body(problem);
    }

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
            case DATABASE_UNAVAILABLE ->
                tryLater(ProblemCode.UNAVAILABLE, "The database can't be reached; send the event again", trace);
            case OVERLOADED ->
                tryLater(ProblemCode.OVERLOADED, "Too many events are waiting; send the event again", trace);
            case STOPPING -> tryLater(ProblemCode.UNAVAILABLE, "The service is stopping; send the event again", trace);
        };
    }

    static Problem idReused(Submission submission, Trace trace) {
        return idReused(
                "Event id %s was used on call %s before, with another payload"
                        .formatted(submission.eventId(), submission.event().callId()),
                trace);
    }

    static Problem idReused(String message, Trace trace) {
        return unprocessable(ProblemCode.IDEMPOTENCY_KEY_REUSED, message, trace);
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

    static Problem tooLarge(int maxBytes, Trace trace) {
        var limit = maxBytes < 1024 * 1024 ? maxBytes / 1024 + " KiB" : maxBytes / (1024 * 1024) + " MiB";
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE, ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than " + limit, trace);
    }

    static Problem invalidSignature(String reason, Trace trace) {
        return Problems.problem(HttpStatus.UNAUTHORIZED, ProblemCode.INVALID_SIGNATURE, reason, trace);
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
