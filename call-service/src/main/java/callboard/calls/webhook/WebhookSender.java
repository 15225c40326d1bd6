package callboard.calls.webhook;

import callboard.calls.outbound.OutboundHttp;
import callboard.calls.outbound.OutboundHttp.Outcome;
import callboard.calls.outbound.OutboundHttp.Unanswered;
import callboard.calls.security.SecretBox;
import callboard.calls.security.SecretBox.SecretException;
import callboard.calls.security.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends a message once, signed by Standard Webhooks: with the webhook's secret, and with the one before while that is
/// valid.
@Component
class WebhookSender {

    static final String SECRET_PREFIX = "whsec_";

    private final OutboundHttp http;
    private final SecretBox box;
    private final JsonMapper json;
    private final Clock clock;

    WebhookSender(OutboundHttp http, SecretBox box, JsonMapper json, Clock clock) {
        this.http = http;
        this.box = box;
        this.json = json;
        this.clock = clock;
    }

    Delivery send(Webhook webhook, Message message) {
        var at = clock.instant();
        var body = body(message.type().word(), happenedAt(message), message.payload());
        return new Delivery(webhook, message, at, post(webhook, Message.word(message.messageId()), at, body));
    }

    /// One of the type `callboard.test`, which tells of nothing.
    Outcome sendTest(Webhook webhook) {
        var at = clock.instant();
        var data = json.writeValueAsString(Map.of("webhook", webhook.name()));
        return post(webhook, Message.word(UUID.randomUUID()), at, body("callboard.test", at.toString(), data));
    }

    private static String body(String type, String timestamp, String data) {
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}".formatted(type, timestamp, data);
    }

    /// When what it tells of happened; when it was stored where that isn't told.
    private String happenedAt(Message message) {
        var field = switch (message.type()) {
            case CALL_INITIATED,
                    CALL_ROUTED,
                    CALL_ANSWERED,
                    CALL_HOLD,
                    CALL_RESUMED,
                    CALL_RETRANSFER,
                    CALL_ENDED,
                    CALL_FLAGGED -> "timestamp";
            case ALERT_RAISED, ALERTS_ACKNOWLEDGED -> "at";
            case ALERT_ACKNOWLEDGED -> "acknowledgedAt";
            case ALERT_CLEARED -> "clearedAt";
        };
        return json.readTree(message.payload())
                .path(field)
                .asString(message.storedAt().toString());
    }

    private Outcome post(Webhook webhook, String id, Instant at, String body) {
        try {
            var timestamp = Long.toString(at.getEpochSecond());
            var signatures = secrets(webhook, at).stream()
                    .map(secret -> new String(
                            Signatures.signature(secret, id, timestamp, body.getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.US_ASCII))
                    .collect(Collectors.joining(" "));
            return http.post(
                    webhook.settings().url(),
                    Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures),
                    body);
        } catch (SecretException unreadable) {
            return new Unanswered(String.valueOf(unreadable.getMessage()), Duration.ZERO);
        }
    }

    private List<byte[]> secrets(Webhook webhook, Instant now) {
        var secrets = new ArrayList<byte[]>();
        secrets.add(secret(webhook, webhook.secret()));
        var old = webhook.oldSecret();
        var until = webhook.oldSecretUntil();
        if (old != null && until != null && now.isBefore(until)) {
            secrets.add(secret(webhook, old));
        }
        return secrets;
    }

    private byte[] secret(Webhook webhook, byte[] encrypted) {
        var word = box.decrypt(Webhook.boxOf(webhook.name()), encrypted);
        return Base64.getDecoder().decode(word.substring(SECRET_PREFIX.length()));
    }
}
