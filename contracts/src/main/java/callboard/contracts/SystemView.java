package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the call service that answers is: `GET /api/ops/system`.
///
/// @param version           of the build; absent where it was not packaged
/// @param startedAt         when this replica started
/// @param databaseMigration the latest that the database has; later than expected beside a newer version
/// @param expectedMigration the latest that this version knows
/// @param pending           messages still to be published, 100,000 for as many or more
/// @param oldestPending     seconds that the oldest of them has waited; 0 without any
/// @param undelivered       messages that were set aside, 100,000 for as many or more
/// @param parked            events that came too early and wait for their turn
/// @param time              by this replica's clock
/// @param databaseTime      by the database's clock at the same moment
/// @param zone              of the call centre's days
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SystemView(
        @Nullable String version,
        Instant startedAt,
        String databaseMigration,
        String expectedMigration,
        long pending,
        double oldestPending,
        long undelivered,
        long parked,
        Instant time,
        Instant databaseTime,
        String zone) {}
