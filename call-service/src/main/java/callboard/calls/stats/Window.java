package callboard.calls.stats;

import callboard.contracts.WireEnum;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The span that statistics are asked for: whole minutes up to the current one, which is counted in.
enum Window implements WireEnum {
    QUARTER("15m", 15),
    HALF("30m", 30),
    HOUR("1h", 60),
    TODAY("today", 0);

    private final String word;
    private final int minutes;

    Window(String word, int minutes) {
        this.word = word;
        this.minutes = minutes;
    }

    @Override
    public String word() {
        return word;
    }

    /// When the window's first minute began.
    Instant from(Instant now, StatsProperties settings) {
        return this == TODAY
                ? settings.startOfDay(now).truncatedTo(ChronoUnit.MINUTES)
                : now.truncatedTo(ChronoUnit.MINUTES).minus(minutes - 1L, ChronoUnit.MINUTES);
    }
}
