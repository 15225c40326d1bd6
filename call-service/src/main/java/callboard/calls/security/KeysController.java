package callboard.calls.security;

import callboard.calls.clock.SenderClocks;
import callboard.calls.web.ProblemException;
import callboard.contracts.ApiKeyExpiry;
import callboard.contracts.ApiKeyRequest;
import callboard.contracts.ApiKeyView;
import callboard.contracts.KeyRole;
import callboard.contracts.NewApiKey;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import callboard.contracts.viewer.SecretHash;
import jakarta.validation.Valid;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// API keys, for administrators: made, listed and revoked while everything runs.
@RestController
class KeysController {

    private static final Logger log = LoggerFactory.getLogger(KeysController.class);
    private static final int SECRET_BYTES = 32;

    private final KeyAdministration administration;
    private final ApiKeys keys;
    private final SenderClocks senderClocks;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeysController(KeyAdministration administration, ApiKeys keys, SenderClocks senderClocks, Clock clock) {
        this.administration = administration;
        this.keys = keys;
        this.senderClocks = senderClocks;
        this.clock = clock;
    }

    /// Those of the configuration, then the others, newest first, revoked ones too. Never a secret.
    @GetMapping("/api/ops/keys")
    List<ApiKeyView> list() {
        return Stream.concat(keys.ofTheConfiguration().stream(), administration.all().stream())
                .map(key -> key.revokedAt() == null && key.role() == KeyRole.INGEST
                        ? key.lagging(senderClocks.lag(key.name()))
                        : key)
                .toList();
    }

    /// Makes one and shows its secret, this once. 409 when two of that name and role are alive.
    @PostMapping("/api/ops/keys")
    ResponseEntity<NewApiKey> create(@Valid @RequestBody ApiKeyRequest wanted, Principal operator) {
        // Recognized at sight, by people and by scanners that look for secrets.
        var secret = "cb_" + wanted.role().word() + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(random());
        var signingSecret = Boolean.TRUE.equals(wanted.signed()) ? random() : null;
        var by = operator.getName();
        var key = new ApiKeyRow(
                wanted.name(),
                wanted.role(),
                SecretHash.of(secret),
                signingSecret,
                wanted.eventsPerSecond(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!administration.create(key, by)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    ProblemCode.KEY_LIMIT,
                    "Two %s keys named %s are alive: revoke one first"
                            .formatted(wanted.role().word(), wanted.name()));
        }
        keys.read();
        log.info("{} made the {} key {} for {}", by, wanted.role().word(), key.id(), wanted.name());
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new NewApiKey(
                        key.view(),
                        secret,
                        signingSecret == null
                                ? null
                                : "whsec_" + Base64.getEncoder().encodeToString(signingSecret)));
    }

    /// Says until when one is good. Then it is revoked by itself, at that moment on every replica.
    @PutMapping("/api/ops/keys/{id}/expiry")
    ApiKeyView expire(@PathVariable UUID id, @Valid @RequestBody ApiKeyExpiry wanted, Principal operator) {
        var at = wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS);
        if (at != null && !at.isAfter(clock.instant())) {
            throw ProblemException.invalidPayload(List.of(
                    new Issue("expiresAt", "must be in the future; to end a key at once, revoke it", "invalid_value")));
        }
        var by = operator.getName();
        var key = administration.expire(id, at, by).orElseThrow(KeysController::unknown);
        keys.read();
        log.info("{} has the key {} end at {}", by, id, at);
        return key;
    }

    /// Revokes one for good. This replica refuses it from now on, the others within
    /// `callboard.security.reread-keys`.
    @DeleteMapping("/api/ops/keys/{id}")
    ApiKeyView revoke(@PathVariable UUID id, Principal operator) {
        var by = operator.getName();
        var revoked = administration
                .revoke(id, by, clock.instant().truncatedTo(ChronoUnit.MICROS))
                .orElseThrow(KeysController::unknown);
        keys.read();
        log.info("{} revoked the key {}", by, id);
        return revoked;
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is no key of this id, or it is revoked");
    }

    private byte[] random() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
