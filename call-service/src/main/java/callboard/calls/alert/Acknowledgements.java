package callboard.calls.alert;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import callboard.calls.outbox.Outbox;
import callboard.calls.outbox.Relay;
import callboard.contracts.Alert;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes notice of alerts, for everybody. Who does so first is remembered and published; later ones learn who it was.
@Component
class Acknowledgements {

    private final AlertRows rows;
    private final Outbox outbox;
    private final Relay relay;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Acknowledgements(AlertRows rows, Outbox outbox, Relay relay, DataSource database, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.relay = relay;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    /// @return the alerts as they stand now, newest first; those that there are
    List<Alert> acknowledge(Collection<String> ids, String by) {
        var alerts = transaction.execute(_ -> {
            rows.lock(ids);
            outbox.appendAcknowledged(rows.acknowledge(ids, by, clock.instant()));
            return rows.find(ids);
        });
        relay.wake();
        return alerts;
    }
}
