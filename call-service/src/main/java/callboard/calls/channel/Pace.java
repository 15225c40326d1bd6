package callboard.calls.channel;

import callboard.calls.channel.ChannelNotices.State;
import callboard.calls.lifecycle.OpeningTimes;
import callboard.contracts.ChannelRoute;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a channel tells what waits to be told; pure.
final class Pace {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(10);
    private static final int DOUBLED_AT_MOST = 7;

    private Pace() {}

    /// Whether it may tell anything now, whatever waits to be told.
    ///
    /// @param zone of hours that name none
    static boolean mayTell(ChannelRoute route, String zone, State state, Instant now) {
        if (route.hours() != null && !OpeningTimes.of(route.hours().in(zone)).isOpen(now)) {
            return false;
        }
        if (state.nextAt() != null && now.isBefore(state.nextAt())) {
            return false;
        }
        return state.toldAt() == null || !now.isBefore(state.toldAt().plusSeconds(route.pause()));
    }

    /// Whether others that come with the first have had their time.
    ///
    /// @param first since when it waits to be told; absent when only ends do
    static boolean isGathered(ChannelRoute route, @Nullable Instant first, Instant now) {
        return first == null || !now.isBefore(first.plusSeconds(route.gathers()));
    }

    /// When to try again: later and later, but not before the other side wants to hear of it.
    ///
    /// @param failures how often it had failed before
    static Instant retryAt(int failures, @Nullable Duration wanted, Instant now) {
        var pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures, DOUBLED_AT_MOST));
        var bounded = pause.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : pause;
        return now.plus(wanted != null && wanted.compareTo(bounded) > 0 ? wanted : bounded);
    }
}
