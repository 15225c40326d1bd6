package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.lifecycle.History.Folded;
import callboard.calls.lifecycle.History.Known;
import callboard.calls.lifecycle.History.Step;
import callboard.calls.lifecycle.History.StoredEvent;
import callboard.calls.lifecycle.History.Told;
import callboard.contracts.Alert;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In whatever order a call's events are taken in, they come to the same call.
class ConvergenceTest {

    private static final int CALLS = 150;
    private static final int ORDERS = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyOrderComesToWhatTheOrderOfTimeDoes(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < CALLS; i++) {
            var events = GeneratedCall.of(random, 40);
            var inOrder = taken(List.of(events)).summary();
            for (int order = 0; order < ORDERS; order++) {
                var shuffled = new ArrayList<>(events);
                Collections.shuffle(shuffled, random);
                assertThat(taken(pieces(shuffled, random)).summary())
                        .as("seed %d, call %d: %s", seed, i, shuffled)
                        .isEqualTo(inOrder);
            }
        }
    }

    private static List<List<CallEventRequest>> pieces(List<CallEventRequest> events, Random random) {
        var pieces = new ArrayList<List<CallEventRequest>>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(3));
            pieces.add(events.subList(from, to));
            from = to;
        }
        return pieces;
    }

    /// Takes pieces in one after another: what doesn't fit yet is tried again with the next.
    private static Taken taken(List<List<CallEventRequest>> pieces) {
        var taken = new Taken();
        pieces.forEach(taken::take);
        return taken;
    }

    private static final class Taken {

        private final List<CallEvent> stored = new ArrayList<>();
        private final List<StoredEvent> noticed = new ArrayList<>();
        private List<Alert> alerts = List.of();
        private final List<Told> waiting = new ArrayList<>();
        private int sequence;
        private @Nullable Folded last;

        void take(List<CallEventRequest> events) {
            events.forEach(event -> waiting.add(told(event)));
            var told = stored.stream().map(each -> Told.of(each, 1)).toList();
            var known = new Known(told, List.copyOf(noticed), alerts, sequence);
            var folded = History.fold(
                    Calls.ID, known, List.copyOf(waiting), (_, _) -> Limits.STANDARD, TimeoutPolicy.STANDARD);
            if (folded.call() == null || folded.refused().stream().anyMatch(each -> each.sequence() > 0)) {
                return;
            }
            last = folded;
            waiting.retainAll(folded.refused());
            noticed.replaceAll(note -> folded.steps().stream()
                    .filter(step -> step.sequence() == note.event().sequence())
                    .findFirst()
                    .map(step -> new StoredEvent(event(step), 0, false))
                    .orElseGet(() -> new StoredEvent(note.event(), 0, true)));
            for (var step : folded.steps()) {
                if (step.sequence() > sequence) {
                    var event = event(step);
                    if (step.told() == null) {
                        noticed.add(new StoredEvent(event, 0, false));
                    } else {
                        stored.add(event);
                    }
                }
            }
            sequence = Math.max(
                    sequence,
                    folded.steps().stream().mapToInt(Step::sequence).max().orElse(0));
            alerts = folded.steps().stream()
                    .map(Step::alert)
                    .filter(Objects::nonNull)
                    .toList();
        }

        /// All that is not of the order of arrival.
        List<Object> summary() {
            assertThat(waiting).as("what never had its turn").isEmpty();
            var folded = Objects.requireNonNull(last);
            var call = Objects.requireNonNull(folded.call());
            var summary = new ArrayList<Object>();
            summary.add(call.status());
            summary.add(String.valueOf(call.agentId()));
            summary.add(call.queueId());
            summary.add(call.statusSince());
            summary.add(call.talkTime());
            summary.add(call.holdTime());
            summary.add(call.flags());
            summary.add(call.enteredQueue());
            summary.add(call.ringing());
            summary.add(call.rung());
            folded.steps()
                    .forEach(step -> summary.add(step.at() + " " + step.type() + " " + step.metadata() + " "
                            + (step.alert() == null ? "" : step.alert().id())));
            return summary;
        }

        private static CallEvent event(Step step) {
            return new CallEvent(
                    UUID.randomUUID(),
                    Calls.ID,
                    step.type(),
                    step.at(),
                    step.metadata(),
                    step.sequence(),
                    step.told() == null ? null : step.told().eventId(),
                    step.told() == null ? null : step.at(),
                    step.at());
        }
    }

    private static Told told(CallEventRequest event) {
        var at = Objects.requireNonNull(event.occurredAt());
        return new Told(
                Payload.typeOf(event),
                Payload.of(event),
                at,
                Calls.START.plusSeconds(86_400),
                true,
                event.eventId(),
                1,
                0);
    }
}
