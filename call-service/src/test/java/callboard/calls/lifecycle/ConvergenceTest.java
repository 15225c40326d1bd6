package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.lifecycle.History.Folded;
import callboard.calls.lifecycle.History.Known;
import callboard.calls.lifecycle.History.Note;
import callboard.calls.lifecycle.History.Step;
import callboard.calls.lifecycle.History.Told;
import callboard.contracts.Alert;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
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
        private final List<Note> noticed = new ArrayList<>();
        private List<Alert> alerts = List.of();
        private final List<Told> waiting = new ArrayList<>();
        private int sequence;
        private @Nullable Folded last;

        void take(List<CallEventRequest> events) {
            events.forEach(event -> waiting.add(told(event)));
            var told = stored.stream().map(Told::of).toList();
            var known = new Known(told, List.copyOf(noticed), alerts, sequence);
            var folded =
                    History.fold(Calls.ID, known, List.copyOf(waiting), _ -> Limits.STANDARD, TimeoutPolicy.STANDARD);
            if (folded.call() == null || folded.refused().stream().anyMatch(each -> each.sequence() > 0)) {
                return;
            }
            last = folded;
            waiting.retainAll(folded.refused());
            noticed.replaceAll(note -> folded.steps().stream()
                    .filter(step -> step.sequence() == note.event().sequence())
                    .findFirst()
                    .map(step -> new Note(event(step), false))
                    .orElseGet(() -> new Note(note.event(), true)));
            for (var step : folded.steps()) {
                if (step.sequence() > sequence) {
                    var event = event(step);
                    if (step.told() == null) {
                        noticed.add(new Note(event, false));
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
                0);
    }

    /// Calls as telephony systems have them, in the order of time.
    static final class GeneratedCall {

        private static final List<String> AGENTS = List.of("ana", "ben", "eva", "ito");
        private static final List<String> QUEUES = List.of("medical_spanish", "medical_english", "legal_english");

        private GeneratedCall() {}

        static List<CallEventRequest> of(Random random, int most) {
            var events = new ArrayList<CallEventRequest>();
            var at = Calls.START;
            int length = 2 + random.nextInt(most - 2);
            events.add(new Initiated(Calls.ID, CallType.VOICE, QUEUES.getFirst(), "e0", at));
            var status = CallStatus.WAITING;
            while (events.size() < length && status != CallStatus.ENDED) {
                // Some within a moment, some after a limit of ours.
                at = at.plusMillis(1 + random.nextInt(random.nextInt(3) == 0 ? 70_000 : 9_000));
                var id = "e" + events.size();
                int choice = random.nextInt(12);
                if (events.size() == length - 1) {
                    var reason = status == CallStatus.WAITING ? EndReason.ABANDONED : EndReason.COMPLETED;
                    events.add(new Ended(Calls.ID, reason, random.nextBoolean() ? null : 42.0, id, at));
                    status = CallStatus.ENDED;
                } else if (status == CallStatus.WAITING && choice < 6) {
                    events.add(
                            random.nextInt(3) == 0
                                    ? new Routed(Calls.ID, null, null, id, at, some(random))
                                    : new Routed(Calls.ID, one(random), 3.0, id, at));
                } else if (status == CallStatus.WAITING && choice < 10) {
                    events.add(new Answered(
                            Calls.ID,
                            random.nextBoolean() ? null : 4.0,
                            id,
                            at,
                            random.nextBoolean() ? one(random) : null));
                    status = CallStatus.ACTIVE;
                } else if (choice > 9) {
                    var queue = random.nextBoolean() ? QUEUES.get(random.nextInt(3)) : null;
                    events.add(new Retransfer(
                            Calls.ID, random.nextInt(3) == 0 ? one(random) : null, queue, "transfer", id, at));
                    status = CallStatus.WAITING;
                } else if (status == CallStatus.ACTIVE) {
                    events.add(new Hold(Calls.ID, random.nextBoolean() ? null : 5.0, id, at));
                    status = CallStatus.ON_HOLD;
                } else {
                    events.add(
                            random.nextBoolean() ? new Resumed(Calls.ID, id, at) : new Answered(Calls.ID, 4.0, id, at));
                    status = CallStatus.ACTIVE;
                }
            }
            return events;
        }

        private static String one(Random random) {
            return AGENTS.get(random.nextInt(AGENTS.size()));
        }

        private static List<String> some(Random random) {
            var some = new ArrayList<>(AGENTS);
            Collections.shuffle(some, random);
            return List.copyOf(some.subList(0, 1 + random.nextInt(AGENTS.size())));
        }
    }
}
