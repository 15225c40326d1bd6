package callboard.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallCentreTest {

    @Test
    void sameSeedTellsTheSameStory() {
        assertThat(aDay(42, 300)).isEqualTo(aDay(42, 300));
    }

    @Test
    void anotherSeedTellsAnotherStory() {
        assertThat(aDay(42, 300)).isNotEqualTo(aDay(43, 300));
    }

    @Test
    void callersHaveNumbersMostHaveNamesAndSomeCallAgain() {
        var begun = aDay(42, 300).stream()
                .map(TimedEvent::event)
                .filter(Initiated.class::isInstance)
                .map(Initiated.class::cast)
                .toList();
        var numbers =
                begun.stream().map(Initiated::from).filter(Objects::nonNull).toList();

        assertThat(begun).hasSize(300).allSatisfy(call -> assertThat(call.to()).startsWith("+44"));
        assertThat(numbers).hasSizeBetween(270, 299);
        assertThat(new HashSet<>(numbers)).hasSizeLessThan(numbers.size());
        assertThat(begun.stream().map(Initiated::callerName).filter(Objects::nonNull))
                .hasSizeGreaterThan(200);
        assertThat(begun.stream().map(Initiated::attributes).filter(Objects::nonNull))
                .hasSizeGreaterThan(50);
    }

    @Test
    void thingsHappenInTheOrderOfTime() {
        assertThat(aDay(1, 500)).extracting(TimedEvent::at).isSorted();
    }

    @Test
    void everyCallIsLegalFromItsBeginningToItsEnd() {
        var calls = new HashMap<String, CallStatus>();
        for (var event : aDay(7, 2000)) {
            calls.put(event.callId(), after(calls.get(event.callId()), event.event()));
        }
        assertThat(calls).hasSize(2000).containsValue(CallStatus.ENDED);
        assertThat(calls.values()).containsOnly(CallStatus.ENDED);
    }

    @Test
    void anAgentHasOneCallAtATime() {
        Map<String, List<String>> agentsOfCall = new HashMap<>();
        for (var event : aDay(11, 2000)) {
            String callId = event.callId();
            switch (event.event()) {
                case Routed routed -> {
                    agentsOfCall.remove(callId);
                    assertThat(agentsOfCall.values().stream().flatMap(List::stream))
                            .doesNotContainAnyElementsOf(rung(routed));
                    agentsOfCall.put(callId, rung(routed));
                }
                case Retransfer passedOn -> {
                    agentsOfCall.remove(callId);
                    if (passedOn.agentId() != null) {
                        assertThat(agentsOfCall.values().stream().flatMap(List::stream))
                                .doesNotContain(passedOn.agentId());
                        agentsOfCall.put(callId, List.of(passedOn.agentId()));
                    }
                }
                case Answered answered -> {
                    if (answered.agentId() != null) {
                        assertThat(agentsOfCall.get(callId)).contains(answered.agentId());
                        agentsOfCall.put(callId, List.of(answered.agentId()));
                    }
                }
                case Ended _ -> agentsOfCall.remove(callId);
                case Initiated _, Hold _, Resumed _ -> {}
            }
        }
    }

    @Test
    void fortyAgentsTakeCallsOfEveryQueue() {
        var agents = new HashSet<String>();
        var queues = new HashSet<String>();
        for (var event : aDay(5, 2000)) {
            switch (event.event()) {
                case Routed routed -> agents.addAll(rung(routed));
                case Initiated initiated -> queues.add(initiated.queueId());
                default -> {}
            }
        }
        assertThat(agents).hasSize(40);
        assertThat(queues)
                .containsExactlyInAnyOrder("medical_spanish", "medical_english", "legal_spanish", "legal_english");
    }

    @Test
    void callsArriveAtTheirRate() {
        var beginnings = aDay(3, 2000).stream()
                .filter(event -> event.event() instanceof Initiated)
                .toList();
        assertThat(beginnings).hasSize(2000);
        assertThat(beginnings.getLast().at()).isBetween(Duration.ofSeconds(1850), Duration.ofSeconds(2150));
    }

    @Test
    void theFirstThreeMinutesShowEveryKindOfTrouble() {
        var begun = aDay(9, 2000).stream()
                .filter(event -> event.at().toSeconds() < 180)
                .map(TimedEvent::event)
                .toList();
        assertThat(begun).anyMatch(event -> event instanceof Answered answered && answered.waitTime() > 30);
        assertThat(begun).anyMatch(event -> event instanceof Routed routed && routed.routingTime() > 15);
        assertThat(begun).anyMatch(event -> event instanceof Hold hold && hold.holdDuration() > 60);
        assertThat(begun).anyMatch(event -> event instanceof Ended ended && ended.duration() < 10);
        assertThat(begun)
                .anyMatch(
                        event -> event instanceof Routed routed && rung(routed).size() == 3);
        assertThat(begun).anyMatch(event -> event instanceof Retransfer passedOn && passedOn.queueId() != null);
        assertThat(aDay(9, 2000))
                .extracting(event -> event.event() instanceof Ended ended ? ended.endReason() : null)
                .contains(EndReason.OVERFLOWED, EndReason.CALLBACK, EndReason.VOICEMAIL);
        assertThat(begun).hasAtLeastOneElementOfType(Retransfer.class).hasAtLeastOneElementOfType(Resumed.class);
    }

    @Test
    void hangingUpEndsEveryOpenCallAtOnce() {
        var centre = new CallCentre(Profile.usual(), 8, "run");
        var open = new HashSet<String>();
        for (int events = 0; events < 300; events++) {
            note(centre.next(), open);
        }
        assertThat(open).hasSizeGreaterThan(20);

        centre.hangUp();
        centre.forEachRemaining(event -> note(event, open));
        assertThat(open).isEmpty();
    }

    @Test
    void callIdsBeginWithTheirRun() {
        assertThat(aDay(2, 10)).allSatisfy(event -> assertThat(event.callId()).startsWith("run-"));
    }

    private static List<TimedEvent> aDay(long seed, int calls) {
        var centre = new CallCentre(Profile.usual(), seed, "run");
        centre.closeAfter(calls);
        var story = new ArrayList<TimedEvent>();
        centre.forEachRemaining(story::add);
        return story;
    }

    private static List<String> rung(Routed routed) {
        return routed.agentIds() == null ? List.of(routed.agentId()) : routed.agentIds();
    }

    private static void note(TimedEvent event, HashSet<String> open) {
        switch (event.event()) {
            case Initiated _ -> open.add(event.callId());
            case Ended _ -> open.remove(event.callId());
            default -> {}
        }
    }

    private static CallStatus after(CallStatus before, CallEventRequest event) {
        return switch (event) {
            case Initiated _ -> from(before, null, CallStatus.WAITING);
            case Routed _ -> from(before, CallStatus.WAITING, CallStatus.WAITING);
            case Answered _ -> {
                assertThat(before).isIn(CallStatus.WAITING, CallStatus.ON_HOLD);
                yield CallStatus.ACTIVE;
            }
            case Hold _ -> from(before, CallStatus.ACTIVE, CallStatus.ON_HOLD);
            case Resumed _ -> from(before, CallStatus.ON_HOLD, CallStatus.ACTIVE);
            case Retransfer _ -> {
                assertThat(before).isIn(CallStatus.ACTIVE, CallStatus.ON_HOLD);
                yield CallStatus.WAITING;
            }
            case Ended _ -> {
                assertThat(before).isIn(CallStatus.WAITING, CallStatus.ACTIVE, CallStatus.ON_HOLD);
                yield CallStatus.ENDED;
            }
        };
    }

    private static CallStatus from(CallStatus before, CallStatus expected, CallStatus then) {
        assertThat(before).isEqualTo(expected);
        return then;
    }
}
