package callboard.calls.database;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the connections are shared out. `spring.datasource` says where the database is; its pool is for reads.
///
/// @param writeConnections the write path's own: one for each group commit worker, one each for the sweep, the relay
///         and what people change by hand, and a few for events that are parked
@Validated
@ConfigurationProperties("callboard.database")
record DatabaseProperties(@Min(3) @DefaultValue("8") int writeConnections) {}
