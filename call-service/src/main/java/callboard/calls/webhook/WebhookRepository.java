package callboard.calls.webhook;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.optionalInstant;
import static callboard.calls.rows.Columns.time;

import callboard.contracts.WebhookSettings;
import callboard.contracts.WebhookType;
import callboard.contracts.WireEnum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `webhooks`.
@Component
class WebhookRepository {

    // What was set anew is tried anew.
    private static final String PUT = """
            insert into webhooks as hook
              (name, url, enabled, types, queue_ids, description, secret, changed_by, changed_at)
            values (:name, :url, :enabled, :types, :queueIds, :description, :secret, :by, :at)
            on conflict (name) do update set url = excluded.url, enabled = excluded.enabled, types = excluded.types,
              queue_ids = excluded.queue_ids, description = excluded.description, version = hook.version + 1,
              changed_by = excluded.changed_by, changed_at = excluded.changed_at, failing_since = null, reason = null
            returning *
            """;

    private static final String ROTATE = """
            update webhooks set old_secret = secret, old_secret_until = ?, secret = ?, version = version + 1,
              changed_by = ?, changed_at = ?
            where name = ?
            """;

    private static final String TURN_OFF = """
            update webhooks set enabled = false, reason = ?, version = version + 1, changed_by = ?, changed_at = ?
            where name = ? and enabled and changed_at = ?
            """;

    private final JdbcClient sql;

    WebhookRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /// By name.
    List<Webhook> all() {
        return sql.sql("select * from webhooks order by name")
                .query((row, _) -> read(row))
                .list();
    }

    Optional<Webhook> find(String name) {
        return sql.sql("select * from webhooks where name = ?")
                .param(name)
                .query((row, _) -> read(row))
                .optional();
    }

    /// Makes it, with this secret, or changes it and leaves its secret as it is.
    Webhook put(String name, WebhookSettings settings, byte[] secret, String by, Instant at) {
        return sql.sql(PUT)
                .param("name", name)
                .param("url", settings.url())
                .param("enabled", settings.enabled())
                .param("types", words(settings.types()))
                .param(
                        "queueIds",
                        settings.queueIds() == null
                                ? new String[0]
                                : settings.queueIds().toArray(String[]::new))
                .param("description", settings.description())
                .param("secret", secret)
                .param("by", by)
                .param("at", time(at))
                .query((row, _) -> read(row))
                .single();
    }

    /// Gives it a new secret; the one that it had signs too until then.
    ///
    /// @return whether there is such a webhook
    boolean rotate(String name, byte[] secret, Instant oldUntil, String by, Instant at) {
        return sql.sql(ROTATE)
                        .params(time(oldUntil), secret, by, time(at), name)
                        .update()
                == 1;
    }

    /// @return whether it was on, and set up as then
    boolean turnOff(Webhook then, String reason, String by, Instant at) {
        return sql.sql(TURN_OFF)
                        .params(reason, by, time(at), then.name(), time(then.changedAt()))
                        .update()
                == 1;
    }

    void delete(String name) {
        sql.sql("delete from webhooks where name = ?").param(name).update();
    }

    /// That so much waits for it that nothing more is kept, or no longer.
    void full(String name, boolean isFull) {
        sql.sql("update webhooks set is_full = ? where name = ?")
                .params(isFull, name)
                .update();
    }

    /// It took something.
    void delivered(String name, Instant at) {
        sql.sql("""
                        update webhooks set delivered_at = ?, failing_since = null,
                          reason = case when enabled then null else reason end
                        where name = ?""").params(time(at), name).update();
    }

    /// It did not take what it was sent last, as it was set up then.
    void failed(Webhook then, Instant at, String reason) {
        sql.sql("""
                        update webhooks set failing_since = coalesce(failing_since, ?), reason = ?
                        where name = ? and enabled and changed_at = ?""")
                .params(time(at), reason, then.name(), time(then.changedAt()))
                .update();
    }

    private static String[] words(@Nullable List<WebhookType> types) {
        return types == null
                ? new String[0]
                : types.stream().map(WebhookType::word).toArray(String[]::new);
    }

    private static Webhook read(ResultSet row) throws SQLException {
        var types = texts(row, "types").stream()
                .map(word -> WireEnum.of(WebhookType.class, word))
                .toList();
        var queues = texts(row, "queue_ids");
        return new Webhook(
                row.getString("name"),
                new WebhookSettings(
                        row.getString("url"),
                        row.getBoolean("enabled"),
                        types.isEmpty() ? null : types,
                        queues.isEmpty() ? null : queues,
                        row.getString("description")),
                row.getBytes("secret"),
                row.getBytes("old_secret"),
                optionalInstant(row, "old_secret_until"),
                row.getInt("version"),
                row.getString("changed_by"),
                instant(row, "changed_at"),
                optionalInstant(row, "failing_since"),
                row.getString("reason"),
                optionalInstant(row, "delivered_at"),
                row.getBoolean("is_full"),
                row.getLong("dropped"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray()).toList();
    }
}
