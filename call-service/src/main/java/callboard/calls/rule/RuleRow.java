package callboard.calls.rule;

import callboard.contracts.RuleSettings;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `rules`: one rule on numbers as it is now.
@Entity
@Table(name = "rules")
class RuleRow {

    @Id
    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable RuleSettings settings;

    private UUID edition = UUID.randomUUID();
    private int version;
    private String changedBy = "";
    private Instant changedAt = Instant.EPOCH;

    protected RuleRow() {}

    RuleRow(String name) {
        this.name = name;
    }

    /// The next version.
    void change(RuleSettings newSettings, String by, Instant at) {
        settings = newSettings;
        edition = UUID.randomUUID();
        version++;
        changedBy = by;
        changedAt = at;
    }

    Rules.Kept kept() {
        return new Rules.Kept(name, Objects.requireNonNull(settings), edition, version, changedBy, changedAt);
    }
}
