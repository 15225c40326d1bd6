package callboard.calls.security;

import callboard.calls.audit.Audit;
import callboard.contracts.ApiKeyView;
import callboard.contracts.ChangeKind;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Making and revoking API keys. Two of one name and role may be alive, so that one can take over from the other.
@Component
class KeyAdministration {

    private static final int PLACES = 2;

    private final KeyRepository rows;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final Audit audit;

    KeyAdministration(KeyRepository rows, EntityManager entities, TransactionTemplate transaction, Audit audit) {
        this.rows = rows;
        this.entities = entities;
        this.transaction = transaction;
        this.audit = audit;
    }

    /// The newest first, revoked ones too, a thousand at most.
    List<ApiKeyView> all() {
        return rows.findTop1000ByOrderByCreatedAtDescIdAsc().stream()
                .map(ApiKeyRow::view)
                .toList();
    }

    /// @return false when as many keys of that name and role are alive as may be
    boolean create(ApiKeyRow key, String by) {
        return transaction.execute(_ -> {
            rows.endExpired(key.createdAt());
            // Of many made at once each sees what the one before has made.
            rows.lockSender(key.name() + ' ' + key.role().word());
            var taken = rows.findByNameAndRoleAndRevokedAtIsNull(key.name(), key.role()).stream()
                    .map(ApiKeyRow::place)
                    .toList();
            var free = IntStream.rangeClosed(1, PLACES)
                    .filter(place -> !taken.contains(place))
                    .findFirst();
            free.ifPresent(place -> {
                key.take(place);
                entities.persist(key);
                audit.changed(by, ChangeKind.KEY, key.name(), null, key.view());
            });
            return free.isPresent();
        });
    }

    /// Says when it comes to its end; absent when there is none of this id, or it is revoked.
    Optional<ApiKeyView> expire(UUID id, @Nullable Instant at, String by) {
        return transaction.execute(_ -> rows.lock(id).filter(ApiKeyRow::isAlive).map(key -> {
            var before = key.view();
            key.expire(at);
            var view = key.view();
            audit.changed(by, ChangeKind.KEY, key.name(), before, view);
            return view;
        }));
    }

    /// Revokes it for good; absent when there is none of this id, or it is revoked already.
    Optional<ApiKeyView> revoke(UUID id, String by, Instant at) {
        return transaction.execute(_ -> rows.lock(id).filter(ApiKeyRow::isAlive).map(key -> {
            var before = key.view();
            key.revoke(by, at);
            var view = key.view();
            audit.changed(by, ChangeKind.KEY, key.name(), before, view);
            return view;
        }));
    }
}
