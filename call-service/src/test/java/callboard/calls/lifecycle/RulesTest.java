package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.lifecycle.Decision.Applied;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.EndReason;
import callboard.contracts.Flag;
import callboard.contracts.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void anAnswerAfterTheWaitLimitIsTooLate() {
        assertThat(rules(Calls.aWaitingCall(), Calls.answered(30))).isEmpty();
        assertThat(rules(Calls.aWaitingCall(), Calls.answered(30.001))).containsExactly(Rule.WAIT_SLA_EXCEEDED);
    }

    @Test
    void aRouteAfterTheRoutingLimitIsARerouting() {
        assertThat(rules(Calls.aWaitingCall(), new Routed(Calls.ID, "a", 15.0, null, null)))
                .isEmpty();
        assertThat(rules(Calls.aWaitingCall(), new Routed(Calls.ID, "a", 15.1, null, null)))
                .containsExactly(Rule.REROUTED);
    }

    @Test
    void aHoldOverTheHoldLimitIsTooLong() {
        assertThat(rules(Calls.anActiveCall(), Calls.hold(60))).isEmpty();
        assertThat(rules(Calls.anActiveCall(), Calls.hold(61))).containsExactly(Rule.HOLD_LIMIT_EXCEEDED);
    }

    @Test
    void anAnsweredCallUnderTheLimitIsShort() {
        assertThat(rules(Calls.anActiveCall(), Calls.ended(EndReason.COMPLETED, 10)))
                .isEmpty();
        assertThat(rules(Calls.anActiveCall(), Calls.ended(EndReason.COMPLETED, 9.9)))
                .containsExactly(Rule.SHORT_CALL);
        assertThat(rules(Calls.anActiveCall(), Calls.ended(EndReason.ABANDONED, 9.9)))
                .containsExactly(Rule.SHORT_CALL);
    }

    @Test
    void aCallAbandonedSoonIsAShortAbandonAndNoShortCall() {
        assertThat(rules(Calls.aWaitingCall(), Calls.ended(EndReason.ABANDONED, 5)))
                .containsExactly(Rule.SHORT_ABANDON);
        assertThat(rules(Calls.aWaitingCall(), Calls.ended(EndReason.ABANDONED, 10)))
                .isEmpty();
        assertThat(rules(Calls.aWaitingCall(), Calls.ended(EndReason.FAILED, 5)))
                .isEmpty();
    }

    @Test
    void theQueuesOwnLimitsCount() {
        var strict = new Limits(1, 5, 5, 5, 5, 5);

        assertThat(Calls.aWaitingCall().decide(Calls.answered(6), null, strict))
                .isInstanceOfSatisfying(
                        Applied.class,
                        applied -> assertThat(applied.metadata().flags())
                                .containsExactly(new Flag(Rule.WAIT_SLA_EXCEEDED, "Waited 6 s; the limit is 5 s")));
    }

    @Test
    void flagsStayOnTheCallOnceEach() {
        var call = Calls.aWaitingCall()
                .happens(Calls.answered(40))
                .happens(Calls.hold(70))
                .happens(Calls.resumed())
                .happens(Calls.hold(80));

        assertThat(call.state().flags()).containsExactly(Rule.WAIT_SLA_EXCEEDED, Rule.HOLD_LIMIT_EXCEEDED);
    }

    @Test
    void onlyTheFirstAnswerSetsTheWait() {
        var call = Calls.anActiveCall().happens(Calls.retransfer()).happens(Calls.answered(20));

        assertThat(call.state().waitTime()).isEqualTo(4);
        assertThat(call.state().answeredAt()).isEqualTo(Calls.START);
    }

    @Test
    void holdsAddUp() {
        var call = Calls.anActiveCall()
                .happens(Calls.hold(1))
                .after(Duration.ofSeconds(20))
                .happens(Calls.resumed())
                .happens(Calls.hold(2))
                .after(Duration.ofSeconds(30))
                .happens(Calls.ended(EndReason.COMPLETED, 99));

        assertThat(call.state().holdTime()).isEqualTo(50);
    }

    @Test
    void aRetransferReleasesTheAgentOrNamesTheNext() {
        assertThat(Calls.anActiveCall().happens(Calls.retransfer()).state().agentId())
                .isNull();
        var moved = Calls.anActiveCall()
                .happens(new Retransfer(Calls.ID, "agent_8", "legal_english", null, null, null))
                .state();
        assertThat(moved.agentId()).isEqualTo("agent_8");
        assertThat(moved.queueId()).isEqualTo("legal_english");
    }

    @Test
    void noChangeIsDatedBeforeWhatItEnds() {
        var call = Calls.anActiveCall().after(Duration.ofSeconds(-60)).happens(Calls.hold(1));

        assertThat(call.state().statusSince()).isEqualTo(Calls.START);
    }

    @Test
    void anEndWithoutAReasonIsByHowTheCallStood() {
        var waiting = Calls.aWaitingCall();
        var held = Calls.anActiveCall().happens(Calls.hold(1));

        assertThat(rules(waiting, Calls.ended(null, 4))).containsExactly(Rule.SHORT_ABANDON);
        assertThat(waiting.happens(Calls.ended(null, 4)).state().endReason()).isEqualTo(EndReason.ABANDONED);
        assertThat(held.happens(Calls.ended(null, 4)).state().endReason()).isEqualTo(EndReason.COMPLETED);
    }

    private static List<Rule> rules(Calls call, CallEventRequest event) {
        return switch (call.decide(event)) {
            case Applied applied when applied.metadata().flags() == null -> List.of();
            case Applied applied ->
                applied.metadata().flags().stream().map(Flag::rule).toList();
            case Decision.Repeated _, Decision.Rejected _, Decision.Warned _, Decision.Nothing _ ->
                throw new AssertionError(event + " should happen");
        };
    }
}
