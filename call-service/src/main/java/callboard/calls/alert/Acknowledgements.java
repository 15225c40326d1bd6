package callboard.calls.alert;

import callboard.calls.database.ManualChanges;
import callboard.calls.database.WritePath;
import callboard.calls.outbox.Outbox;
import callboard.calls.outbox.OutboxRelay;
import callboard.contracts.Alert;
import callboard.contracts.AlertsAcknowledged;
import callboard.contracts.AlertsAcknowledgement;
import callboard.contracts.viewer.Viewer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes notice of alerts, for everybody. Who does so first is remembered and published; later ones learn who it
/// was. The name is not verified: the log has the token's.
@Component
public class Acknowledgements {

    private record Done(List<Alert> alerts, List<Alert> first) {}

    private static final int AT_ONCE = 5_000;

    private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);

    private final AlertRepository rows;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final ManualChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Acknowledgements(
            AlertRepository rows,
            Outbox outbox,
            OutboxRelay relay,
            ManualChanges changes,
            @WritePath JdbcTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.relay = relay;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// @return the alerts as they stand now, newest first; those that there are, and that the viewer may see
    public List<Alert> acknowledge(Collection<String> wanted, String by, Viewer viewer) {
        var done = changes.inTurn(() -> transaction.execute(_ -> {
            var ids = rows.lock(wanted, viewer);
            var first = rows.acknowledge(ids, by, clock.instant());
            outbox.appendAcknowledged(first);
            return new Done(rows.find(ids), first);
        }));
        log(done.first, by, viewer);
        return done.alerts;
    }

    /// As they stand, newest first; those that there are.
    public List<Alert> find(Collection<String> ids) {
        return rows.find(ids);
    }

    /// As many as there are, so many at a time that the events of their calls don't wait. They are told as one message
    /// a queue: one for each alert would be more than slow clients take.
    ///
    /// @return how many nobody had acknowledged before
    long acknowledge(AlertFilter filter, AlertsAcknowledgement seen, Viewer viewer) {
        var by = seen.by().strip();
        var at = clock.instant();
        long all = changes.inTurn(() -> {
            long sum = 0;
            for (long some = AT_ONCE; some > 0; sum += some) {
                some = transaction.execute(_ -> {
                    var first = rows.acknowledge(filter, seen, by, at, AT_ONCE, viewer);
                    outbox.appendAcknowledgedAtOnce(first);
                    return first.stream().mapToLong(AlertsAcknowledged::count).sum();
                });
            }
            return sum;
        });
        if (all > 0) {
            relay.wake();
            log.info("{} alerts acknowledged by \"{}\", let in as {}: {}", all, by, viewer.name(), filter);
        }
        return all;
    }

    private void log(List<Alert> first, String by, Viewer viewer) {
        if (!first.isEmpty()) {
            relay.wake();
            log.info(
                    "Alerts acknowledged by \"{}\", let in as {}: {}",
                    by,
                    viewer.name(),
                    first.stream().map(Alert::id).toList());
        }
    }
}
