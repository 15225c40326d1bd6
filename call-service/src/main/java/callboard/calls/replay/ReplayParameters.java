package callboard.calls.replay;

import callboard.contracts.InstantInRange;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;

/// The parameters of `GET /api/replay`.
record ReplayParameters(
        @NotNull @InstantInRange Instant from,
        @NotNull @InstantInRange Instant to) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /// True where one is missing, which is said of that one. Named as what it is about: the path is `to`.
    @AssertTrue(message = "must be after from, by an hour at most")
    boolean isTo() {
        return from == null || to == null || to.isAfter(from) && !to.isAfter(from.plus(LONGEST));
    }
}
