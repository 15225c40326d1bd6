package callboard.calls.stats;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.database.ReadPath;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Has whole days of the call centre added up beside quarters of an hour, and says which are. From a day of the
/// calendar on, whoever posts counts posts them to days, too; here the days before are added up, the latest first,
/// one in a transaction. Any number of replicas may: one of them does.
@Component
class StatsCalendar {

    /// Often enough, since it has something to do at the first start and after a change of the zone alone.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final JdbcClient sql;
    private final JdbcClient reads;
    private final ZoneId zone;
    private @Nullable Boolean isOfTheDatabase;

    StatsCalendar(JdbcClient sql, @ReadPath JdbcClient reads, StatsProperties settings) {
        this.sql = sql;
        this.reads = reads;
        this.zone = settings.zone();
    }

    @Bean
    static BackgroundLoop statsCalendarLoop(StatsCalendar calendar) {
        return new BackgroundLoop("stats-calendar", Duration.ZERO, () -> calendar.addOnce() ? Duration.ZERO : PAUSE);
    }

    /// @return whether there may be more to add
    boolean addOnce() {
        return isOfTheDatabase()
                && sql.sql("select count_day(?)")
                        .param(zone.getId())
                        .query(Boolean.class)
                        .single();
    }

    /// From which day on days are added up; absent while none is of this zone.
    Optional<LocalDate> since() {
        return reads.sql("select since from stats_calendar where zone = ?")
                .param(zone.getId())
                .query(LocalDate.class)
                .optional();
    }

    /// PostgreSQL reads the sign of `+02:00` the other way round, so offsets have no days.
    private boolean isOfTheDatabase() {
        if (isOfTheDatabase == null) {
            isOfTheDatabase = reads.sql("select exists (select from pg_timezone_names where name = ?)")
                    .param(zone.getId())
                    .query(Boolean.class)
                    .single();
        }
        return isOfTheDatabase;
    }
}
