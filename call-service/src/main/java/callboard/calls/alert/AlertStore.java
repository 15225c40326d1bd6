package callboard.calls.alert;

import static callboard.calls.rows.Columns.column;

import callboard.calls.database.WritePath;
import callboard.calls.rows.Columns;
import callboard.contracts.Alert;
import callboard.viewers.Viewer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `alerts` as they are written, in the transaction of whoever has something to write.
@Component
public class AlertStore {

    // One that is kept already must not stop the calls that are noticed with it.
    private static final String KEEP = """
            insert into alerts (id, level, rule, call_id, queue_id, agent_id, at, since, limit_seconds, message)
            select id, level, rule, call_id, queue_id, agent_id, at::timestamptz, since::timestamptz, limit_seconds,
                   message
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::text[])
              as alert (id, level, rule, call_id, queue_id, agent_id, at, since, limit_seconds, message)
            on conflict (id) do nothing
            """;

    private static final String ACKNOWLEDGE = """
            update alerts set acknowledged_by = ?, acknowledged_at = ?
            where id = any(?) and acknowledged_at is null returning *
            """;

    private final JdbcTemplate sql;

    AlertStore(@WritePath JdbcTemplate sql) {
        this.sql = sql;
    }

    /// Keeps them, in the transaction that has noticed them and written their calls. Nothing is asked of the
    /// database
    /// when there are none, which is what nearly every batch of events brings.
    public void keep(List<Alert> alerts) {
        if (!alerts.isEmpty()) {
            sql.update(
                    KEEP,
                    column(alerts, Alert::id),
                    column(alerts, alert -> alert.level().word()),
                    column(alerts, alert -> alert.rule().word()),
                    column(alerts, Alert::callId),
                    column(alerts, Alert::queueId),
                    column(alerts, Alert::agentId),
                    column(alerts, alert -> alert.at().toString()),
                    column(alerts, alert -> alert.since().toString()),
                    alerts.stream().map(Alert::limit).toArray(Long[]::new),
                    column(alerts, Alert::message));
        }
    }

    /// In one order, so that two who acknowledge the same alerts never wait for one another in a circle.
    ///
    /// @return those that there are, and that the viewer may see
    List<String> lock(Collection<String> ids, Viewer viewer) {
        return sql
                .query(
                        "select id, queue_id from alerts where id = any(?) order by id for update",
                        (row, _) -> viewer.allows(row.getString("queue_id"))
                                ? Optional.of(row.getString("id"))
                                : Optional.<String>empty(),
                        (Object) ids.toArray(String[]::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// @return those that nobody had acknowledged before
    List<Alert> acknowledge(Collection<String> ids, String by, Instant at) {
        return sql.query(
                ACKNOWLEDGE, (row, _) -> AlertRepository.alert(row), by, Columns.time(at), ids.toArray(String[]::new));
    }

    /// Newest first; those that there are.
    List<Alert> find(Collection<String> ids) {
        return sql.query(
                "select * from alerts where id = any(?) order by at desc, id desc",
                (row, _) -> AlertRepository.alert(row),
                (Object) ids.toArray(String[]::new));
    }
}
