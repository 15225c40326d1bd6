package callboard.calls.stats;

import callboard.contracts.StatsWindow;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the wallboard counts.
///
/// @param zone      the time zone of "today", such as `Europe/Madrid`; the system's unless given. Every replica's
///         must be the same: agents' days are counted by it
/// @param pushEvery how long to wait between two looks at whether there is something to push, or an alert of a rule on
///         numbers to raise
/// @param postEvery pause between two postings of what was counted
@Validated
@ConfigurationProperties("callboard.stats")
public record StatsProperties(
        ZoneId zone, @NotNull Duration pushEvery, @NotNull Duration postEvery) {

    public StatsProperties(
            @Nullable ZoneId zone, @DefaultValue("1s") Duration pushEvery, @DefaultValue("250ms") Duration postEvery) {
        this.zone = zone == null ? ZoneId.systemDefault() : zone;
        this.pushEvery = pushEvery;
        this.postEvery = postEvery;
    }

    /// The day that it is, or was, at that moment.
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /// The same time of day so many days earlier, also when the clocks were changed in between.
    Instant daysBefore(Instant moment, int days) {
        return moment.atZone(zone).minusDays(days).toInstant();
    }

    /// When the window's first minute began.
    public Instant begin(StatsWindow window, Instant now) {
        return switch (window) {
            case QUARTER -> minutes(15, now);
            case HALF -> minutes(30, now);
            case HOUR -> minutes(60, now);
            case TODAY -> startOfDay(now).truncatedTo(ChronoUnit.MINUTES);
        };
    }

    /// The current minute is the last of them.
    private static Instant minutes(int number, Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).minus(number - 1L, ChronoUnit.MINUTES);
    }

    /// When the day began that it is, or was, at that moment.
    public Instant startOfDay(Instant moment) {
        return day(moment).atStartOfDay(zone).toInstant();
    }
}
