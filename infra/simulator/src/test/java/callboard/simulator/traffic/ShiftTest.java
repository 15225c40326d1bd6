package callboard.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.AgentEventRequest;
import callboard.contracts.AgentEventRequest.SignedIn;
import callboard.contracts.AgentEventRequest.SignedOut;
import callboard.contracts.AgentEventRequest.StateChanged;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.DeclaredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftTest {

    private final List<AgentEventRequest> told = new ArrayList<>();
    private final List<Delivery> delivered = new ArrayList<>();

    private void play(int calls) {
        var centre = new CallCentre(Profile.usual().callsPerSecond(1), 5, "run");
        centre.beginShift();
        centre.closeAfter(calls);
        new ShiftDeliveries(centre, new FaultySender(centre, 5, 0, true), (event, _) -> {
                    told.add(event);
                    return "";
                })
                .forEachRemaining(delivered::add);
    }

    @Test
    void allSignInBeforeTheFirstCallAndSignOutAfterTheLast() {
        play(50);

        int agents = (int) told.stream().filter(SignedIn.class::isInstance).count();
        assertThat(agents).isGreaterThan(10);
        assertThat(told.subList(0, agents)).hasOnlyElementsOfType(SignedIn.class);
        assertThat(told.subList(told.size() - agents, told.size())).hasOnlyElementsOfType(SignedOut.class);
        assertThat(told.getFirst()).isInstanceOfSatisfying(SignedIn.class, first -> {
            assertThat(first.name()).contains(" ");
            assertThat(first.queues()).hasSize(1);
        });
    }

    @Test
    void breaksHaveReasonsAndNobodyIsRungInTheirs() {
        play(1500);

        assertThat(told)
                .filteredOn(StateChanged.class::isInstance)
                .extracting(event -> ((StateChanged) event).reason())
                .contains("lunch", "break");
        var away = new HashSet<String>();
        int index = 0;
        for (var delivery : delivered) {
            switch (delivery) {
                case Delivery.OfAgent(var _, var agentId, var _) -> {
                    if (told.get(index++) instanceof StateChanged to && to.state() == DeclaredState.UNAVAILABLE) {
                        away.add(agentId);
                    } else {
                        away.remove(agentId);
                    }
                }
                case Delivery.Once(var event) -> {
                    if (event.event() instanceof Routed routed && routed.agentId() != null) {
                        assertThat(away).doesNotContain(routed.agentId());
                    }
                }
                default -> {}
            }
        }
        assertThat(index).isEqualTo(told.size());
    }

    @Test
    void whatIsDeliveredIsInTheOrderOfTime() {
        play(300);

        var latest = Duration.ZERO;
        for (var delivery : delivered) {
            assertThat(delivery.at()).isGreaterThanOrEqualTo(latest);
            latest = delivery.at();
        }
    }
}
