package callboard.calls.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Has the pools evict connections to a server that is read-only since a failover: each would else go on failing for as
/// long as it lives. New ones are only made to a server that can be written to (`targetServerType`).
///
/// Named in `spring.datasource.hikari.exception-override-class-name`.
public final class EvictReadOnlyConnections implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException fault) {
        return DatabaseFailures.READ_ONLY.equals(fault.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
