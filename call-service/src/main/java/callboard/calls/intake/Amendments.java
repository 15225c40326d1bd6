package callboard.calls.intake;

import callboard.calls.intake.Batch.Change;
import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.Decision;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.calls.lifecycle.History;
import callboard.calls.lifecycle.History.Folded;
import callboard.calls.lifecycle.History.Known;
import callboard.calls.lifecycle.History.Step;
import callboard.calls.lifecycle.History.StoredEvent;
import callboard.calls.lifecycle.History.Told;
import callboard.calls.lifecycle.Lifecycle;
import callboard.calls.lifecycle.Limits;
import callboard.calls.lifecycle.Payload;
import callboard.calls.lifecycle.TimeoutPolicy;
import callboard.calls.queue.Queues;
import callboard.contracts.Alert;
import callboard.contracts.CallEvent;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.Rule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Events that come after later ones take their place in time: the call is decided anew from its history, and what that
/// changes is written, counted and published. It costs one read of the call's own history, and only such events pay.
@Component
class Amendments {

    private final CallStateRepository calls;
    private final Queues queues;
    private final TimeoutPolicy timeouts;

    Amendments(CallStateRepository calls, Queues queues, TimeoutProperties timeouts) {
        this.calls = calls;
        this.queues = queues;
        this.timeouts = timeouts.policy();
    }

    /// Whether the call's history decides on the event: it happened before something that is known, or we believed the
    /// call to be lost.
    static boolean isOutOfOrder(CallState call, Submission submission, Decision decision) {
        return switch (decision) {
            case Decision.Repeated _ -> false;
            case Decision.Rejected(var reason, var _)
            when reason != Reason.CALL_ENDED && reason != Reason.ILLEGAL_TRANSITION -> false;
            case Decision.Applied _, Decision.Rejected _, Decision.Warned _, Decision.Nothing _ ->
                submission.isTimed() && !submission.happenedAt().isAfter(call.latest())
                        || call.flags().contains(Rule.STALE_CALL)
                        || call.status() == CallStatus.ENDED && call.endReason() == EndReason.FAILED;
        };
    }

    /// Takes events in, in the order in which they happened.
    ///
    /// @return what became of each; empty when the history as it is stored doesn't tell the call, as that of an
    ///         earlier version may not
    Optional<List<Outcome>> amend(Batch batch, CallState call, List<Submission> submissions) {
        var rows = batch.rows(call.id(), calls::rows);
        var known = known(rows, call.sequence());
        var before = History.fold(call.id(), known, queues::limits, timeouts);
        if (before.call() == null || !before.refused().isEmpty()) {
            return Optional.empty();
        }
        var outcomes = new IdentityHashMap<Submission, Outcome>();
        var given = new IdentityHashMap<Told, Submission>();
        var more = new ArrayList<Told>();
        for (var each : submissions) {
            var named = Payload.queueOf(each.event());
            var limits = named == null ? null : queues.open(named);
            settled(batch, rows, each, limits).ifPresentOrElse(outcome -> outcomes.put(each, outcome), () -> {
                var told = told(each, limits == null ? 0 : limits.version());
                given.put(told, each);
                more.add(told);
            });
        }
        Function<Told, Submission> submission = told -> Objects.requireNonNull(given.get(told));
        var after = fold(call, known, more);
        after.refused().forEach(refused -> outcomes.put(submission.apply(refused), contradiction(call, refused)));
        if (after.refused().size() < more.size()) {
            write(batch, call, rows, before, after, submission)
                    .forEach((told, stored) -> outcomes.put(submission.apply(told), new Outcome.Stored(stored)));
        }
        return Optional.of(submissions.stream()
                .map(each -> Objects.requireNonNull(outcomes.get(each)))
                .toList());
    }

    /// All of them, if nothing that is stored contradicts; else those, one after another, that fit.
    private Folded fold(CallState call, Known known, List<Told> more) {
        var all = History.fold(call.id(), known, more, queues::limits, timeouts);
        if (isConsistent(all)) {
            return all;
        }
        var fitting = new ArrayList<Told>();
        var refused = new ArrayList<Told>();
        for (var each : more) {
            fitting.add(each);
            var some = History.fold(call.id(), known, fitting, queues::limits, timeouts);
            if (!isConsistent(some) || some.refused().contains(each)) {
                fitting.removeLast();
                refused.add(each);
            }
        }
        var some = History.fold(call.id(), known, fitting, queues::limits, timeouts);
        refused.addAll(some.refused());
        return new Folded(some.call(), some.steps(), refused);
    }

    private static boolean isConsistent(Folded folded) {
        return folded.refused().stream().noneMatch(told -> told.sequence() > 0);
    }

    /// A repeat, or what can be refused whatever came before.
    ///
    /// @param limits of the queue that it names; null when it names none, or there is no such
    private Optional<Outcome> settled(Batch batch, Batch.Rows rows, Submission submission, @Nullable Limits limits) {
        var event = submission.event();
        var sameId = batch.sameId(event.callId(), submission.eventId());
        if (sameId != null) {
            return Optional.of(
                    Payload.same(sameId, event)
                            ? new Outcome.Replayed(sameId)
                            : new Outcome.Rejected(Lifecycle.idReused(submission.eventId(), event)));
        }
        var named = Payload.queueOf(event);
        if (named != null && limits == null) {
            return Optional.of(new Outcome.Rejected(Lifecycle.unknownQueue(named)));
        }
        // Without an id a time tells one happening from another.
        var occurredAt = event.occurredAt();
        return submission.eventId() == null && occurredAt != null
                ? rows.events().stream()
                        .map(StoredEvent::event)
                        .filter(known -> Payload.same(known, event) && occurredAt.equals(known.occurredAt()))
                        .findFirst()
                        .map(Outcome.Replayed::new)
                : Optional.empty();
    }

    private static Told told(Submission submission, int queueVersion) {
        var event = submission.event();
        return new Told(
                Payload.typeOf(event),
                Payload.of(event),
                submission.happenedAt(),
                submission.receivedAt(),
                submission.isTimed(),
                submission.eventId(),
                queueVersion,
                0);
    }

    private static Outcome contradiction(CallState call, Told refused) {
        var end = call.endTime();
        boolean isAfterTheEnd = end != null && !refused.at().isBefore(end);
        return new Outcome.Rejected(
                isAfterTheEnd
                        ? Lifecycle.ended(call, refused.type())
                        : Decision.rejected(
                                Reason.ILLEGAL_TRANSITION,
                                "%s can't have happened to call %s at %s, by what is known of it",
                                refused.type().word(),
                                call.id(),
                                refused.at()));
    }

    private static Known known(Batch.Rows rows, int sequence) {
        var told = new ArrayList<Told>();
        var noticed = new ArrayList<StoredEvent>();
        for (var row : rows.events()) {
            if (Payload.isNoticed(row.event())) {
                noticed.add(row);
            } else {
                told.add(Told.of(row));
            }
        }
        return new Known(told, noticed, List.copyOf(rows.alerts()), sequence);
    }

    private Map<Told, CallEvent> write(
            Batch batch,
            CallState call,
            Batch.Rows rows,
            Folded before,
            Folded after,
            Function<Told, Submission> submissions) {
        var last = Objects.requireNonNull(after.call());
        // The latest that was given to a row.
        int sequence = after.steps().stream().mapToInt(Step::sequence).max().orElse(0);
        var sender = after.steps().stream()
                .map(Step::told)
                .filter(told -> told != null && told.sequence() == 0)
                .findFirst()
                .map(told -> submissions.apply(told).sender())
                .orElse(call.sender());
        var state = last.with(Math.max(sequence, call.sequence()), last.lastHeard(), sender);
        before.steps().forEach(step -> batch.count(new Change(-1, step.before(), step.at(), step.after())));
        after.steps().forEach(step -> batch.count(new Change(1, step.before(), step.at(), step.after())));
        batch.move(state);

        var stored = new IdentityHashMap<Told, CallEvent>();
        var standing = new ArrayList<Integer>();
        var raised =
                after.steps().stream().map(Step::alert).filter(Objects::nonNull).toList();
        // In the order of their sequences, in which they are published.
        var news = after.steps().stream()
                .filter(step -> step.sequence() > call.sequence())
                .sorted((one, other) -> Integer.compare(one.sequence(), other.sequence()))
                .toList();
        for (var step : after.steps()) {
            standing.add(step.sequence());
            if (step.sequence() > 0 && step.sequence() <= call.sequence()) {
                rewrite(batch, rows, step);
            }
        }
        List.copyOf(rows.events()).stream()
                .filter(row -> Payload.isNoticed(row.event())
                        && !row.gaveWay()
                        && !standing.contains(row.event().sequence()))
                .forEach(row -> batch.rewrite(new StoredEvent(row.event(), row.queueVersion(), true)));
        amendAlerts(batch, List.copyOf(rows.alerts()), raised);
        for (var step : news) {
            var told = step.told();
            var event = told == null
                    ? CallWriter.noticed(call.id(), step)
                    : submissions
                            .apply(told)
                            .stored(CallWriter.newId(), Objects.requireNonNull(step.metadata()), step.sequence());
            batch.write(
                    event,
                    state,
                    step.after().queueVersion(),
                    told == null ? null : submissions.apply(told).traceparent());
            if (told != null) {
                stored.put(told, event);
            }
        }
        return stored;
    }

    private static void amendAlerts(Batch batch, List<Alert> known, List<Alert> raised) {
        known.stream()
                .filter(alert -> raised.stream().noneMatch(each -> History.isSame(each, alert)))
                .forEach(batch::withdraw);
        for (var alert : raised) {
            known.stream()
                    .filter(each -> History.isSame(each, alert))
                    .findFirst()
                    .ifPresentOrElse(each -> correct(batch, each, alert), () -> batch.alert(alert));
        }
    }

    /// It keeps its name, and who has acknowledged it.
    private static void correct(Batch batch, Alert known, Alert alert) {
        var now = new Alert(
                known.id(),
                alert.level(),
                alert.rule(),
                alert.callId(),
                alert.queueId(),
                alert.agentId(),
                alert.at(),
                alert.since(),
                alert.limit(),
                alert.message(),
                known.acknowledgedBy(),
                known.acknowledgedAt(),
                known.clearedAt(),
                alert.crossing());
        if (!now.equals(known)) {
            batch.correct(known, now);
        }
    }

    private static void rewrite(Batch batch, Batch.Rows rows, Step step) {
        var row = rows.events().stream()
                .filter(each -> each.event().sequence() == step.sequence())
                .findFirst()
                .orElseThrow();
        var event = row.event();
        if (row.gaveWay()
                || !event.timestamp().equals(step.at())
                || !Objects.equals(event.metadata(), step.metadata())) {
            batch.rewrite(new StoredEvent(
                    new CallEvent(
                            event.id(),
                            event.callId(),
                            event.type(),
                            step.at(),
                            step.metadata(),
                            event.sequence(),
                            event.eventId(),
                            event.occurredAt(),
                            event.receivedAt()),
                    row.queueVersion(),
                    false));
        }
    }
}
