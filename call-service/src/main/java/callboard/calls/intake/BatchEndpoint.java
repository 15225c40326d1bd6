package callboard.calls.intake;

import callboard.calls.clock.SenderClocks;
import callboard.calls.intake.EventReader.Tree;
import callboard.calls.web.RequestLogContext;
import callboard.calls.web.Trace;
import callboard.contracts.BatchAnswer;
import callboard.contracts.BatchItem;
import callboard.contracts.Problem;
import callboard.contracts.Problem.Issue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;

/// `POST /api/events/batch`: up to 1,000 events, as a JSON array or one a line, answered each by its own result.
/// A call's events are applied in the order they stand in.
@Component
@FilterRegistration(
        name = "batches",
        urlPatterns = {BatchEndpoint.PATH, BatchEndpoint.PATH + "/"},
        order = Ordered.HIGHEST_PRECEDENCE + 1)
class BatchEndpoint extends IngestEndpoint {

    static final String PATH = "/api/events/batch";

    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_EVENTS = 1000;
    // The names that JSON, one value a line, goes by.
    private static final Set<String> NDJSON =
            Set.of("x-ndjson", "ndjson", "jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "json-lines", "x-json-lines");

    private final EventReader reader;
    private final GroupCommit groupCommit;
    private final SenderClocks senderClocks;
    private final Clock clock;

    BatchEndpoint(Parts parts, EventReader reader, GroupCommit groupCommit, SenderClocks senderClocks, Clock clock) {
        super(PATH, MAX_BYTES, parts);
        this.reader = reader;
        this.groupCommit = groupCommit;
        this.senderClocks = senderClocks;
        this.clock = clock;
    }

    @Override
    boolean reads(MimeType type) {
        return MediaType.APPLICATION_JSON.includes(type) || isLines(type);
    }

    private static boolean isLines(MimeType type) {
        return type.getType().equalsIgnoreCase("application")
                && NDJSON.contains(type.getSubtype().toLowerCase(Locale.ROOT));
    }

    @Override
    ResponseEntity<Object> answer(Delivery delivery) {
        if (isLines(delivery.type())) {
            return answer(lines(delivery.body()), delivery);
        }
        return switch (reader.tree(delivery.body())) {
            case Tree.Read(var node)
            when node.isArray() -> answer(node.valueStream().map(reader::read).toList(), delivery);
            case Tree.Read _ ->
                Answers.answer(Answers.invalid(
                        List.of(new Issue("", "must be a JSON array of events", "invalid_type")), delivery.trace()));
            case Tree.Unreadable(var why) ->
                Answers.answer(Answers.malformed(EventReader.malformed(why).message(), delivery.trace()));
        };
    }

    /// As Latin-1 every byte is a character and comes back as it was; whether they are UTF-8 is the reader's to say.
    private List<Reading> lines(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> reader.read(line.getBytes(StandardCharsets.ISO_8859_1)))
                .toList();
    }

    private ResponseEntity<Object> answer(List<Reading> readings, Delivery delivery) {
        var trace = delivery.trace();
        RequestLogContext.events(delivery.request(), readings.size());
        if (readings.size() > MAX_EVENTS) {
            return Answers.answer(
                    Answers.invalid(List.of(new Issue("", "must hold at most 1,000 events", "invalid_value")), trace));
        }
        // The first was counted when the request came in.
        int more = readings.size() - 1;
        if (more > 0 && !delivery.key().rateLimit().tryConsume(more)) {
            return delivery.key().rateLimit().exceeded(more, trace);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(store(readings, delivery.key().name(), trace));
    }

    private BatchAnswer store(List<Reading> readings, String sender, Trace trace) {
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
                        case Reading.Agent(var event) ->
                            groupCommit
                                    .submit(AgentSubmission.received(
                                            event, event.eventId(), receivedAt, sender, senderClocks))
                                    .thenApply(outcome -> item(index, outcome, trace));
                        case Reading.Event(var event, var leftOut) ->
                            submit(
                                            Submission.received(
                                                    event,
                                                    event.eventId(),
                                                    receivedAt,
                                                    sender,
                                                    senderClocks,
                                                    trace.traceparent()),
                                            latest)
                                    .thenApply(outcome -> item(index, outcome.with(leftOut), trace));
                    });
        }
        return summed(items.stream().map(CompletableFuture::join).toList());
    }

    /// Once one of a call's events is to be sent again, those after it may not overtake it.
    private CompletableFuture<Outcome> submit(Submission submission, Map<String, CompletableFuture<Outcome>> latest) {
        var callId = submission.event().callId();
        var outcome = groupCommit.submit(submission, latest.get(callId));
        latest.put(callId, outcome);
        return outcome;
    }

    private static BatchAnswer summed(List<BatchItem> items) {
        int stored = (int) items.stream().filter(item -> item.status() == 201).count();
        int replayed = (int) items.stream().filter(item -> item.status() == 200).count();
        return new BatchAnswer(stored, replayed, items.size() - stored - replayed, items);
    }

    private static CompletableFuture<BatchItem> done(int index, Problem problem) {
        return CompletableFuture.completedFuture(rejected(index, problem));
    }

    private static BatchItem item(int index, Outcome outcome, Trace trace) {
        return switch (outcome) {
            case Outcome.Stored(var event) -> new BatchItem(index, 201, event, null);
            case Outcome.Replayed(var event) -> new BatchItem(index, 200, event, null);
            case Outcome.Rejected(var rejection) -> rejected(index, Answers.problem(rejection, trace));
            case Outcome.TryLater(var cause) -> rejected(index, Answers.problem(cause, trace));
            case Outcome.Failed() -> rejected(index, Answers.failed(trace));
        };
    }

    private static BatchItem item(int index, AgentOutcome outcome, Trace trace) {
        return switch (outcome) {
            case AgentOutcome.Stored(var event) -> new BatchItem(index, 201, null, null, event);
            case AgentOutcome.Replayed(var event) -> new BatchItem(index, 200, null, null, event);
            case AgentOutcome.IdReused(var message) -> rejected(index, Answers.idReused(message, trace));
            case Outcome.TryLater(var cause) -> rejected(index, Answers.problem(cause, trace));
            case Outcome.Failed() -> rejected(index, Answers.failed(trace));
        };
    }

    private static BatchItem rejected(int index, Problem problem) {
        return new BatchItem(index, problem.status(), null, problem);
    }
}
