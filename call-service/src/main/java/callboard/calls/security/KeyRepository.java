package callboard.calls.security;

import callboard.contracts.KeyRole;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The rows of `api_keys`.
interface KeyRepository extends Repository<ApiKeyRow, UUID> {

    List<ApiKeyRow> findByRevokedAtIsNull();

    List<ApiKeyRow> findByNameAndRoleAndRevokedAtIsNull(String name, KeyRole role);

    /// Until the transaction ends nobody else makes keys for this sender.
    @Query(nativeQuery = true, value = "select count(*) from pg_advisory_xact_lock(20261128, hashtext(:sender))")
    long lockSender(String sender);

    /// The newest first, revoked ones too.
    List<ApiKeyRow> findTop1000ByOrderByCreatedAtDescIdAsc();

    /// Of two who revoke it at once, the second finds it revoked.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select key from ApiKeyRow key where key.id = :id")
    Optional<ApiKeyRow> lock(UUID id);

    /// Revokes those whose end has come, so that each replica knows and its place is free.
    @Modifying
    @Transactional
    @Query(nativeQuery = true, value = """
            update api_keys set revoked_at = expires_at, revoked_by = 'expiry'
            where revoked_at is null and expires_at <= :now
            """)
    void endExpired(Instant now);

    /// They were used just now; kept to the minute, so that a busy key's row is not written every time.
    @Modifying
    @Transactional
    @Query(nativeQuery = true, value = """
            update api_keys set last_used_at = now()
            where id in (:ids) and (last_used_at is null or last_used_at < now() - interval '1 minute')
            """)
    void used(Collection<UUID> ids);
}
