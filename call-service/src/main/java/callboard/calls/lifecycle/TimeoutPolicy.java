package callboard.calls.lifecycle;

import java.time.Duration;

/// What holds for every queue: when to warn, and how long a silent call is believed to live.
///
/// @param warnAt     share of a limit at which dashboards are warned, 0 to 1
/// @param staleAfter silence after which a call is flagged
/// @param lostAfter  silence after which a call is ended as failed; longer than `staleAfter`
public record TimeoutPolicy(double warnAt, Duration staleAfter, Duration lostAfter) {

    /// Unless configured otherwise.
    public static final TimeoutPolicy STANDARD = new TimeoutPolicy(0.8, Duration.ofHours(4), Duration.ofHours(5));
}
