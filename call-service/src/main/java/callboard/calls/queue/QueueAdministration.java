package callboard.calls.queue;

import callboard.calls.audit.Audit;
import callboard.calls.lifecycle.Limits;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.ChangeKind;
import callboard.contracts.QueueSettings;
import callboard.contracts.QueueView;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Making, changing and retiring queues. Every change is a version, kept with the name of who made it.
@Component
public class QueueAdministration {

    private final QueueRepository rows;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final Queues queues;
    private final Audit audit;
    private final StatsProperties stats;
    private final Clock clock;

    QueueAdministration(
            QueueRepository rows,
            EntityManager entities,
            TransactionTemplate transaction,
            Queues queues,
            Audit audit,
            StatsProperties stats,
            Clock clock) {
        this.rows = rows;
        this.entities = entities;
        this.transaction = transaction;
        this.queues = queues;
        this.audit = audit;
        this.stats = stats;
        this.clock = clock;
    }

    /// Makes the queue, or changes it; a retired one is open again.
    ///
    /// @return the queue as it is now; its version is 1 when it was made
    QueueView put(String id, QueueSettings settings, String by) {
        try {
            return write(id, settings, by);
        } catch (DataIntegrityViolationException _) {
            // Another request made it at this very moment; now it is there to be changed.
            return write(id, settings, by);
        }
    }

    /// Makes the queue with the limits that every queue has unless it says otherwise; one that was ever made stays
    /// as it is, be it retired.
    public void adopt(String id, String by) {
        try {
            transaction.executeWithoutResult(_ -> {
                if (rows.lock(id).isEmpty()) {
                    var queue = new QueueRow(
                            id,
                            new QueueSettings(
                                    id,
                                    Limits.STANDARD.waitLimit(),
                                    Limits.STANDARD.routingLimit(),
                                    Limits.STANDARD.holdLimit(),
                                    Limits.STANDARD.shortCallLimit()),
                            stats.zone());
                    entities.persist(queue);
                    rows.flush();
                    keepVersion(queue, null, by);
                }
            });
        } catch (DataIntegrityViolationException violation) {
            // Somebody else may have made it at this very moment.
            if (!rows.existsById(id)) {
                throw violation;
            }
        }
        queues.read();
    }

    private QueueView write(String id, QueueSettings settings, String by) {
        var view = transaction.execute(_ -> {
            var queue = rows.lock(id).orElse(null);
            var before = queue == null ? null : queue.view();
            if (queue == null) {
                queue = new QueueRow(id, settings, stats.zone());
                entities.persist(queue);
            } else {
                queue.change(settings, stats.zone());
            }
            // The version refers to its queue, which has to be there first.
            rows.flush();
            return keepVersion(queue, before, by);
        });
        queues.read();
        return view;
    }

    private QueueView keepVersion(QueueRow queue, @Nullable QueueView before, String by) {
        var view = queue.view();
        entities.persist(queue.asVersion(by, clock.instant()));
        audit.changed(by, ChangeKind.QUEUE, view.id(), before, view);
        return view;
    }

    /// Closes the queue for new calls; those in it go on. Absent when there is no such queue, or it is closed
    /// already.
    Optional<QueueView> retire(String id, String by) {
        Optional<QueueView> view =
                transaction.execute(_ -> rows.lock(id).filter(QueueRow::open).map(queue -> {
                    var before = queue.view();
                    queue.retire(clock.instant());
                    rows.flush();
                    return keepVersion(queue, before, by);
                }));
        queues.read();
        return view;
    }
}
