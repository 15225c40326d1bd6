package callboard.calls.intake;

import callboard.calls.intake.Bodies.Body;
import callboard.calls.intake.EventReader.Tree;
import callboard.calls.security.Allowances;
import callboard.calls.web.Problems;
import callboard.calls.web.RequestLogContext;
import callboard.calls.web.Trace;
import callboard.contracts.BatchAnswer;
import callboard.contracts.BatchItem;
import callboard.contracts.Problem;
import callboard.contracts.Problem.Issue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /api/events/batch`: up to 1,000 events, as a JSON array or one a line, answered each by its own result.
/// A call's events are applied in the order they stand in.
@RestController
class BatchController {

    private static final int MOST_EVENTS = 1000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final String NDJSON = "application/x-ndjson";

    private final Bodies bodies;
    private final EventReader reader;
    private final GroupCommit intake;
    private final Clock clock;

    BatchController(Bodies bodies, EventReader reader, GroupCommit intake, Clock clock) {
        this.bodies = bodies;
        this.reader = reader;
        this.intake = intake;
        this.clock = clock;
    }

    @PostMapping(path = "/api/events/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> array(HttpServletRequest request) throws IOException {
        var trace = Trace.of(request);
        return whole(request, trace, body -> switch (reader.tree(body)) {
            case Tree.Read(var node)
            when node.isArray() -> answer(node.valueStream().map(reader::read).toList(), request, trace);
            case Tree.Read _ ->
                Problems.answer(Answers.invalid(
                        List.of(new Issue("", "must be a JSON array of events", "invalid_type")), trace));
            case Tree.Unreadable(var why) ->
                Problems.answer(Answers.malformed(EventReader.malformed(why).message(), trace));
        });
    }

    @PostMapping(path = "/api/events/batch", consumes = NDJSON)
    ResponseEntity<Object> lines(HttpServletRequest request) throws IOException {
        var trace = Trace.of(request);
        // As Latin-1 every byte is a character and comes back as it was; whether they are UTF-8 is the reader's to say.
        return whole(
                request,
                trace,
                body -> answer(
                        new String(body, StandardCharsets.ISO_8859_1)
                                .lines()
                                .filter(line -> !line.isBlank())
                                .map(line -> reader.read(line.getBytes(StandardCharsets.ISO_8859_1)))
                                .toList(),
                        request,
                        trace));
    }

    private ResponseEntity<Object> whole(
            HttpServletRequest request, Trace trace, Function<byte[], ResponseEntity<Object>> answer)
            throws IOException {
        return switch (bodies.read(request, MOST_BYTES)) {
            case Body.TooLarge() -> Problems.answer(Answers.tooLarge("4 MiB", trace));
            case Body.TooSlow() -> Problems.answer(Answers.tooSlow(trace));
            case Body.Doubtful(var why) -> Problems.answer(Answers.doubtful(why, trace));
            case Body.Whole(var bytes) -> answer.apply(bytes);
        };
    }

    private ResponseEntity<Object> answer(List<Reading> readings, HttpServletRequest request, Trace trace) {
        RequestLogContext.events(request, readings.size());
        if (readings.size() > MOST_EVENTS) {
            return Problems.answer(
                    Answers.invalid(List.of(new Issue("", "must hold at most 1,000 events", "invalid_value")), trace));
        }
        var tooMany = Allowances.spendBeyondTheFirst(request, readings.size());
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        var receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // All are under way before the first is waited for, so they share transactions.
        var items = new ArrayList<CompletableFuture<BatchItem>>();
        var latest = new HashMap<String, CompletableFuture<Outcome>>();
        for (int i = 0; i < readings.size(); i++) {
            int index = i;
            items.add(
                    switch (readings.get(i)) {
                        case Reading.Malformed(var message) -> done(index, Answers.malformed(message, trace));
                        case Reading.Invalid(var issues) -> done(index, Answers.invalid(issues, trace));
                        case Reading.Event(var event) ->
                            submit(new Submission(event, event.eventId(), receivedAt, trace.traceparent()), latest)
                                    .thenApply(outcome -> item(index, outcome, trace));
                    });
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(summed(items.stream().map(CompletableFuture::join).toList()));
    }

    /// Once one of a call's events is to be sent again, those after it may not overtake it.
    private CompletableFuture<Outcome> submit(Submission submission, Map<String, CompletableFuture<Outcome>> latest) {
        var callId = submission.event().callId();
        var outcome = intake.submit(submission, latest.get(callId));
        latest.put(callId, outcome);
        return outcome;
    }

    private static BatchAnswer summed(List<BatchItem> items) {
        int stored = (int) items.stream().filter(item -> item.status() == 201).count();
        int replayed = (int) items.stream().filter(item -> item.status() == 200).count();
        return new BatchAnswer(stored, replayed, items.size() - stored - replayed, items);
    }

    private static CompletableFuture<BatchItem> done(int index, Problem problem) {
        return CompletableFuture.completedFuture(refused(index, problem));
    }

    private static BatchItem item(int index, Outcome outcome, Trace trace) {
        return switch (outcome) {
            case Outcome.Stored(var event) -> new BatchItem(index, 201, event, null);
            case Outcome.Replayed(var event) -> new BatchItem(index, 200, event, null);
            case Outcome.Refused(var rejection) -> refused(index, Answers.problem(rejection, trace));
            case Outcome.TryLater(var cause) -> refused(index, Answers.problem(cause, trace));
            case Outcome.Failed() -> refused(index, Answers.failed(trace));
        };
    }

    private static BatchItem refused(int index, Problem problem) {
        return new BatchItem(index, problem.status(), null, problem);
    }
}
