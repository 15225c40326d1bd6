package callboard.calls.webhook;

import callboard.calls.audit.Audit;
import callboard.calls.security.SecretBox;
import callboard.calls.security.SecretBox.SecretException;
import callboard.contracts.ChangeKind;
import callboard.contracts.WebhookSecret;
import callboard.contracts.WebhookSettings;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Making, changing and deleting webhooks.
@Component
class Webhooks {

    private static final int SECRET_BYTES = 32;

    private final WebhookRepository webhooks;
    private final MessageRepository messages;
    private final WebhookDispatcher dispatcher;
    private final SecretBox box;
    private final Audit audit;
    private final WebhookProperties settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /// What is kept of a new secret among the changes.
    private record NewSecret(Instant oldSecretUntil) {}

    /// What is kept of a replay among the changes.
    ///
    /// @param id of the message; absent of all that failed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Replayed(@Nullable String id, int replayed) {}

    /// @param secret that was made with it, to be shown once
    record Changed(Webhook webhook, @Nullable String secret) {}

    Webhooks(
            WebhookRepository webhooks,
            MessageRepository messages,
            WebhookDispatcher dispatcher,
            SecretBox box,
            Audit audit,
            WebhookProperties settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.webhooks = webhooks;
        this.messages = messages;
        this.dispatcher = dispatcher;
        this.box = box;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Makes it with a new secret, or changes it; what waits for its next attempt is then tried at once.
    ///
    /// @throws SecretException when no secret can be kept
    Changed put(String name, WebhookSettings wanted, String by) {
        var secret = newSecret();
        var encrypted = box.encrypt(Webhook.boxOf(name), secret);
        var webhook = transaction.execute(_ -> {
            var before = settingsOf(name);
            var put = webhooks.put(name, wanted, encrypted, by, now());
            messages.hurry(name);
            audit.changed(by, ChangeKind.WEBHOOK, name, before, put.settings());
            return put;
        });
        dispatcher.wake();
        return new Changed(webhook, webhook.version() == 1 ? secret : null);
    }

    /// Gives it a new secret; the one that it has signs too for a while. One from before that signs no more.
    ///
    /// @return nothing when there is no such webhook
    /// @throws SecretException when no secret can be kept
    Optional<WebhookSecret> rotate(String name, String by) {
        var secret = newSecret();
        var now = now();
        var oldUntil = now.plus(settings.oldSecret());
        var encrypted = box.encrypt(Webhook.boxOf(name), secret);
        return transaction.execute(_ -> {
            if (!webhooks.rotate(name, encrypted, oldUntil, by, now)) {
                return Optional.empty();
            }
            audit.changed(by, ChangeKind.WEBHOOK, name, null, new NewSecret(oldUntil));
            return Optional.of(new WebhookSecret(secret, oldUntil));
        });
    }

    /// Has one message sent again, or at once.
    ///
    /// @return whether there is one
    boolean replay(String name, UUID messageId, String by) {
        return replay(name, Message.word(messageId), by, () -> messages.replay(name, messageId) ? 1 : 0) == 1;
    }

    /// Has all sent again that were given up and stored since then.
    ///
    /// @return how many
    int replayFailed(String name, Instant since, String by) {
        return replay(name, null, by, () -> messages.replayFailed(name, since));
    }

    private int replay(String name, @Nullable String messageId, String by, IntSupplier replaying) {
        int replayed = transaction.execute(_ -> {
            int some = replaying.getAsInt();
            if (some > 0 || messageId == null) {
                audit.changed(by, ChangeKind.WEBHOOK, name, null, new Replayed(messageId, some));
            }
            return some;
        });
        dispatcher.wake();
        return replayed;
    }

    /// With all that waits for it.
    Optional<Webhook> delete(String name, String by) {
        return transaction.execute(_ -> webhooks.find(name).map(webhook -> {
            webhooks.delete(name);
            audit.changed(by, ChangeKind.WEBHOOK, name, webhook.settings(), null);
            return webhook;
        }));
    }

    private @Nullable WebhookSettings settingsOf(String name) {
        return webhooks.find(name).map(Webhook::settings).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return WebhookSender.SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }
}
