package callboard.calls.rule;

import callboard.calls.audit.Audit;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.ChangeKind;
import callboard.contracts.OpenHours;
import callboard.contracts.RuleSettings;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The rules as administrators made them. What was raised by an earlier version of a rule, or by one that is gone, is
/// cleared by who evaluates them.
@Component
class Rules {

    /// One of them.
    ///
    /// @param edition another one with each change, also where a rule takes the name of one that is gone
    record Kept(String name, RuleSettings settings, UUID edition, int version, String changedBy, Instant changedAt) {}

    private final RuleRepository rows;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final StatsProperties stats;
    private final Clock clock;

    Rules(
            RuleRepository rows,
            EntityManager entities,
            TransactionTemplate transaction,
            Audit audit,
            StatsProperties stats,
            Clock clock) {
        this.rows = rows;
        this.entities = entities;
        this.transaction = transaction;
        this.audit = audit;
        this.stats = stats;
        this.clock = clock;
    }

    /// By name.
    List<Kept> all() {
        return rows.findAllByOrderByName().stream().map(RuleRow::kept).toList();
    }

    Optional<Kept> find(String name) {
        return rows.findByName(name).map(RuleRow::kept);
    }

    /// Makes it, or changes it.
    Kept put(String name, RuleSettings settings, String by) {
        try {
            return write(name, settings, by);
        } catch (DataIntegrityViolationException _) {
            // Another request made it at this very moment; now it is there to be changed.
            return write(name, settings, by);
        }
    }

    private Kept write(String name, RuleSettings settings, String by) {
        return transaction.execute(_ -> {
            var known = rows.lock(name);
            var before = known.map(each -> each.kept().settings()).orElse(null);
            var row = known.orElseGet(() -> new RuleRow(name));
            row.change(zoned(settings), by, clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (known.isEmpty()) {
                entities.persist(row);
            }
            rows.flush();
            audit.changed(by, ChangeKind.RULE, name, before, row.kept().settings());
            return row.kept();
        });
    }

    Optional<Kept> delete(String name, String by) {
        return transaction.execute(_ -> rows.lock(name).map(row -> {
            rows.delete(row);
            audit.changed(by, ChangeKind.RULE, name, row.kept().settings(), null);
            return row.kept();
        }));
    }

    /// With the zone of its hours: it stays theirs.
    RuleSettings zoned(RuleSettings rule) {
        return new RuleSettings(
                rule.measure(),
                rule.window(),
                rule.scope(),
                rule.queueId(),
                rule.above(),
                rule.below(),
                rule.forSeconds(),
                rule.hysteresis(),
                zoned(rule.hours()),
                rule.whileOpen(),
                rule.level(),
                rule.enabled());
    }

    private @Nullable OpenHours zoned(@Nullable OpenHours hours) {
        return hours == null || hours.week().stream().allMatch(List::isEmpty)
                ? null
                : hours.in(stats.zone().getId());
    }
}
