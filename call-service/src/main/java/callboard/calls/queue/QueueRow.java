package callboard.calls.queue;

import callboard.contracts.NumberPrivacy;
import callboard.contracts.OpenHours;
import callboard.contracts.QueueSettings;
import callboard.contracts.QueueView;
import callboard.contracts.WireEnum;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `queues`: a queue as it is now, limits in seconds.
@Entity
@Table(name = "queues")
class QueueRow {

    @Id
    private String id = "";

    private String displayName = "";
    private int version;
    private int waitLimit;
    private int routingLimit;
    private int holdLimit;
    private int shortCallLimit;
    private int targetPercent = 80;
    private @Nullable Integer targetSeconds;
    private String numbers = NumberPrivacy.KEEP.word();
    private int wrapUp;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable OpenHours openHours;

    private @Nullable String popUrl;
    private @Nullable Instant retiredAt;

    protected QueueRow() {}

    QueueRow(String id, QueueSettings settings, ZoneId zone) {
        this.id = id;
        change(settings, zone);
    }

    boolean open() {
        return retiredAt == null;
    }

    /// The next version; a retired queue is open again with it.
    ///
    /// @param zone of open hours that name none. It stays theirs, so that a call is judged the same whenever it is
    void change(QueueSettings settings, ZoneId zone) {
        version++;
        displayName = settings.displayName();
        waitLimit = settings.waitLimit();
        routingLimit = settings.routingLimit();
        holdLimit = settings.holdLimit();
        shortCallLimit = settings.shortCallLimit();
        if (settings.targetPercent() != null) {
            targetPercent = settings.targetPercent();
        }
        if (settings.targetSeconds() != null) {
            targetSeconds = settings.targetSeconds();
        }
        if (settings.numbers() != null) {
            numbers = settings.numbers().word();
        }
        if (settings.wrapUpSeconds() != null) {
            wrapUp = settings.wrapUpSeconds();
        }
        var hours = settings.openHours();
        if (hours != null) {
            openHours = hours.week().stream().allMatch(List::isEmpty) ? null : hours.in(zone.getId());
        }
        if (settings.popUrl() != null) {
            popUrl = settings.popUrl().isEmpty() ? null : settings.popUrl();
        }
        retiredAt = null;
    }

    void retire(Instant at) {
        version++;
        retiredAt = at;
    }

    QueueVersionRow asVersion(String changedBy, Instant changedAt) {
        return new QueueVersionRow(
                new QueueVersionRow.Key(id, version),
                displayName,
                waitLimit,
                routingLimit,
                holdLimit,
                shortCallLimit,
                targetPercent,
                targetSeconds,
                numbers,
                wrapUp,
                openHours,
                popUrl,
                !open(),
                changedBy,
                changedAt);
    }

    /// As an administrator has just left it.
    QueueView view() {
        return new QueueView(
                id,
                displayName,
                version,
                waitLimit,
                routingLimit,
                holdLimit,
                shortCallLimit,
                targetPercent,
                targetSeconds == null ? waitLimit : targetSeconds,
                WireEnum.of(NumberPrivacy.class, numbers),
                retiredAt,
                null,
                wrapUp == 0 ? null : wrapUp,
                openHours,
                popUrl);
    }
}
