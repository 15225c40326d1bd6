package callboard.calls.channel;

import callboard.calls.audit.Audit;
import callboard.calls.security.SecretBox;
import callboard.calls.security.SecretFields;
import callboard.contracts.ChangeKind;
import callboard.contracts.ChannelSettings;
import callboard.contracts.ChannelView;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The channels as operators set them up.
@Component
class Channels {

    private final ChannelRepository rows;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final SecretFields secrets;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    Channels(
            ChannelRepository rows,
            EntityManager entities,
            TransactionTemplate transaction,
            SecretFields secrets,
            Audit audit,
            JsonMapper json,
            Clock clock) {
        this.rows = rows;
        this.entities = entities;
        this.transaction = transaction;
        this.secrets = secrets;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /// By name.
    List<ChannelView> all() {
        return rows.findAllByOrderByName().stream().map(this::view).toList();
    }

    Optional<ChannelView> find(String name) {
        return rows.findByName(name).map(this::view);
    }

    /// Those that are to tell something, by name, without their secrets.
    Map<String, ChannelSettings> enabled() {
        var enabled = new LinkedHashMap<String, ChannelSettings>();
        for (var row : rows.findAllByOrderByName()) {
            var settings = settings(row);
            if (Boolean.TRUE.equals(settings.enabled())) {
                enabled.put(row.name(), settings);
            }
        }
        return enabled;
    }

    /// With the secrets that are stored of that channel, where one is missing.
    ///
    /// @throws SecretBox.SecretException when a stored secret can't be read
    ChannelSettings complete(String name, ChannelSettings settings) {
        return complete(name, settings, rows.findByName(name).orElse(null));
    }

    private ChannelSettings complete(String name, ChannelSettings settings, @Nullable ChannelRow known) {
        return known == null ? settings : secrets.complete(ownerOf(name), settings, settings(known), known.secrets());
    }

    private static String ownerOf(String name) {
        return "channel " + name;
    }

    /// Makes it, or changes it; a secret that is absent stays as it is.
    ///
    /// @throws SecretBox.SecretException when a secret can't be kept, or a stored one can't be read
    ChannelView put(String name, ChannelSettings settings, String by) {
        try {
            return write(name, settings, by);
        } catch (DataIntegrityViolationException _) {
            // Another request made it at this very moment; now it is there to be changed.
            return write(name, settings, by);
        }
    }

    private ChannelView write(String name, ChannelSettings settings, String by) {
        return transaction.execute(_ -> {
            var known = rows.lock(name);
            var row = known.orElseGet(() -> new ChannelRow(name));
            var before = known.map(this::settings).orElse(null);
            var complete = complete(name, settings, known.orElse(null));
            row.change(
                    json.writeValueAsString(settings.withSecrets(Map.of())),
                    secrets.sealed(ownerOf(name), complete),
                    by,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (known.isEmpty()) {
                entities.persist(row);
            }
            rows.flush();
            var channel = view(row);
            audit.changed(by, ChangeKind.CHANNEL, name, before, channel.settings());
            return channel;
        });
    }

    /// What it was, if it was there.
    Optional<ChannelView> delete(String name, String by) {
        return transaction.execute(_ -> rows.lock(name).map(row -> {
            rows.delete(row);
            var channel = view(row);
            audit.changed(by, ChangeKind.CHANNEL, name, channel.settings(), null);
            return channel;
        }));
    }

    private ChannelSettings settings(ChannelRow row) {
        return json.readValue(row.settings(), ChannelSettings.class);
    }

    private ChannelView view(ChannelRow row) {
        var settings = settings(row);
        return new ChannelView(
                row.name(),
                settings,
                row.secrets() == null ? List.of() : List.copyOf(new TreeSet<>(settings.secretNames())),
                row.version(),
                row.changedBy(),
                row.changedAt(),
                row.toldAt(),
                row.failures(),
                row.reason(),
                row.nextAt());
    }
}
