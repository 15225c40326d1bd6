package callboard.calls.alert;

import static callboard.calls.rows.Columns.column;
import static java.util.stream.Collectors.joining;

import callboard.calls.database.ReadPath;
import callboard.calls.database.WritePath;
import callboard.calls.rows.Columns;
import callboard.calls.rows.Cursor;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.AlertPage;
import callboard.contracts.AlertState;
import callboard.contracts.AlertsAcknowledged;
import callboard.contracts.AlertsAcknowledgement;
import callboard.contracts.Crossing;
import callboard.contracts.Rule;
import callboard.contracts.WireEnum;
import callboard.contracts.viewer.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The rows of `alerts`: written in the transaction that detects or acknowledges them.
@Component
public class AlertRepository {

    // One that is kept already must not stop the calls that are noticed with it. A breach is the incident that its
    // warning was: who took that has this, too.
    private static final String KEEP = """
            with kept as (
            insert into alerts (id, level, rule, call_id, queue_id, agent_id, at, since, limit_seconds, message,
                                cleared_at, crossing, acknowledged_by, acknowledged_at)
            select now.id, now.level, now.rule, now.call_id, now.queue_id, now.agent_id, now.at::timestamptz,
                   now.since::timestamptz, now.limit_seconds, now.message, now.cleared_at::timestamptz, now.crossing::jsonb,
                   warning.acknowledged_by, warning.acknowledged_at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::text[], ?::text[], ?::text[])
              as now (id, level, rule, call_id, queue_id, agent_id, at, since, limit_seconds, message, cleared_at,
                      crossing)
            left join alerts warning on warning.call_id = now.call_id and warning.rule = now.rule
              and warning.since = now.since::timestamptz and warning.level = 'warning' and now.level = 'breach'
            on conflict (id) do nothing
            returning *)
            select * from kept where acknowledged_at is not null
            """;

    private static final String CORRECT = """
            update alerts set queue_id = now.queue_id, agent_id = now.agent_id, at = now.at::timestamptz,
                              limit_seconds = now.limit_seconds, message = now.message,
                              cleared_at = now.cleared_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
              as now (id, queue_id, agent_id, at, limit_seconds, message, cleared_at)
            where alerts.id = now.id
            """;

    private static final String CLEAR = """
            with over as (select id from alerts where id = any(?) and cleared_at is null order by id for update)
            update alerts set cleared_at = ? from over where alerts.id = over.id returning alerts.*
            """;

    private static final String ACKNOWLEDGE = """
            update alerts set acknowledged_by = ?, acknowledged_at = ?
            where id = any(?) and acknowledged_at is null returning *
            """;

    // In one order here, too. Rows of before the column existed were seen long ago.
    private static final String ACKNOWLEDGE_MATCHING = """
            with wanted as (
              select id from alerts %s and at <= ? and id <> all(?)
                and (kept_at is null or kept_at <= clock_timestamp() - make_interval(secs => ?))
              order by id limit ? for update),
            taken as (
              update alerts set acknowledged_by = ?, acknowledged_at = ? from wanted
              where alerts.id = wanted.id and acknowledged_at is null returning queue_id)
            select queue_id, count(*) as number from taken group by queue_id order by queue_id
            """;

    private final JdbcClient reads;
    private final JdbcClient writes;
    private final JsonMapper json;

    AlertRepository(@ReadPath JdbcClient reads, @WritePath JdbcClient writes, JsonMapper json) {
        this.reads = reads;
        this.writes = writes;
        this.json = json;
    }

    /// Of the queues that the viewer may see.
    AlertPage page(AlertFilter filter, int limit, @Nullable Cursor cursor, Viewer viewer) {
        var matching = Where.matching(filter, viewer);
        var wanted = matching.after(cursor);
        // Counted by the same statement, so that the total is of the very moment of the rows. One row more than asked
        // for shows whether there is a next page.
        var found = reads.sql("select alerts.*, (select count(*) from alerts%s) as total from alerts%s"
                                .formatted(matching.clause(), wanted.clause())
                        + " order by at desc, id desc limit ?")
                .params(matching.values())
                .params(wanted.values())
                .param(limit + 1)
                .query((row, _) -> new Found(alert(row), row.getLong("total")))
                .list();
        boolean more = found.size() > limit;
        var data = found.stream().limit(limit).map(Found::alert).toList();
        return new AlertPage(
                data,
                found.isEmpty() ? count(matching) : found.getFirst().total(),
                more ? new Cursor("", data.getLast().at(), data.getLast().id()).toString() : null);
    }

    private long count(Where matching) {
        return reads.sql("select count(*) from alerts" + matching.clause())
                .params(matching.values())
                .query(Long.class)
                .single();
    }

    /// Keeps them, in the transaction that has noticed them and written their calls. Nothing is asked of the database
    /// when there are none, which is what nearly every batch of events brings.
    ///
    /// @return those that somebody had taken before they were raised
    public List<Alert> keep(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return List.of();
        }
        return writes.sql(KEEP)
                .params(
                        column(alerts, Alert::id),
                        column(alerts, alert -> alert.level().word()),
                        column(alerts, alert -> alert.rule().word()),
                        column(alerts, Alert::callId),
                        column(alerts, Alert::queueId),
                        column(alerts, Alert::agentId),
                        column(alerts, alert -> alert.at().toString()),
                        column(alerts, alert -> alert.since().toString()),
                        alerts.stream().map(Alert::limit).toArray(Long[]::new),
                        column(alerts, Alert::message),
                        column(alerts, AlertRepository::clearedAt),
                        column(
                                alerts,
                                alert -> alert.crossing() == null ? null : json.writeValueAsString(alert.crossing())))
                .query((row, _) -> alert(row))
                .list();
    }

    /// Those of some calls that are stored as open. Locked in the order in which who acknowledges locks them, so that
    /// the two never wait for one another in a circle.
    public List<Alert> lockOpen(Collection<String> callIds) {
        return writes.sql("select * from alerts where call_id = any(?) and cleared_at is null order by id for update")
                .param(callIds.toArray(String[]::new))
                .query((row, _) -> alert(row))
                .list();
    }

    /// Clears what is open of these, which are of no call, in the transaction that finds them over.
    ///
    /// @return as they stand since then
    public List<Alert> clear(Collection<String> ids, Instant at) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return writes.sql(CLEAR)
                .params(ids.toArray(String[]::new), Columns.time(at))
                .query((row, _) -> alert(row))
                .list();
    }

    private static @Nullable String clearedAt(Alert alert) {
        return alert.clearedAt() == null ? null : alert.clearedAt().toString();
    }

    /// Those of a call.
    public List<Alert> of(String callId) {
        return writes.sql("select * from alerts where call_id = ?")
                .param(callId)
                .query((row, _) -> alert(row))
                .list();
    }

    /// Says of kept ones what a sender's later word makes of them, in the transaction that takes that word in.
    public void correct(List<Alert> alerts) {
        if (!alerts.isEmpty()) {
            writes.sql(CORRECT)
                    .params(
                            column(alerts, Alert::id),
                            column(alerts, Alert::queueId),
                            column(alerts, Alert::agentId),
                            column(alerts, alert -> alert.at().toString()),
                            alerts.stream().map(Alert::limit).toArray(Long[]::new),
                            column(alerts, Alert::message),
                            column(alerts, AlertRepository::clearedAt))
                    .update();
        }
    }

    /// Removes those that a sender's later word belies, in the transaction that takes that word in.
    public void withdraw(List<Alert> alerts) {
        if (!alerts.isEmpty()) {
            writes.sql("delete from alerts where id = any(?)")
                    .param(column(alerts, Alert::id))
                    .update();
        }
    }

    /// In one order, so that two who acknowledge the same alerts never wait for one another in a circle.
    ///
    /// @return those that there are, and that the viewer may see
    List<String> lock(Collection<String> ids, Viewer viewer) {
        return writes
                .sql("select id, queue_id from alerts where id = any(?) order by id for update")
                .param(ids.toArray(String[]::new))
                .query((row, _) -> viewer.allows(row.getString("queue_id"))
                        ? Optional.of(row.getString("id"))
                        : Optional.<String>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// @return those that nobody had acknowledged before
    List<Alert> acknowledge(Collection<String> ids, String by, Instant at) {
        return writes.sql(ACKNOWLEDGE)
                .params(by, Columns.time(at), ids.toArray(String[]::new))
                .query((row, _) -> alert(row))
                .list();
    }

    /// Up to so many of those that are open, match, and were noticed when the caller had seen them.
    ///
    /// @return how many of each queue
    List<AlertsAcknowledged> acknowledge(
            AlertFilter open, AlertsAcknowledgement seen, String by, Instant at, int limit, Viewer viewer) {
        var matching = Where.matching(open, viewer);
        return writes.sql(ACKNOWLEDGE_MATCHING.formatted(matching.clause()))
                .params(matching.values())
                .params(
                        Columns.time(seen.until()),
                        seen.except() == null ? new String[0] : seen.except().toArray(String[]::new),
                        seen.ago() == null ? 0 : seen.ago(),
                        limit,
                        by,
                        Columns.time(at))
                .query((row, _) -> new AlertsAcknowledged(row.getString("queue_id"), by, at, row.getLong("number")))
                .list();
    }

    /// Newest first; those that there are, in the caller's transaction.
    List<Alert> find(Collection<String> ids) {
        return writes.sql("select * from alerts where id = any(?) order by at desc, id desc")
                .param(ids.toArray(String[]::new))
                .query((row, _) -> alert(row))
                .list();
    }

    /// Said as the index on the open ones says it.
    private static String isIn(AlertState state) {
        return switch (state) {
            case OPEN -> "acknowledged_at is null and cleared_at is null";
            case ACKNOWLEDGED -> "acknowledged_at is not null and cleared_at is null";
            case CLEARED -> "cleared_at is not null";
        };
    }

    private record Found(Alert alert, long total) {}

    /// Conditions and the values for their question marks.
    private record Where(List<String> conditions, List<Object> values) {

        static Where matching(AlertFilter filter, Viewer viewer) {
            var where = new Where(new ArrayList<>(), new ArrayList<>());
            if (!filter.states().isEmpty()) {
                where.conditions.add(
                        filter.states().stream().map(AlertRepository::isIn).collect(joining(" or ", "(", ")")));
            }
            where.any("level", filter.levels());
            where.any("rule", filter.rules());
            if (viewer.queues() != null) {
                where.conditions.add("queue_id = any(?::text[])");
                where.values.add(viewer.queues().toArray(String[]::new));
            }
            where.is("queue_id", filter.queueId());
            where.is("call_id", filter.callId());
            return where;
        }

        Where after(@Nullable Cursor cursor) {
            var where = new Where(new ArrayList<>(conditions), new ArrayList<>(values));
            if (cursor != null) {
                where.conditions.add("(at, id) < (?, ?)");
                where.values.addAll(List.of(cursor.argument(), cursor.id()));
            }
            return where;
        }

        String clause() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        private void is(String column, @Nullable String value) {
            if (value != null) {
                conditions.add(column + " = ?");
                values.add(value);
            }
        }

        private void any(String column, Collection<? extends WireEnum> words) {
            if (!words.isEmpty()) {
                conditions.add(column + " = any(?::text[])");
                values.add(words.stream().map(WireEnum::word).toArray(String[]::new));
            }
        }
    }

    /// The alert in a row with all of the table's columns.
    public static Alert alert(ResultSet row) throws SQLException {
        var crossing = row.getString("crossing");
        return new Alert(
                row.getString("id"),
                Columns.word(row, "level", AlertLevel.class),
                Columns.word(row, "rule", Rule.class),
                row.getString("call_id"),
                row.getString("queue_id"),
                row.getString("agent_id"),
                Columns.instant(row, "at"),
                Columns.instant(row, "since"),
                row.getLong("limit_seconds"),
                row.getString("message"),
                row.getString("acknowledged_by"),
                Columns.optionalInstant(row, "acknowledged_at"),
                Columns.optionalInstant(row, "cleared_at"),
                crossing == null ? null : JsonMapper.shared().readValue(crossing, Crossing.class));
    }
}
