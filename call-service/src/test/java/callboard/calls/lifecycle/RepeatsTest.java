package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.lifecycle.Decision.Applied;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.calls.lifecycle.Decision.Rejected;
import callboard.calls.lifecycle.Decision.Repeated;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.EventType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatsTest {

    @ParameterizedTest
    @EnumSource(value = EventType.class, mode = EnumSource.Mode.EXCLUDE, names = "FLAGGED")
    void theSameDeliveryTwiceChangesNothing(EventType type) {
        var call = switch (type) {
            case INITIATED -> Calls.aCallNobodyKnows();
            case ROUTED, ANSWERED -> Calls.aWaitingCall();
            case HOLD, RETRANSFER, ENDED, FLAGGED -> Calls.anActiveCall();
            case RESUMED -> Calls.aHeldCall();
        };
        call.happens(Calls.sample(type));

        assertThat(call.decide(Calls.sample(type))).isEqualTo(new Repeated(call.history.getLast()));
    }

    @Test
    void aHoldAfterAResumeIsASecondHold() {
        var call = Calls.aHeldCall().happens(Calls.resumed());

        assertThat(call.decide(Calls.hold(5))).isInstanceOf(Applied.class);
    }

    @Test
    void aLateRetryOfTheFirstAnswerDoesNotResumeAHeldCall() {
        assertThat(Calls.aHeldCall().decide(Calls.answered(4))).isInstanceOf(Repeated.class);
    }

    @Test
    void anotherAnswerResumesAHeldCall() {
        assertThat(Calls.aHeldCall().decide(Calls.answered(9)))
                .isInstanceOfSatisfying(
                        Applied.class,
                        applied -> assertThat(applied.next().status()).isEqualTo(CallStatus.ACTIVE));
    }

    @Test
    void aRouteToAnotherAgentIsANewRouteAndWins() {
        var call = Calls.aWaitingCall().routedTo("agent_1").routedTo("agent_2");

        assertThat(call.state().agentId()).isEqualTo("agent_2");
    }

    @Test
    void afterARetransferTheSameRouteIsANewOne() {
        var call = Calls.anActiveCall().happens(Calls.retransfer());

        assertThat(call.decide(Calls.routed("agent_7"))).isInstanceOf(Applied.class);
    }

    @Test
    void theSameHoldAtAnotherTimeIsNoRepeat() {
        var first = new Hold(Calls.ID, 5.0, null, Instant.parse("2026-03-01T12:01:00Z"));
        var later = new Hold(Calls.ID, 5.0, null, Instant.parse("2026-03-01T12:02:00Z"));
        var call = Calls.anActiveCall().happens(first);

        assertThat(call.decide(first)).isInstanceOf(Repeated.class);
        assertThat(call.decide(later)).isInstanceOf(Rejected.class);
    }

    @Test
    void theSameHoldAtTheSameTimeIsARepeatWhateverCameSince() {
        var hold = new Hold(Calls.ID, 5.0, null, Instant.parse("2026-03-01T12:01:00Z"));
        var call = Calls.anActiveCall().happens(hold).happens(Calls.resumed());

        assertThat(call.decide(hold)).isInstanceOf(Repeated.class);
    }

    @Test
    void theSendersIdDecidesAlone() {
        var call = Calls.anActiveCall().happens(Calls.hold(5), "h1").happens(Calls.resumed(), "r1");

        assertThat(call.decide(Calls.hold(5), "h1")).isEqualTo(new Repeated(call.history.get(3)));
        assertThat(call.decide(Calls.hold(5), "h2")).isInstanceOf(Applied.class);
    }

    @Test
    void anIdIsNotUsedTwiceForDifferentThings() {
        var call = Calls.anActiveCall().happens(Calls.hold(5), "h1");

        assertThat(call.decide(Calls.hold(6), "h1"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.EVENT_ID_REUSED));
        assertThat(call.decide(Calls.resumed(), "h1")).isInstanceOf(Rejected.class);
    }

    @Test
    void anotherBeginningUnderTheSameIdIsAnotherCalls() {
        var video = new Initiated(Calls.ID, CallType.VIDEO, "medical_spanish", null, null);

        assertThat(Calls.anActiveCall().decide(video))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.CALL_EXISTS));
    }

    @Test
    void theSameBeginningIsARepeatWhereverTheCallIs() {
        assertThat(Calls.anEndedCall().decide(Calls.initiated())).isInstanceOf(Repeated.class);
        assertThat(Calls.anEndedCall().decide(Calls.initiated(), "a new id")).isInstanceOf(Repeated.class);
    }

    @Test
    void aRepeatIsARepeatAfterItsQueueIsGone() {
        assertThat(Calls.aWaitingCall().decide(Calls.initiated(), null, null)).isInstanceOf(Repeated.class);
    }

    @Test
    void anotherEndOfAnEndedCallIsRefused() {
        assertThat(Calls.anEndedCall().decide(Calls.ended(EndReason.FAILED, 120)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void minusNothingIsNothing() {
        var call = Calls.anActiveCall().happens(Calls.hold(-0.0));

        assertThat(call.decide(Calls.hold(0.0))).isInstanceOf(Repeated.class);
    }
}
