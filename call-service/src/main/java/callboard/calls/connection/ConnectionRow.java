package callboard.calls.connection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `connections`: how one is made, as JSON without secrets, and its secrets encrypted.
@Entity
@Table(name = "connections")
class ConnectionRow {

    @Id
    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private String settings = "";

    private byte @Nullable [] secrets;
    private int version;
    private String changedBy = "";
    private Instant changedAt = Instant.EPOCH;

    protected ConnectionRow() {}

    ConnectionRow(String name) {
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

    /// The next version.
    void change(String newSettings, byte @Nullable [] newSecrets, String by, Instant at) {
        settings = newSettings;
        secrets = newSecrets == null ? null : newSecrets.clone();
        version++;
        changedBy = by;
        changedAt = at;
    }
}
