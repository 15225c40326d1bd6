package callboard.simulator.traffic;

import callboard.contracts.AgentEventRequest;
import callboard.contracts.AgentEventRequest.SignedIn;
import callboard.contracts.AgentEventRequest.SignedOut;
import callboard.contracts.AgentEventRequest.StateChanged;
import callboard.contracts.DeclaredState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A call centre's agents between their calls: they sign in when it opens, take breaks while nobody rings them, and
/// sign out when it is over.
final class Shift {

    private static final List<String> FIRST = List.of(
            "Ana", "Bruno", "Carla", "Diego", "Elena", "Félix", "Gloria", "Hugo", "Inés", "Jorge", "Lucía", "Mateo");
    private static final List<String> LAST = List.of(
            "Álvarez", "Brown", "Castillo", "Davies", "Evans", "Fernández", "García", "Hughes", "Núñez", "Walsh");
    private static final List<String> REASONS = List.of("break", "lunch", "training", "meeting");
    private static final Duration BETWEEN_BREAKS = Duration.ofMinutes(12);
    private static final Duration BREAK = Duration.ofSeconds(90);
    private static final Duration NOT_NOW = Duration.ofSeconds(5);

    private final Timeline timeline;
    private final SeededRandom chance;
    private final Consumer<CallQueue> comesBack;
    private final BooleanSupplier goesOn;
    private final Map<String, CallQueue> agents = new HashMap<>();
    private final Deque<TimedAgentEvent> told = new ArrayDeque<>();

    /// @param comesBack is told whose agent takes calls again
    /// @param goesOn    whether there are calls, or may be
    Shift(Timeline timeline, SeededRandom chance, Consumer<CallQueue> comesBack, BooleanSupplier goesOn) {
        this.timeline = timeline;
        this.chance = chance;
        this.comesBack = comesBack;
        this.goesOn = goesOn;
    }

    void begin(Collection<CallQueue> queues) {
        for (var queue : queues) {
            for (var agent : queue.freeAgents()) {
                agents.put(agent, queue);
                var name = chance.oneOf(FIRST) + " " + chance.oneOf(LAST);
                tell(new SignedIn(agent, name, team(queue.queueId()), List.of(queue.queueId()), null, null));
                breakLater(agent, chance.around(BETWEEN_BREAKS));
            }
        }
    }

    /// `legal_spanish` is of `Legal`.
    private static String team(String queueId) {
        var word = queueId.split("_", 2)[0];
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private void breakLater(String agent, Duration delay) {
        timeline.after(delay, () -> agents.containsKey(agent) && goesOn.getAsBoolean(), () -> {
            var queue = agents.get(agent);
            // Who has a call takes the break after it.
            if (queue == null || !queue.takes(agent)) {
                breakLater(agent, NOT_NOW);
                return;
            }
            tell(new StateChanged(agent, DeclaredState.UNAVAILABLE, chance.oneOf(REASONS), null, null));
            timeline.after(chance.around(BREAK), () -> agents.containsKey(agent) && goesOn.getAsBoolean(), () -> {
                tell(new StateChanged(agent, DeclaredState.AVAILABLE, null, null, null));
                queue.release(agent);
                comesBack.accept(queue);
                breakLater(agent, chance.around(BETWEEN_BREAKS));
            });
        });
    }

    void end() {
        new TreeSet<>(agents.keySet()).forEach(agent -> tell(new SignedOut(agent, null, null)));
        agents.clear();
    }

    Deque<TimedAgentEvent> told() {
        return told;
    }

    private void tell(AgentEventRequest event) {
        told.addLast(new TimedAgentEvent(timeline.now(), event));
    }
}
