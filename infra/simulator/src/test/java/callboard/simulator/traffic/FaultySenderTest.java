package callboard.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.contracts.CallEventRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultySenderTest {

    @Test
    void noEventIsLostToThem() {
        var delivered = deliveries(4, 0.5).stream()
                .flatMap(FaultySenderTest::happenings)
                .toList();
        var happened = new ArrayList<TimedEvent>();
        aDay(4).forEachRemaining(happened::add);
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(happened);
    }

    @Test
    void everyOneOfThemOccurs() {
        assertThat(deliveries(4, 0.2))
                .map(delivery -> (Object) delivery.getClass())
                .contains(
                        Delivery.Once.class,
                        Delivery.Repeated.class,
                        Delivery.AtOnce.class,
                        Delivery.Swapped.class,
                        Delivery.Nonsense.class);
    }

    @Test
    void theSameSeedHasTheSameOnes() {
        assertThat(deliveries(4, 0.2)).isEqualTo(deliveries(4, 0.2)).isNotEqualTo(deliveries(5, 0.2));
    }

    @Test
    void eventsThatSayWhenTheyHappenedMayAllBeOvertaken() {
        assertThat(deliveries(4, 0.5, true).stream()
                        .flatMap(FaultySenderTest::happenings)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(deliveries(4, 0).stream()
                        .flatMap(FaultySenderTest::happenings)
                        .toList());
        assertThat(deliveries(4, 0.5, true))
                .anyMatch(each -> each instanceof Delivery.Swapped(var earlier, var later)
                        && earlier.event() instanceof CallEventRequest.Answered
                        && later.event() instanceof CallEventRequest.Ended);
    }

    @Test
    void aGoodSenderHasNone() {
        assertThat(deliveries(4, 0)).hasOnlyElementsOfType(Delivery.Once.class);
    }

    @Test
    void aRateOutsideOfZeroToOneIsRefused() {
        assertThatThrownBy(() -> new FaultySender(aDay(1), 1, 1.5, false)).hasMessageContaining("1.5");
    }

    private static List<Delivery> deliveries(long seed, double rate) {
        return deliveries(seed, rate, false);
    }

    private static List<Delivery> deliveries(long seed, double rate, boolean isTimed) {
        var deliveries = new ArrayList<Delivery>();
        new FaultySender(aDay(seed), seed, rate, isTimed).forEachRemaining(deliveries::add);
        return deliveries;
    }

    private static CallCentre aDay(long seed) {
        var centre = new CallCentre(Profile.usual(), seed, "run");
        centre.closeAfter(300);
        return centre;
    }

    private static Stream<TimedEvent> happenings(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Once(var event) -> Stream.of(event);
            case Delivery.Repeated(var event) -> Stream.of(event);
            case Delivery.AtOnce(var event, var _) -> Stream.of(event);
            case Delivery.Swapped(var earlier, var later) -> Stream.of(earlier, later);
            case Delivery.OfAgent _, Delivery.Nonsense _ -> Stream.of();
        };
    }
}
