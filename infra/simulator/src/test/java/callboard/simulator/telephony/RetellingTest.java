package callboard.simulator.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallType;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.contracts.QueuesMet;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetellingTest {

    private static final Instant AT = Instant.parse("2026-11-29T10:00:00Z");
    private static final List<CallEventRequest> A_CALL = List.of(
            new Initiated("c", CallType.VIDEO, "sales", null, null, "+1", "+2", null, "Ana", null),
            new Routed("c", null, 1.0, null, null, List.of("ben", "zoe")),
            new Answered("c", 5.0, null, null, "zoe"),
            new Hold("c", 9.0, null, null),
            new Answered("c", 9.0, null, null),
            new Retransfer("c", "ida", "legal", "why", null, null),
            new Answered("c", 2.0, null, null),
            new Ended("c", EndReason.FAILED, 60.0, null, null));

    @Test
    void whoAnswersIsNamedAndAHeldCallIsTakenBackByResumed() {
        assertThat(told(Set.of()))
                .extracting(Happening::event)
                .satisfiesExactly(
                        begun -> assertThat(begun).isEqualTo(A_CALL.getFirst()),
                        rung -> assertThat(rung).isEqualTo(A_CALL.get(1)),
                        answered -> assertThat(answered).isEqualTo(A_CALL.get(2)),
                        held -> assertThat(held).isInstanceOf(Hold.class),
                        resumed -> assertThat(resumed).isInstanceOf(Resumed.class),
                        passedOn -> assertThat(passedOn).isEqualTo(A_CALL.get(5)),
                        answered -> assertThat(answered)
                                .isInstanceOfSatisfying(
                                        Answered.class,
                                        by -> assertThat(by.agentId()).isEqualTo("ida")),
                        ended -> assertThat(ended)
                                .isInstanceOfSatisfying(
                                        Ended.class,
                                        end -> assertThat(end.endReason()).isEqualTo(EndReason.COMPLETED)));
    }

    @Test
    void tellsWhatWasSoBefore() {
        var told = told(Set.of());
        assertThat(told).extracting(Happening::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(told.get(2)).returns("ben", Happening::agentId).returns(false, Happening::isTalking);
        assertThat(told.get(5))
                .returns("zoe", Happening::agentId)
                .returns("sales", Happening::queueId)
                .returns(true, Happening::isTalking);
        assertThat(told.get(7)).returns("ida", Happening::agentId).returns("legal", Happening::queueId);
    }

    @Test
    void whatAKindCannotTellIsLeftOut() {
        var told = told(Set.of(Untold.values()));
        assertThat(told)
                .extracting(Happening::event)
                .satisfiesExactly(
                        begun -> assertThat(begun)
                                .isEqualTo(new Initiated(
                                        "c", CallType.VOICE, "sales", null, null, "+1", "+2", null, null, null)),
                        answered -> assertThat(answered).isEqualTo(A_CALL.get(2)),
                        ended -> assertThat(ended).isInstanceOf(Ended.class));
        assertThat(told).extracting(Happening::queueId).containsOnly("sales");
    }

    @Test
    void ofSeveralPhonesOneRings() {
        assertThat(told(Set.of(Untold.RINGS_TOGETHER)).get(1).event())
                .isEqualTo(new Routed("c", "ben", 1.0, null, null, null));
    }

    private static List<Happening> told(Set<Untold> leavesOut) {
        var retelling = new Retelling(new Speaking(leavesOut));
        return A_CALL.stream()
                .map(event -> retelling.retell(event, AT))
                .flatMap(Optional::stream)
                .toList();
    }

    /// One for whom whoever was talking has completed.
    private record Speaking(Set<Untold> leavesOut) implements PostingKind {

        @Override
        public ConnectionSettings settings() {
            return new ConnectionSettings.AmazonConnect(true, QueuesMet.ADOPT, "key");
        }

        @Override
        public EndReason outcome(EndReason reason, boolean isTalking) {
            return isTalking ? EndReason.COMPLETED : reason;
        }

        @Override
        public List<byte[]> messages(Happening happening) {
            return Stream.<byte[]>of().toList();
        }

        @Override
        public Map<String, String> headers(URI address, byte[] body, Instant now) {
            return Map.of();
        }
    }
}
