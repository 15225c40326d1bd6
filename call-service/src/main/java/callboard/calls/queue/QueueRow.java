package callboard.calls.queue;

import java.time.Instant;

import callboard.calls.lifecycle.Limits;
import callboard.contracts.QueueView;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `queues`; limits in seconds.
@Entity
@Table(name = "queues")
class QueueRow {

    @Id
    private String id = "";
    private String displayName = "";
    private int waitLimit;
    private int routingLimit;
    private int holdLimit;
    private int shortCallLimit;
    private @Nullable Instant retiredAt;

    protected QueueRow() {}

    String id() {
        return id;
    }

    boolean open() {
        return retiredAt == null;
    }

    Limits limits() {
        return new Limits(waitLimit, routingLimit, holdLimit, shortCallLimit);
    }

    QueueView view() {
        return new QueueView(id, displayName, waitLimit, routingLimit, holdLimit, shortCallLimit);
    }
}
