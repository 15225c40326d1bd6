package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitsTest {

    @Test
    void aCallThatWaitsIsOnItsFirstVisit() {
        assertThat(visits(begun()))
                .containsExactly(new Visit(1, "medical_spanish", at(0), null, null, null, null, null, 0, 0));
    }

    @Test
    void aTransferEndsOneVisitAndBeginsTheNext() {
        assertThat(visits(
                        begun(),
                        answered("ana", 8.5, 10),
                        new Hold(Calls.ID, null, null, at(30)),
                        new Resumed(Calls.ID, null, at(35)),
                        transferred("legal_english", 50),
                        ended(EndReason.ABANDONED, 70)))
                .containsExactly(
                        new Visit(
                                1, "medical_spanish", at(0), "ana", at(10), at(50), VisitOutcome.ANSWERED, 8.5, 35, 5),
                        new Visit(2, "legal_english", at(50), null, null, at(70), VisitOutcome.ABANDONED, 20.0, 0, 0));
    }

    @Test
    void aVisitThatGoesOnUnansweredIsTransferred() {
        assertThat(visits(begun(), transferred("legal_english", 12), answered("ben", null, 15)))
                .containsExactly(
                        new Visit(
                                1, "medical_spanish", at(0), null, null, at(12), VisitOutcome.TRANSFERRED, 12.0, 0, 0),
                        new Visit(2, "legal_english", at(12), "ben", at(15), null, null, 3.0, 0, 0));
    }

    @Test
    void backInItsFirstQueueItIsOnAThirdVisit() {
        assertThat(visits(begun(), transferred("legal_english", 5), transferred("medical_spanish", 9)))
                .extracting(Visit::n, Visit::queueId, Visit::enteredAt)
                .containsExactly(
                        tuple(1, "medical_spanish", at(0)),
                        tuple(2, "legal_english", at(5)),
                        tuple(3, "medical_spanish", at(9)));
    }

    @Test
    void toAnotherAgentOfItsQueueItStaysOnItsVisit() {
        assertThat(visits(begun(), answered("ana", null, 4), transferred(null, 20), answered("ben", null, 26)))
                .containsExactly(new Visit(1, "medical_spanish", at(0), "ben", at(4), null, null, 4.0, 16, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "completed, failed",
        "failed, failed",
        "abandoned, abandoned",
        "overflowed, overflowed",
        "callback, callback",
        "voicemail, voicemail"
    })
    void anEndWithoutAnAnswerIsItsOutcome(String reason, String outcome) {
        var endReason = EndReason.valueOf(reason.toUpperCase(Locale.ROOT));
        var unanswered = visits(begun(), ended(endReason, 40)).getFirst();
        assertThat(Objects.requireNonNull(unanswered.outcome()).word()).isEqualTo(outcome);
        assertThat(unanswered.waitTime()).isEqualTo(40.0);

        var answered =
                visits(begun(), answered("ana", null, 4), ended(endReason, 40)).getFirst();
        assertThat(answered.outcome()).isEqualTo(VisitOutcome.ANSWERED);
    }

    @Test
    void aCallThatIsBelievedLostHasLeftItsQueue() {
        var events = new ArrayList<>(stored(begun()));
        var bySystem = new EventMetadata(
                null, null, null, null, null, null, EndReason.FAILED, 60.0, "nothing_heard", "system", null);
        events.add(
                new CallEvent(UUID.randomUUID(), Calls.ID, EventType.ENDED, at(60), bySystem, 2, null, null, at(60)));

        assertThat(Visits.of(Calls.ID, events))
                .containsExactly(
                        new Visit(1, "medical_spanish", at(0), null, null, at(60), VisitOutcome.FAILED, 60.0, 0, 0));
    }

    @Test
    void aHistoryThatContradictsTheOrderOfTimeIsToldAsItArrived() {
        var visits = visits(begun(), answered("ana", null, 10), new Hold(Calls.ID, null, null, at(5)));

        assertThat(visits).extracting(Visit::agentId).containsExactly("ana");
        assertThat(visits(begun(), answered("ana", null, 10), ended(EndReason.COMPLETED, 5)))
                .containsExactly(new Visit(
                        1, "medical_spanish", at(0), "ana", at(10), at(10), VisitOutcome.ANSWERED, 10.0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inWhateverOrderTheyArriveTheyComeToThePlainModelsVisits(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var events = GeneratedCall.of(random, 30);
            var expected = Model.of(events);
            for (int order = 0; order < 5; order++) {
                var shuffled = new ArrayList<>(events);
                Collections.shuffle(shuffled, random);
                assertThat(visits(shuffled.toArray(CallEventRequest[]::new)))
                        .as("seed %d, call %d: %s", seed, i, shuffled)
                        .isEqualTo(expected);
            }
        }
    }

    /// Visits as one would note them down while the call goes on.
    private static final class Model {

        private final List<Visit> visits = new ArrayList<>();
        private CallStatus status = CallStatus.WAITING;
        private Instant since = Calls.START;
        private @Nullable String rung;
        private boolean everAnswered;

        static List<Visit> of(List<CallEventRequest> events) {
            var model = new Model();
            events.forEach(model::happens);
            return model.visits;
        }

        private void happens(CallEventRequest event) {
            var at = Objects.requireNonNull(event.occurredAt());
            if (event instanceof Initiated begun) {
                enter(begun.queueId(), at);
                return;
            }
            var v = visits.getLast();
            double seconds = seconds(since, at);
            var next = switch (event) {
                case Initiated _ -> throw new AssertionError("It begins once");
                case Routed routed -> {
                    rung = routed.agentIds() == null
                            ? routed.agentId()
                            : routed.agentIds().getLast();
                    yield CallStatus.WAITING;
                }
                case Answered _, Resumed _ -> CallStatus.ACTIVE;
                case Hold _ -> CallStatus.ON_HOLD;
                case Retransfer _ -> CallStatus.WAITING;
                case Ended _ -> CallStatus.ENDED;
            };
            double talk = v.talkTime();
            double hold = v.holdTime();
            if (next != status || status != CallStatus.WAITING) {
                talk += status == CallStatus.ACTIVE ? seconds : 0;
                hold += status == CallStatus.ON_HOLD ? seconds : 0;
                since = at;
            }
            var agent = v.agentId();
            var answeredAt = v.answeredAt();
            var wait = v.waitTime();
            if (event instanceof Answered answered) {
                if (answered.agentId() != null) {
                    agent = answered.agentId();
                } else if (status == CallStatus.WAITING) {
                    agent = rung;
                }
                if (answeredAt == null) {
                    answeredAt = at;
                    wait = everAnswered || answered.waitTime() == null
                            ? Double.valueOf(seconds(v.enteredAt(), at))
                            : answered.waitTime();
                }
                everAnswered = true;
            }
            status = next;
            var queueId = event instanceof Retransfer transfer ? transfer.queueId() : null;
            boolean leaves = event instanceof Ended || queueId != null && !queueId.equals(v.queueId());
            if (leaves && wait == null) {
                wait = seconds(v.enteredAt(), at);
            }
            visits.set(
                    visits.size() - 1,
                    new Visit(
                            v.n(),
                            v.queueId(),
                            v.enteredAt(),
                            agent,
                            answeredAt,
                            leaves ? at : null,
                            leaves ? outcome(event, answeredAt != null) : null,
                            wait,
                            rounded(talk),
                            rounded(hold)));
            if (event instanceof Retransfer transfer) {
                rung = transfer.agentId();
                if (leaves) {
                    enter(Objects.requireNonNull(queueId), at);
                }
            }
        }

        private void enter(String queueId, Instant at) {
            visits.add(new Visit(visits.size() + 1, queueId, at, null, null, null, null, null, 0, 0));
        }

        private static VisitOutcome outcome(CallEventRequest event, boolean isAnswered) {
            if (isAnswered) {
                return VisitOutcome.ANSWERED;
            }
            return event instanceof Ended ? VisitOutcome.ABANDONED : VisitOutcome.TRANSFERRED;
        }

        private static double seconds(Instant from, Instant to) {
            return Duration.between(from, to).toMillis() / 1000.0;
        }

        private static double rounded(double seconds) {
            return Math.round(seconds * 1000) / 1000.0;
        }
    }

    private static List<Visit> visits(CallEventRequest... events) {
        return Visits.of(Calls.ID, stored(events));
    }

    private static List<CallEvent> stored(CallEventRequest... events) {
        var stored = new ArrayList<CallEvent>();
        for (var event : events) {
            var at = Objects.requireNonNull(event.occurredAt());
            stored.add(new CallEvent(
                    UUID.randomUUID(),
                    Calls.ID,
                    Payload.typeOf(event),
                    at,
                    Payload.of(event),
                    stored.size() + 1,
                    event.eventId(),
                    at,
                    at));
        }
        return stored;
    }

    private static Instant at(long seconds) {
        return Calls.START.plusSeconds(seconds);
    }

    private static Initiated begun() {
        return new Initiated(Calls.ID, CallType.VOICE, "medical_spanish", null, at(0));
    }

    private static Answered answered(String agentId, @Nullable Double waitTime, long at) {
        return new Answered(Calls.ID, waitTime, null, at(at), agentId);
    }

    private static Retransfer transferred(@Nullable String queueId, long at) {
        return new Retransfer(Calls.ID, null, queueId, "transfer", null, at(at));
    }

    private static Ended ended(EndReason reason, long at) {
        return new Ended(Calls.ID, reason, null, null, at(at));
    }
}
