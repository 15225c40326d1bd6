package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.lifecycle.CallInput.TimePassed;
import callboard.calls.lifecycle.Decision.Applied;
import callboard.calls.lifecycle.Decision.Warned;
import callboard.contracts.AlertLevel;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.EventType;
import callboard.contracts.Flag;
import callboard.contracts.OpenHours;
import callboard.contracts.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineRulesTest {

    @Test
    void aWaitingCallIsWarnedOfAtEightyPercentAndFlaggedAtItsLimit() {
        var call = Calls.aWaitingCall().after(seconds(23));
        assertThat(call.timePasses()).isEmpty();

        assertThat(call.after(seconds(1)).timePasses()).singleElement().isInstanceOfSatisfying(Warned.class, warned -> {
            assertThat(warned.alert().level()).isEqualTo(AlertLevel.WARNING);
            assertThat(warned.alert().rule()).isEqualTo(Rule.WAIT_SLA_EXCEEDED);
        });
        assertThat(call.after(seconds(5)).timePasses()).isEmpty();
        assertThat(call.after(seconds(1)).timePasses())
                .singleElement()
                .isInstanceOfSatisfying(Applied.class, breach -> {
                    assertThat(breach.type()).isEqualTo(EventType.FLAGGED);
                    assertThat(breach.metadata().by()).isEqualTo("system");
                    assertThat(breach.metadata().flags())
                            .containsExactly(new Flag(Rule.WAIT_SLA_EXCEEDED, "Waiting for 30 s; the limit is 30 s"));
                    assertThat(breach.next().flags()).containsExactly(Rule.WAIT_SLA_EXCEEDED);
                    assertThat(breach.alert()).isNotNull();
                });
        assertThat(call.after(seconds(600)).timePasses()).isEmpty();
    }

    /// The call comes on a Sunday.
    @Test
    void noWaitIsTooLongOfACallThatCameOutsideOpenHours() {
        var opensSoon = new Limits(1, 30, 15, 60, 10, 30, 0, OpeningTimes.of(sundays("12:01-24:00")));
        var justOpen = new Limits(1, 30, 15, 60, 10, 30, 0, OpeningTimes.of(sundays("12:00-12:01")));
        var call = Calls.aWaitingCall().after(seconds(600));

        assertThat(Lifecycle.decide(
                        call.state(), new TimePassed(Calls.START.plusSeconds(600), opensSoon, TimeoutPolicy.STANDARD)))
                .isInstanceOf(Decision.Nothing.class);
        assertThat(Lifecycle.decide(
                        call.state(), new TimePassed(Calls.START.plusSeconds(600), justOpen, TimeoutPolicy.STANDARD)))
                .isInstanceOf(Warned.class);
        assertThat(call.decide(Calls.answered(600), null, opensSoon))
                .isInstanceOfSatisfying(
                        Applied.class,
                        answered -> assertThat(answered.next().flags()).isEmpty());
        assertThat(call.decide(Calls.answered(600), null, justOpen))
                .isInstanceOfSatisfying(
                        Applied.class,
                        answered -> assertThat(answered.next().flags()).containsExactly(Rule.WAIT_SLA_EXCEEDED));
    }

    private static OpenHours sundays(String span) {
        return new OpenHours("UTC", null, null, null, null, null, null, List.of(span));
    }

    @Test
    void anAnswerThatGetsThereFirstDisarms() {
        var call = Calls.aWaitingCall().after(seconds(20)).happens(Calls.answered(20));

        assertThat(call.after(seconds(600)).timePasses()).isEmpty();
    }

    @Test
    void anAgentWhoDoesNotAnswerIsReleased() {
        var call = Calls.aWaitingCall().after(seconds(2)).routedTo("agent_7").after(seconds(15));

        assertThat(call.timePasses()).singleElement().isInstanceOfSatisfying(Applied.class, released -> {
            assertThat(released.type()).isEqualTo(EventType.RETRANSFER);
            assertThat(released.metadata().flags())
                    .containsExactly(
                            new Flag(Rule.REROUTE_REQUIRED, "agent_7 did not answer for 15 s; the limit is 15 s"));
        });
        assertThat(call.state().agentId()).isNull();
        assertThat(call.state().status()).isEqualTo(CallStatus.WAITING);
    }

    @Test
    void reroutingDoesNotResetTheWait() {
        var call = Calls.aWaitingCall().routedTo("agent_7").after(seconds(15));
        call.timePasses();
        call.routedTo("agent_8").after(seconds(15));

        assertThat(call.timePasses())
                .filteredOn(Applied.class::isInstance)
                .extracting(each -> ((Applied) each).type())
                .containsExactlyInAnyOrder(EventType.FLAGGED, EventType.RETRANSFER);
        assertThat(call.state().statusSince()).isEqualTo(Calls.START);
    }

    @Test
    void aHoldIsMeasuredFromItsOwnStartAndFlaggedOncePerHold() {
        var call =
                Calls.anActiveCall().after(seconds(100)).happens(Calls.hold(1)).after(seconds(59));
        call.timePasses();
        assertThat(call.state().flags()).isEmpty();

        call.after(seconds(1)).timePasses();
        assertThat(call.state().flags()).containsExactly(Rule.HOLD_LIMIT_EXCEEDED);
        assertThat(call.after(seconds(300)).timePasses()).isEmpty();

        call.happens(Calls.resumed()).happens(Calls.hold(2)).after(seconds(60));
        assertThat(call.timePasses()).filteredOn(Applied.class::isInstance).hasSize(1);
    }

    @Test
    void aHoldThatItsSenderReportsAsTooLongIsNotFlaggedAgain() {
        var call = Calls.anActiveCall().happens(Calls.hold(61));

        assertThat(call.after(seconds(120)).timePasses()).isEmpty();
        assertThat(call.state().flags()).containsExactly(Rule.HOLD_LIMIT_EXCEEDED);
    }

    @Test
    void aSilentCallIsFlaggedAndLaterEndedAsFailed() {
        var call = Calls.anActiveCall().after(Duration.ofHours(4));
        call.timePasses();
        assertThat(call.state().flags()).containsExactly(Rule.STALE_CALL);
        assertThat(call.state().status()).isEqualTo(CallStatus.ACTIVE);

        call.after(Duration.ofHours(1)).timePasses();
        assertThat(call.state().status()).isEqualTo(CallStatus.ENDED);
        assertThat(call.state().endReason()).isEqualTo(EndReason.FAILED);
        assertThat(call.timePasses()).isEmpty();
    }

    @Test
    void aWordFromOutsideKeepsACallAlive() {
        var call = Calls.anActiveCall()
                .after(Duration.ofHours(3))
                .happens(Calls.hold(61))
                .after(Duration.ofHours(3));

        assertThat(call.timePasses()).isEmpty();
    }

    @Test
    void afterALongOutageEverythingThatIsDueHappensInItsOrder() {
        var call = Calls.aWaitingCall().routedTo("agent_7").after(Duration.ofHours(6));

        assertThat(call.timePasses().stream()
                        .map(decision -> decision instanceof Applied applied
                                ? applied.type().word()
                                : "warning"))
                .containsExactly("call_retransfer", "warning", "call_flagged", "call_flagged", "call_ended");
        assertThat(call.history).extracting(event -> event.sequence()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void theNextLookIsAtTheEarliestDeadline() {
        assertThat(Calls.aWaitingCall().nextLook()).isEqualTo(Calls.START.plusSeconds(24));
        assertThat(Calls.aWaitingCall().routedTo("a").nextLook()).isEqualTo(Calls.START.plusSeconds(15));
        assertThat(Calls.anActiveCall().nextLook()).isEqualTo(Calls.START.plus(Duration.ofHours(4)));
        assertThat(Deadlines.next(Calls.anEndedCall().state(), Limits.STANDARD, TimeoutPolicy.STANDARD))
                .isEmpty();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void everyAlertHasItsOwnName() {
        var call = Calls.aWaitingCall().routedTo("agent_7").after(seconds(40));

        List<String> ids = call.timePasses().stream()
                .map(decision -> switch (decision) {
                    case Applied applied
                    when applied.alert() != null -> applied.alert().id();
                    case Warned warned -> warned.alert().id();
                    case Applied _, Decision.Nothing _, Decision.Rejected _, Decision.Repeated _ -> "none";
                })
                .toList();
        assertThat(ids).hasSize(3).doesNotHaveDuplicates().doesNotContain("none");
    }
}
