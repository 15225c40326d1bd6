package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.lifecycle.Decision.Applied;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.calls.lifecycle.Decision.Rejected;
import callboard.contracts.CallStatus;
import callboard.contracts.EventType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The graph, written down a second time, against every pair of status and event there is.
class TransitionsTest {

    private static final Map<CallStatus, Set<EventType>> LEGAL = Map.of(
            CallStatus.WAITING, EnumSet.of(EventType.ROUTED, EventType.ANSWERED, EventType.RETRANSFER, EventType.ENDED),
            CallStatus.ACTIVE, EnumSet.of(EventType.HOLD, EventType.RETRANSFER, EventType.ENDED),
            CallStatus.ON_HOLD,
                    EnumSet.of(EventType.ANSWERED, EventType.RESUMED, EventType.RETRANSFER, EventType.ENDED),
            CallStatus.ENDED, EnumSet.noneOf(EventType.class));

    private static final Map<EventType, CallStatus> LEADS_TO = Map.of(
            EventType.ROUTED, CallStatus.WAITING,
            EventType.ANSWERED, CallStatus.ACTIVE,
            EventType.HOLD, CallStatus.ON_HOLD,
            EventType.RESUMED, CallStatus.ACTIVE,
            EventType.RETRANSFER, CallStatus.WAITING,
            EventType.ENDED, CallStatus.ENDED);

    static Stream<Arguments> everyPair() {
        return EnumSet.allOf(CallStatus.class).stream()
                .flatMap(status -> EnumSet.complementOf(EnumSet.of(EventType.FLAGGED, EventType.INITIATED)).stream()
                        .map(type -> Arguments.of(status, type)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyLegalEdgesAreTaken(CallStatus status, EventType type) {
        var call = callThatIs(status);

        // A sender's own id makes sure that it is judged as news and not as a repeat.
        var decision = call.decide(Calls.sample(type), "news");

        if (LEGAL.get(status).contains(type)) {
            assertThat(decision).isInstanceOfSatisfying(Applied.class, applied -> {
                assertThat(applied.next().status()).isEqualTo(LEADS_TO.get(type));
                assertThat(applied.next().sequence()).isEqualTo(call.state().sequence() + 1);
            });
        } else {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason())
                                    .isEqualTo(
                                            status == CallStatus.ENDED
                                                    ? Reason.CALL_ENDED
                                                    : Reason.ILLEGAL_TRANSITION));
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void theGraphSaysTheSame(CallStatus status, EventType type) {
        assertThat(TransitionGraph.target(status, type).isPresent())
                .isEqualTo(LEGAL.get(status).contains(type));
    }

    @Test
    void nothingLeavesEndedNotEvenAFlag() {
        assertThat(EnumSet.allOf(EventType.class))
                .allSatisfy(type -> assertThat(TransitionGraph.target(CallStatus.ENDED, type))
                        .isEmpty());
    }

    @Test
    void onlyInitiatedBeginsACall() {
        assertThat(Calls.aCallNobodyKnows().decide(Calls.initiated())).isInstanceOf(Applied.class);
        EnumSet.complementOf(EnumSet.of(EventType.FLAGGED, EventType.INITIATED))
                .forEach(type -> assertThat(Calls.aCallNobodyKnows().decide(Calls.sample(type)))
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_CALL)));
    }

    private static Calls callThatIs(CallStatus status) {
        return switch (status) {
            case WAITING -> Calls.aWaitingCall();
            case ACTIVE -> Calls.anActiveCall();
            case ON_HOLD -> Calls.aHeldCall();
            case ENDED -> Calls.anEndedCall();
        };
    }
}
