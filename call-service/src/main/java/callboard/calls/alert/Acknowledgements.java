package callboard.calls.alert;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import callboard.calls.database.WritePath;
import callboard.calls.outbox.Outbox;
import callboard.calls.outbox.Relay;
import callboard.contracts.Alert;
import callboard.viewers.Viewer;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes notice of alerts, for everybody. Who does so first is remembered and published; later ones learn who it was.
@Component
class Acknowledgements {

    private final AlertStore store;
    private final Outbox outbox;
    private final Relay relay;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Acknowledgements(AlertStore store, Outbox outbox, Relay relay, @WritePath JdbcTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.relay = relay;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// @return the alerts as they stand now, newest first; those that there are, and that the viewer may see
    List<Alert> acknowledge(Collection<String> wanted, String by, Viewer viewer) {
        var alerts = transaction.execute(_ -> {
            var ids = store.lock(wanted, viewer);
            outbox.appendAcknowledged(store.acknowledge(ids, by, clock.instant()));
            return store.find(ids);
        });
        relay.wake();
        return alerts;
    }
}
