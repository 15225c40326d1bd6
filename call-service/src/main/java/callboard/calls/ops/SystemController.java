package callboard.calls.ops;

import callboard.calls.rows.Columns;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.SystemView;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The service as a whole, for administrators.
@RestController
class SystemController {

    private final Backlog backlog;
    private final JdbcClient sql;
    private final ObjectProvider<Flyway> migrations;
    private final StatsProperties stats;
    private final Instant startedAt;
    private final Clock clock;

    SystemController(
            Backlog backlog,
            JdbcClient sql,
            ObjectProvider<Flyway> migrations,
            StatsProperties stats,
            ApplicationContext application,
            Clock clock) {
        this.backlog = backlog;
        this.sql = sql;
        this.migrations = migrations;
        this.stats = stats;
        this.startedAt = Instant.ofEpochMilli(application.getStartupDate());
        this.clock = clock;
    }

    /// Of the replica that answers; what waits is the same for all.
    @GetMapping("/api/ops/system")
    SystemView system() {
        var waiting = backlog.ask();
        // There is none where a service is told to migrate nothing, as when its AOT cache is recorded.
        var known = Optional.ofNullable(migrations.getIfAvailable()).map(Flyway::info);
        return new SystemView(
                SystemController.class.getPackage().getImplementationVersion(),
                startedAt,
                version(known.map(MigrationInfoService::current)),
                version(known.flatMap(all -> Stream.of(all.all())
                        .filter(each -> each.getState().isResolved())
                        .reduce((_, later) -> later))),
                (long) waiting.pending(),
                Math.max(0, waiting.age()),
                (long) waiting.undelivered(),
                (long) waiting.parked(),
                clock.instant(),
                sql.sql("select clock_timestamp() as now")
                        .query((row, _) -> Columns.instant(row, "now"))
                        .single(),
                stats.zone().getId());
    }

    private static String version(Optional<MigrationInfo> migration) {
        return migration
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion)
                .orElse("0");
    }
}
