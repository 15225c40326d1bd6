package callboard.calls.connection;

import callboard.calls.audit.Audit;
import callboard.calls.security.SecretBox;
import callboard.calls.security.SecretFields;
import callboard.contracts.ChangeKind;
import callboard.contracts.ConnectionSettings;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The connections as operators set them up. What is stored of a connection's secrets is a box of all of them, by the
/// names of their fields; it is opened for who dials alone.
@Component
class Connections {

    private final ConnectionRepository rows;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final SecretFields secrets;
    private final JsonMapper json;
    private final Clock clock;

    /// One of them.
    ///
    /// @param settings without secrets
    record Connection(
            String name,
            int version,
            ConnectionSettings settings,
            byte @Nullable [] box,
            String changedBy,
            Instant changedAt) {}

    Connections(
            ConnectionRepository rows,
            EntityManager entities,
            TransactionTemplate transaction,
            Audit audit,
            SecretFields secrets,
            JsonMapper json,
            Clock clock) {
        this.rows = rows;
        this.entities = entities;
        this.transaction = transaction;
        this.audit = audit;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
    }

    @Bean
    static SecretBox secretBox(ConnectionProperties properties) {
        return new SecretBox(properties.secretsKey());
    }

    /// By name.
    List<Connection> all() {
        return rows.findAllByOrderByName().stream().map(this::read).toList();
    }

    Optional<Connection> find(String name) {
        return rows.findByName(name).map(this::read);
    }

    /// Makes it, or changes it; a secret that is absent stays as it is.
    ///
    /// @throws SecretBox.SecretException when a secret can't be kept, or a stored one can't be read
    Connection put(String name, ConnectionSettings settings, String by) {
        try {
            return write(name, settings, by);
        } catch (DataIntegrityViolationException _) {
            // Another request made it at this very moment; now it is there to be changed.
            return write(name, settings, by);
        }
    }

    private Connection write(String name, ConnectionSettings settings, String by) {
        return transaction.execute(_ -> {
            var known = rows.lock(name);
            var row = known.orElseGet(() -> new ConnectionRow(name));
            var before = known.map(this::read).orElse(null);
            var complete = complete(settings, before);
            row.change(
                    json.writeValueAsString(settings.withSecrets(Map.of())),
                    secrets.sealed(name, complete),
                    by,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (known.isEmpty()) {
                entities.persist(row);
            }
            rows.flush();
            var connection = read(row);
            audit.changed(
                    by, ChangeKind.CONNECTION, name, before == null ? null : before.settings, connection.settings);
            return connection;
        });
    }

    /// With the secrets that are stored, where one is missing.
    ///
    /// @param known of another kind its secrets are none of these
    ConnectionSettings complete(ConnectionSettings settings, @Nullable Connection known) {
        return known == null ? settings : secrets.complete(known.name, settings, known.settings, known.box);
    }

    Optional<Connection> delete(String name, String by) {
        return transaction.execute(_ -> rows.lock(name).map(row -> {
            rows.delete(row);
            var connection = read(row);
            audit.changed(by, ChangeKind.CONNECTION, name, connection.settings, null);
            return connection;
        }));
    }

    private Connection read(ConnectionRow row) {
        return new Connection(
                row.name(),
                row.version(),
                json.readValue(row.settings(), ConnectionSettings.class),
                row.secrets(),
                row.changedBy(),
                row.changedAt());
    }
}
