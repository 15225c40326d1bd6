package callboard.calls.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `channels`: how one is made, as JSON without secrets, its secrets encrypted, and how it is doing, which
/// [ChannelNotices] writes.
@Entity
@Table(name = "channels")
class ChannelRow {

    @Id
    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private String settings = "";

    private byte @Nullable [] secrets;
    private int version;
    private String changedBy = "";
    private Instant changedAt = Instant.EPOCH;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant since;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant toldAt;

    @Column(insertable = false, updatable = false)
    private @Nullable Integer failures;

    @Column(insertable = false, updatable = false)
    private @Nullable String reason;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant nextAt;

    protected ChannelRow() {}

    ChannelRow(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    String settings() {
        return settings;
    }

    byte @Nullable [] secrets() {
        return secrets == null ? null : secrets.clone();
    }

    int version() {
        return version;
    }

    String changedBy() {
        return changedBy;
    }

    Instant changedAt() {
        return changedAt;
    }

    @Nullable
    Instant toldAt() {
        return toldAt;
    }

    int failures() {
        return failures == null ? 0 : failures;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant nextAt() {
        return nextAt;
    }

    /// The next version.
    void change(String newSettings, byte @Nullable [] newSecrets, String by, Instant at) {
        settings = newSettings;
        secrets = newSecrets == null ? null : newSecrets.clone();
        version++;
        changedBy = by;
        changedAt = at;
    }
}
