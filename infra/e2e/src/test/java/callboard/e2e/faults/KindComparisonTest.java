package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Call;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import callboard.simulator.telephony.Happening;
import callboard.simulator.telephony.Kind;
import callboard.simulator.telephony.Kinds;
import callboard.simulator.telephony.Retelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindComparisonTest {

    private static final Instant AT = Instant.parse("2026-11-29T10:00:00Z");

    private final Kind kind = Kinds.named("cloudevents", "secret");

    @Test
    void whatWasToldIsRight() throws InterruptedException {
        var compared = compare(call("ana", EndReason.COMPLETED, 70), Set.of("c"));
        assertThat(compared.differences()).isEmpty();
        assertThat(compared.isRight()).isTrue();
    }

    @Test
    void aCallThatIsNotThereIsLost() throws InterruptedException {
        var compared = KindComparison.of(kind, told(), Set.of(), _ -> Optional.empty());
        assertThat(compared).returns(1, KindComparison::lost).returns(false, KindComparison::isRight);
    }

    @Test
    void aCallThatNobodyToldIsInvented() throws InterruptedException {
        var compared = compare(call("ana", EndReason.COMPLETED, 70), Set.of("c", "d"));
        assertThat(compared).returns(1, KindComparison::invented).returns(false, KindComparison::isRight);
    }

    @Test
    void anotherAgentOutcomeOrTimeIsDifferent() throws InterruptedException {
        var compared = compare(call("ben", EndReason.ABANDONED, 75), Set.of("c"));
        assertThat(compared).returns(1, KindComparison::different).returns(false, KindComparison::isRight);
        assertThat(String.join("\n", compared.differences()))
                .contains("outcome: ABANDONED", "visit 1 agent: ben instead of ana", "end: ", "visit 1 left: ");
    }

    /// Twenty seconds in two holds, of a kind that may write each of their ends without its fraction.
    @ParameterizedTest
    @CsvSource({"20, true", "21.9, true", "18.1, true", "22.1, false", "17.9, false", "0, false"})
    void aHoldIsOffByASecondAtMost(double holdTime, boolean isRight) throws InterruptedException {
        var told = told(
                new Answered("c", 10.0, null, null, "ana"),
                new Hold("c", null, null, null),
                new Resumed("c", null, null),
                new Hold("c", null, null, null),
                new Resumed("c", null, null),
                new Ended("c", EndReason.COMPLETED, 60.0, null, null));
        var held = call("ana", EndReason.COMPLETED, 60, holdTime);

        assertThat(KindComparison.of(kind, told, Set.of("c"), _ -> Optional.of(held)))
                .returns(isRight ? 0 : 1, KindComparison::different);
    }

    private KindComparison compare(Call call, Set<String> stored) throws InterruptedException {
        return KindComparison.of(kind, told(), stored, _ -> Optional.of(call));
    }

    /// Ten seconds after one another, from the call's beginning on.
    private List<Happening> told(CallEventRequest... events) {
        var retelling = new Retelling(kind);
        var told =
                new ArrayList<>(retelling
                        .retell(
                                new Initiated("c", CallType.VOICE, "sales", null, null, null, null, null, null, null),
                                AT)
                        .stream()
                        .toList());
        for (int i = 0; i < events.length; i++) {
            retelling.retell(events[i], AT.plusSeconds(10L * (i + 1))).ifPresent(told::add);
        }
        return told;
    }

    private List<Happening> told() {
        var retelling = new Retelling(kind);
        return Stream.of(
                        retelling.retell(
                                new Initiated("c", CallType.VOICE, "sales", null, null, null, null, null, null, null),
                                AT),
                        retelling.retell(new Answered("c", 10.0, null, null, "ana"), AT.plusSeconds(10)),
                        retelling.retell(new Ended("c", EndReason.COMPLETED, 70.0, null, null), AT.plusSeconds(70)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Call call(String agent, EndReason reason, int seconds) {
        return call(agent, reason, seconds, 0);
    }

    private static Call call(String agent, EndReason reason, int seconds, double holdTime) {
        var end = AT.plusSeconds(seconds);
        return new Call(
                        "c",
                        CallType.VOICE,
                        CallStatus.ENDED,
                        "sales",
                        AT,
                        end,
                        agent,
                        end,
                        AT.plusSeconds(10),
                        10.0,
                        holdTime,
                        reason,
                        List.of(),
                        3)
                .with(List.of(
                        new Visit(1, "sales", AT, agent, AT.plusSeconds(10), end, VisitOutcome.ANSWERED, 10.0, 60, 0)));
    }
}
