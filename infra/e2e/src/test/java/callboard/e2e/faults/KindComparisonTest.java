package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Call;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    private KindComparison compare(Call call, Set<String> stored) throws InterruptedException {
        return KindComparison.of(kind, told(), stored, _ -> Optional.of(call));
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
                        0,
                        reason,
                        List.of(),
                        3)
                .with(List.of(
                        new Visit(1, "sales", AT, agent, AT.plusSeconds(10), end, VisitOutcome.ANSWERED, 10.0, 60, 0)));
    }
}
