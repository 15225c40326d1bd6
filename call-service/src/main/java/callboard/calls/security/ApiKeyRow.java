package callboard.calls.security;

import callboard.contracts.ApiKeyView;
import callboard.contracts.KeyRole;
import callboard.contracts.WireEnum;
import callboard.contracts.viewer.SecretHash;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `api_keys`: a key that an operator made, without its secret. `place` distinguishes two of one name and
/// role.
@Entity
@Table(name = "api_keys")
class ApiKeyRow {

    @Id
    private UUID id = new UUID(0, 0);

    private String name = "";

    @Convert(converter = RoleWords.class)
    private KeyRole role = KeyRole.INGEST;

    private byte[] secretHash = {};
    private byte @Nullable [] signingSecret;
    private @Nullable Integer eventsPerSecond;
    private int place;
    private String createdBy = "";
    private Instant createdAt = Instant.EPOCH;
    private @Nullable Instant lastUsedAt;
    private @Nullable String revokedBy;
    private @Nullable Instant revokedAt;
    private @Nullable Instant expiresAt;

    protected ApiKeyRow() {}

    ApiKeyRow(
            String name,
            KeyRole role,
            SecretHash hash,
            byte @Nullable [] signingSecret,
            @Nullable Integer eventsPerSecond,
            String createdBy,
            Instant createdAt) {
        this.id = UUID.randomUUID();
        this.name = name;
        this.role = role;
        this.secretHash = hash.bytes();
        this.signingSecret = signingSecret;
        this.eventsPerSecond = eventsPerSecond;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    KeyRole role() {
        return role;
    }

    SecretHash hash() {
        return SecretHash.stored(secretHash);
    }

    Instant createdAt() {
        return createdAt;
    }

    List<byte[]> signingSecrets() {
        return signingSecret == null ? List.of() : List.of(signingSecret);
    }

    @Nullable
    Integer eventsPerSecond() {
        return eventsPerSecond;
    }

    int place() {
        return place;
    }

    void take(int freePlace) {
        place = freePlace;
    }

    boolean isAlive() {
        return revokedAt == null;
    }

    void revoke(String by, Instant at) {
        revokedBy = by;
        revokedAt = at;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    boolean isOver(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    void expire(@Nullable Instant at) {
        expiresAt = at;
    }

    ApiKeyView view() {
        return new ApiKeyView(
                id,
                name,
                role,
                signingSecret != null,
                eventsPerSecond,
                createdBy,
                createdAt,
                lastUsedAt,
                revokedBy,
                revokedAt,
                expiresAt,
                null);
    }

    /// Stored as the word that the wire has for it.
    static class RoleWords implements AttributeConverter<KeyRole, String> {

        @Override
        public String convertToDatabaseColumn(KeyRole role) {
            return role.word();
        }

        @Override
        public KeyRole convertToEntityAttribute(String word) {
            return WireEnum.of(KeyRole.class, word);
        }
    }
}
