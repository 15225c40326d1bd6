package callboard.calls.rule;

import static callboard.calls.rows.Columns.column;
import static callboard.calls.rows.Columns.instant;

import callboard.calls.database.WritePath;
import callboard.calls.rule.RuleState.Holding;
import callboard.calls.rule.RuleState.Raised;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `rule_states`: where a rule's condition holds. It holds nowhere else.
@Component
class RuleStates {

    private static final String KEEP = """
            insert into rule_states as known (rule_name, queue_id, edition, since, seen_at, alert_id)
            select rule_name, queue_id, edition, since::timestamptz, seen_at::timestamptz, alert_id
            from unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])
              as now (rule_name, queue_id, edition, since, seen_at, alert_id)
            on conflict (rule_name, queue_id) do update set edition = excluded.edition,
              since = excluded.since, seen_at = excluded.seen_at, alert_id = excluded.alert_id
            """;

    private static final String REMOVE = """
            delete from rule_states using unnest(?::text[], ?::text[]) as over (rule_name, queue_id)
            where rule_states.rule_name = over.rule_name and rule_states.queue_id = over.queue_id
            """;

    /// One of them.
    ///
    /// @param queueId [RuleHours#ALL] for all together
    /// @param edition of the rule that it is a state of
    /// @param alertId of the alert, once there is one
    record Kept(
            String rule,
            String queueId,
            UUID edition,
            Instant since,
            Instant seen,
            @Nullable String alertId) {

        RuleState state() {
            return alertId == null ? new Holding(since, seen) : new Raised(since);
        }
    }

    private final JdbcClient sql;

    RuleStates(@WritePath JdbcClient sql) {
        this.sql = sql;
    }

    List<Kept> all() {
        return sql.sql("select * from rule_states order by rule_name, queue_id")
                .query((row, _) -> kept(row))
                .list();
    }

    /// Has whoever else evaluates wait until the caller's transaction is over.
    void lock() {
        sql.sql("lock table rule_states in share row exclusive mode").update();
    }

    void keep(Collection<Kept> states) {
        if (!states.isEmpty()) {
            sql.sql(KEEP)
                    .params(
                            column(states, Kept::rule),
                            column(states, Kept::queueId),
                            states.stream().map(Kept::edition).toArray(UUID[]::new),
                            column(states, state -> state.since().toString()),
                            column(states, state -> state.seen().toString()),
                            column(states, Kept::alertId))
                    .update();
        }
    }

    void remove(Collection<Kept> states) {
        if (!states.isEmpty()) {
            sql.sql(REMOVE)
                    .params(column(states, Kept::rule), column(states, Kept::queueId))
                    .update();
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("rule_name"),
                row.getString("queue_id"),
                row.getObject("edition", UUID.class),
                instant(row, "since"),
                instant(row, "seen_at"),
                row.getString("alert_id"));
    }
}
