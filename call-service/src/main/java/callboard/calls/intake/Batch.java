package callboard.calls.intake;

import static java.util.stream.Collectors.toSet;

import callboard.calls.lifecycle.CallState;
import callboard.calls.lifecycle.History.StoredEvent;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.CallEvent;
import callboard.contracts.EventType;
import callboard.contracts.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One transaction's events: the calls it has locked with what is known of them, and what it is about to write.
/// Later events of the batch are decided on what earlier ones of it left.
final class Batch {

    private record IdKey(String callId, String eventId) {}

    private record TypeKey(String callId, EventType type) {}

    /// What a warning and its breach are both about.
    private record Incident(String callId, Rule rule, Instant since) {

        static Incident of(Alert alert) {
            return new Incident(alert.call(), alert.rule(), alert.since());
        }
    }

    /// An event to write, with the call as it stands after it.
    ///
    /// @param queueVersion which version of the queue that it names the call goes by; 0 when it names none
    record Written(
            CallEvent event,
            CallState after,
            int queueVersion,
            @Nullable String traceparent) {

        StoredEvent stored() {
            return new StoredEvent(event, queueVersion, false);
        }
    }

    /// What a call's change adds to the counters, or takes back: the call as it stood before it (not at all, for its
    /// first) and stood after it.
    record Change(int times, @Nullable CallState before, Instant at, CallState after) {}

    /// All rows of a call: its events, those that gave way, too, and its alerts.
    record Rows(List<StoredEvent> events, List<Alert> alerts) {}

    private final Map<String, CallState> found = new HashMap<>();
    private final Map<String, CallState> calls = new HashMap<>();
    private final Set<String> moved = new TreeSet<>();
    private final Map<IdKey, CallEvent> byId = new HashMap<>();
    private final Map<TypeKey, CallEvent> byType = new HashMap<>();
    private final Map<String, Rows> rows = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final List<StoredEvent> rewritten = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Alert> corrected = new ArrayList<>();
    private final List<Alert> withdrawn = new ArrayList<>();
    private final List<Alert> cleared = new ArrayList<>();
    private Instant publishedSince = Instant.MIN;
    private Instant alertsSince = Instant.MIN;

    void locked(CallState call) {
        found.put(call.id(), call);
        calls.put(call.id(), call);
    }

    /// It is of the past.
    ///
    /// @param published what ended before then, and nobody has heard of, is nobody's news
    /// @param alerts    what was noticed before then would not be kept
    void past(Instant published, Instant alerts) {
        publishedSince = published;
        alertsSince = alerts;
    }

    private boolean isPublished(String callId) {
        var end = Objects.requireNonNull(calls.get(callId)).endTime();
        return found.containsKey(callId) || end == null || !end.isBefore(publishedSince);
    }

    void recorded(CallEvent event) {
        byType.merge(new TypeKey(event.callId(), event.type()), event, (a, b) -> a.sequence() > b.sequence() ? a : b);
        if (event.eventId() != null) {
            byId.put(new IdKey(event.callId(), event.eventId()), event);
        }
    }

    @Nullable
    CallState call(String callId) {
        return calls.get(callId);
    }

    @Nullable
    CallEvent sameId(String callId, @Nullable String eventId) {
        return eventId == null ? null : byId.get(new IdKey(callId, eventId));
    }

    @Nullable
    CallEvent sameType(String callId, EventType type) {
        return byType.get(new TypeKey(callId, type));
    }

    /// All rows of a call as this transaction is about to leave them.
    ///
    /// @param stored those that the database has, which has none of a new call
    Rows rows(String callId, Function<String, Rows> stored) {
        return rows.computeIfAbsent(callId, id -> {
            var known = found.containsKey(id) ? stored.apply(id) : new Rows(List.of(), List.of());
            var events = new ArrayList<>(known.events());
            var raised = new ArrayList<>(known.alerts());
            written.stream()
                    .map(Written::stored)
                    .filter(each -> each.event().callId().equals(id))
                    .forEach(events::add);
            alerts.stream().filter(alert -> alert.call().equals(id)).forEach(raised::add);
            return new Rows(events, raised);
        });
    }

    /// The next event of a call.
    void apply(CallEvent event, CallState after, @Nullable String traceparent) {
        changes.add(new Change(1, calls.get(event.callId()), event.timestamp(), after));
        move(after);
        write(event, after, after.queueVersion(), traceparent);
    }

    /// A new row, whose change is counted apart.
    ///
    /// @param version of the queue that the call is in with it
    void write(CallEvent event, CallState after, int version, @Nullable String traceparent) {
        recorded(event);
        var one = new Written(event, after, namesAQueue(event) ? version : 0, traceparent);
        written.add(one);
        var known = rows.get(event.callId());
        if (known != null) {
            known.events().add(one.stored());
        }
    }

    private static boolean namesAQueue(CallEvent event) {
        return event.metadata() != null && event.metadata().queueId() != null;
    }

    /// An event's row reads otherwise now.
    void rewrite(StoredEvent row) {
        var event = row.event();
        var known = rows.get(event.callId());
        if (known != null) {
            known.events().replaceAll(each -> each.event().sequence() == event.sequence() ? row : each);
        }
        // One of this very transaction is not stored yet.
        if (!row.gaveWay() && written.stream().anyMatch(each -> isSame(each.event(), event))) {
            written.replaceAll(each -> isSame(each.event(), event)
                    ? new Written(event, each.after(), each.queueVersion(), each.traceparent())
                    : each);
        } else {
            rewritten.add(row);
        }
    }

    private static boolean isSame(CallEvent one, CallEvent other) {
        return one.callId().equals(other.callId()) && one.sequence() == other.sequence();
    }

    /// Counts what a call comes to, or takes it back.
    void count(Change change) {
        changes.add(change);
    }

    /// A change of a call that is no event.
    void move(CallState after) {
        calls.put(after.id(), after);
        moved.add(after.id());
    }

    void alert(@Nullable Alert alert) {
        if (alert != null) {
            alerts.add(alert);
            var known = rows.get(alert.call());
            if (known != null) {
                known.alerts().add(alert);
            }
        }
    }

    /// What an alert told of is no longer so.
    void withdraw(Alert alert) {
        var known = rows.get(alert.call());
        if (known != null) {
            known.alerts().remove(alert);
        }
        if (!alerts.remove(alert)) {
            withdrawn.add(alert);
        }
    }

    /// An alert stays, and what it says changes.
    void correct(Alert known, Alert now) {
        var raised = rows.get(known.call());
        if (raised != null) {
            raised.alerts().replaceAll(each -> each.equals(known) ? now : each);
        }
        if (alerts.contains(known)) {
            alerts.replaceAll(each -> each.equals(known) ? now : each);
        } else {
            corrected.removeIf(each -> each.id().equals(now.id()));
            corrected.add(now);
        }
    }

    /// Finds which alerts are over by now, or no longer so, and since when.
    ///
    /// @param open locks and reads those of some calls that are stored as open
    void clear(Function<Collection<String>, List<Alert>> open) {
        var lives = CallLife.thatMayClear(changes);
        if (lives.isEmpty()) {
            return;
        }
        var stored = open.apply(lives.keySet());
        lives.forEach((id, life) -> {
            var known = rows.get(id);
            var those = known == null ? Stream.concat(stored.stream(), alerts.stream()) : known.alerts().stream();
            those.filter(alert -> alert.call().equals(id)).toList().forEach(alert -> clear(alert, life));
        });
    }

    private void clear(Alert alert, CallLife life) {
        var when = life.over(alert, Objects.requireNonNull(calls.get(alert.call())));
        if (alert.clearedAt() == null
                ? when != null
                : life.isToldAnew() && !alert.clearedAt().equals(when)) {
            var now = alert.cleared(when);
            correct(alert, now);
            if (when != null) {
                cleared.add(now);
            }
        }
    }

    /// Alerts that people are told of.
    List<Alert> told() {
        var untold = untold();
        return alerts.stream()
                .filter(alert -> !untold.contains(alert.id()) && isPublished(alert.call()))
                .toList();
    }

    /// The ids of warnings that are breaches by now: each is one incident with its breach.
    private Set<String> untold() {
        var breaches = alerts.stream()
                .filter(alert -> alert.level() == AlertLevel.BREACH)
                .map(Incident::of)
                .collect(toSet());
        return alerts.stream()
                .filter(alert -> alert.level() == AlertLevel.WARNING && breaches.contains(Incident.of(alert)))
                .map(Alert::id)
                .collect(toSet());
    }

    /// Alerts that are over since this batch, those that were belied among them; but for what nobody was told of.
    List<Alert> cleared() {
        var untold = untold();
        return Stream.concat(
                        cleared.stream().filter(alert -> !untold.contains(alert.id()) && isPublished(alert.call())),
                        withdrawn.stream()
                                .filter(alert -> alert.clearedAt() == null)
                                .map(alert -> alert.cleared(alert.at())))
                .toList();
    }

    List<Alert> alerts() {
        return alerts.stream()
                .filter(alert -> !alert.at().isBefore(alertsSince))
                .toList();
    }

    List<Alert> corrected() {
        return corrected;
    }

    List<Alert> withdrawn() {
        return withdrawn;
    }

    /// All calls that it has locked.
    List<CallState> calls() {
        return List.copyOf(calls.values());
    }

    List<Written> written() {
        return written;
    }

    /// Those that people are told of.
    List<Written> published() {
        return written.stream()
                .filter(each -> isPublished(each.event().callId()))
                .toList();
    }

    List<StoredEvent> rewritten() {
        return rewritten;
    }

    List<Change> changes() {
        return changes;
    }

    /// The call as it stood before any of this; null when it is new.
    @Nullable
    CallState found(String callId) {
        return found.get(callId);
    }

    /// The calls that moved, as they stand now, in order of id.
    List<CallState> moved() {
        return moved.stream().map(calls::get).toList();
    }
}
