package callboard.simulator.traffic;

import java.time.Duration;

/// What a telephony system puts on the wire at one moment: an event as it should be, or one of its bad habits.
public sealed interface Delivery {

    /// When it goes out, since the call centre opened.
    Duration at();

    /// One event, sent until it is answered.
    record Once(TimedEvent event) implements Delivery {
        @Override
        public Duration at() {
            return event.at();
        }
    }

    /// Sent again after it was answered: the answer got lost on its way.
    record Repeated(TimedEvent event) implements Delivery {
        @Override
        public Duration at() {
            return event.at();
        }
    }

    /// Sent several times at once: two trunks report the same.
    record AtOnce(TimedEvent event, int copies) implements Delivery {
        @Override
        public Duration at() {
            return event.at();
        }
    }

    /// The later one overtakes the earlier, which was held up until now.
    record Swapped(TimedEvent earlier, TimedEvent later) implements Delivery {
        @Override
        public Duration at() {
            return later.at();
        }
    }

    /// What an agent does.
    record OfAgent(Duration at, String agentId, String body) implements Delivery {}

    /// Nothing that Callboard could take.
    record Nonsense(Duration at, String body) implements Delivery {}
}
