package callboard.calls.rule;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A number as it was, second by second: it is led through a time that is past, and never back.
interface PastNumbers {

    /// Since when anything is kept of it; before, nothing is known.
    Optional<Instant> first();

    /// Reads what happened between two moments, each the next time from where it ended before.
    void read(Instant from, Instant to);

    /// Has everything happen up to and with that second.
    ///
    /// @return the queues whose numbers it changed
    Set<String> advance(long second);

    /// @param queueId [RuleHours#ALL] for all together
    /// @return null where it is undefined
    @Nullable
    Double number(String queueId, long second);

    /// Whether the queue's number changes by itself as time passes.
    boolean isGrowing(String queueId);
}
