package callboard.calls.security;

import callboard.contracts.ApiKeyView;
import callboard.contracts.KeyRole;
import callboard.contracts.WireEnum;
import callboard.viewers.SecretHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `api_keys`.
@Component
class KeyRepository {

    // Places free of a name and role; who comes third finds none.
    private static final String INSERT = """
            insert into api_keys (id, name, role, secret_hash, signing_secret, events_per_second, place, created_by, created_at)
            select ?::uuid, ?, ?, ?::bytea, ?::bytea, ?::integer, place, ?, ?::timestamptz
            from (values (1), (2)) as places (place)
            where not exists (select from api_keys as other where other.name = ? and other.role = ?
                                and other.place = places.place and other.revoked_at is null)
            order by place limit 1
            on conflict (name, role, place) where revoked_at is null do nothing
            """;

    /// A key that is alive.
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            String name,
            KeyRole role,
            SecretHash hash,
            byte @Nullable [] signingSecret,
            @Nullable Integer eventsPerSecond) {}

    private final JdbcTemplate sql;

    KeyRepository(JdbcTemplate sql) {
        this.sql = sql;
    }

    List<Row> alive() {
        return sql.query(
                "select * from api_keys where revoked_at is null",
                (row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        WireEnum.of(KeyRole.class, row.getString("role")),
                        SecretHash.stored(row.getBytes("secret_hash")),
                        row.getBytes("signing_secret"),
                        row.getObject("events_per_second", Integer.class)));
    }

    /// @return false when two keys of that name and role are alive
    boolean insert(Row key, String by, Instant at) {
        return sql.update(
                        INSERT,
                        key.id(),
                        key.name(),
                        key.role().word(),
                        key.hash().bytes(),
                        key.signingSecret(),
                        key.eventsPerSecond(),
                        by,
                        at.atOffset(ZoneOffset.UTC),
                        key.name(),
                        key.role().word())
                == 1;
    }

    /// @return whether it was alive
    boolean revoke(UUID id, String by, Instant at) {
        return sql.update(
                        "update api_keys set revoked_by = ?, revoked_at = ? where id = ? and revoked_at is null",
                        by,
                        at.atOffset(ZoneOffset.UTC),
                        id)
                == 1;
    }

    Optional<ApiKeyView> find(UUID id) {
        return sql.query("select * from api_keys where id = ?", (row, _) -> view(row), id).stream()
                .findFirst();
    }

    /// The newest first, revoked ones too, a thousand at most.
    List<ApiKeyView> all() {
        return sql.query("select * from api_keys order by created_at desc, id limit 1000", (row, _) -> view(row));
    }

    /// They were used just now; kept to the minute, so that a busy key's row is not written every time.
    void used(Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            sql.update("""
                    update api_keys set last_used_at = now()
                    where id = any(?::uuid[]) and (last_used_at is null or last_used_at < now() - interval '1 minute')
                    """, (Object) ids.toArray(UUID[]::new));
        }
    }

    private static ApiKeyView view(ResultSet row) throws SQLException {
        return new ApiKeyView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                WireEnum.of(KeyRole.class, row.getString("role")),
                row.getBytes("signing_secret") != null,
                row.getObject("events_per_second", Integer.class),
                row.getString("created_by"),
                instant(row, "created_at"),
                instant(row, "last_used_at"),
                row.getString("revoked_by"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
