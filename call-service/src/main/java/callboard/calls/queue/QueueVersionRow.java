package callboard.calls.queue;

import callboard.contracts.OpenHours;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `queue_versions`: what a queue was from one change to the next, and whose change it was. Never
/// changed.
@Entity
@Table(name = "queue_versions")
@SuppressWarnings("unused") // Read by the database alone.
class QueueVersionRow {

    @Embeddable
    record Key(String queueId, int version) implements Serializable {}

    @EmbeddedId
    private Key key = new Key("", 0);

    private String displayName = "";
    private int waitLimit;
    private int routingLimit;
    private int holdLimit;
    private int shortCallLimit;
    private int targetPercent;
    private @Nullable Integer targetSeconds;
    private String numbers = "";
    private int wrapUp;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable OpenHours openHours;

    private @Nullable String popUrl;
    private boolean retired;
    private String changedBy = "";
    private Instant changedAt = Instant.EPOCH;

    protected QueueVersionRow() {}

    QueueVersionRow(
            Key key,
            String displayName,
            int waitLimit,
            int routingLimit,
            int holdLimit,
            int shortCallLimit,
            int targetPercent,
            @Nullable Integer targetSeconds,
            String numbers,
            int wrapUp,
            @Nullable OpenHours openHours,
            @Nullable String popUrl,
            boolean retired,
            String changedBy,
            Instant changedAt) {
        this.key = key;
        this.displayName = displayName;
        this.waitLimit = waitLimit;
        this.routingLimit = routingLimit;
        this.holdLimit = holdLimit;
        this.shortCallLimit = shortCallLimit;
        this.targetPercent = targetPercent;
        this.targetSeconds = targetSeconds;
        this.numbers = numbers;
        this.wrapUp = wrapUp;
        this.openHours = openHours;
        this.popUrl = popUrl;
        this.retired = retired;
        this.changedBy = changedBy;
        this.changedAt = changedAt;
    }
}
