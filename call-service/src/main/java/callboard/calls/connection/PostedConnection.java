package callboard.calls.connection;

import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.mapping.MessageTranslator;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.calls.connection.signature.Post;
import callboard.calls.connection.signature.Proof;
import callboard.calls.connection.signature.SharedToken;
import callboard.calls.connection.signature.TelnyxSignature;
import callboard.calls.connection.signature.TwilioSignature;
import callboard.calls.connection.signature.VonageSignature;
import callboard.calls.security.RateLimit;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionSettings.AmazonConnect;
import callboard.contracts.ConnectionSettings.Asterisk;
import callboard.contracts.ConnectionSettings.AsteriskQueueLog;
import callboard.contracts.ConnectionSettings.CloudEvents;
import callboard.contracts.ConnectionSettings.FreeSwitch;
import callboard.contracts.ConnectionSettings.Json;
import callboard.contracts.ConnectionSettings.Telnyx;
import callboard.contracts.ConnectionSettings.Twilio;
import callboard.contracts.ConnectionSettings.Vonage;
import callboard.contracts.MessageOutcome;
import callboard.contracts.QueuesMet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One connection that is posted to: who may, and what becomes of it.
final class PostedConnection {

    private final String sender;
    private final int version;
    private final ConnectionSettings settings;
    private final MessageTranslator translator;
    private final ConnectionIntake intake;
    private final ConnectionAgents agents;
    private final ConnectionWatch watch;
    private final RateLimit rateLimit;

    /// @param settings with their secrets
    PostedConnection(
            String name,
            int version,
            ConnectionSettings settings,
            MessageTranslator translator,
            ConnectionIntake intake,
            ConnectionAgents agents,
            ConnectionWatch watch,
            RateLimit rateLimit) {
        this.sender = ConnectionIntake.sender(name);
        this.version = version;
        this.settings = settings;
        this.translator = translator;
        this.intake = intake;
        this.agents = agents;
        this.watch = watch;
        this.rateLimit = rateLimit;
    }

    /// Whom its events are from.
    String sender() {
        return sender;
    }

    int version() {
        return version;
    }

    ConnectionWatch watch() {
        return watch;
    }

    RateLimit rateLimit() {
        return rateLimit;
    }

    /// Telnyx and Vonage want a 200; the others, a 204 or any of its kind.
    boolean wantsContent() {
        return settings instanceof Telnyx || settings instanceof Vonage;
    }

    /// Whether it asks, before it posts, if it may.
    boolean shakesHands() {
        return settings instanceof CloudEvents || settings instanceof Json;
    }

    Proof verify(Post post, Instant now) {
        var proof = switch (settings) {
            case Twilio twilio -> TwilioSignature.verify(post.at(twilio.address()), given(twilio.authToken()));
            case Telnyx telnyx -> TelnyxSignature.verify(post, telnyx.publicKey(), now);
            case Vonage vonage -> VonageSignature.verify(post, given(vonage.signatureSecret()), now);
            case AmazonConnect connect -> SharedToken.verify(post, given(connect.apiKey()), now);
            case CloudEvents events -> SharedToken.verify(post, given(events.token()), now);
            case Json json -> SharedToken.verify(post, given(json.token()), now);
            case Asterisk _, AsteriskQueueLog _, FreeSwitch _ ->
                new Proof.Invalid("Nothing is posted to a connection of this kind");
        };
        if (proof instanceof Proof.Invalid(var reason)) {
            watch.unproven(reason);
        } else {
            watch.connected();
        }
        return proof;
    }

    private static String given(@Nullable String secret) {
        return Objects.requireNonNull(secret, "A connection without its secret is not held");
    }

    /// What of its settings the mapping may name.
    static Map<String, String> named(ConnectionSettings settings) {
        var named = new HashMap<String, String>();
        if (settings instanceof Vonage vonage && vonage.queueId() != null) {
            named.put("queueId", vonage.queueId());
        }
        return named;
    }

    List<JsonNode> messages(JsonNode body) {
        return translator.messages(body);
    }

    /// A body that could not be read.
    void unreadable(String text, String why) {
        watch.heard(Meaning.UNKNOWN, why, () -> text);
    }

    /// @return whether it is certain what became of all of them; else they are to be sent again
    boolean take(List<JsonNode> messages) {
        return messages.stream().allMatch(this::take);
    }

    private boolean take(JsonNode message) {
        var translation = translator.translate(message, this::known);
        var translated = translation.translated();
        watch.heard(translated.meaning(), translated.reason(), message::toString);
        var origin = new Origin(
                sender, settings.queues() == QueuesMet.ADOPT, (_, outcome) -> watch.became(outcome, message::toString));
        boolean isCertain = (translated.events().isEmpty() || intake.offer(origin, translated.events()))
                && agents.offer(sender, translation.agentEvents(), watch::became);
        switch (translated.meaning()) {
            case READ -> watch.show(MessageOutcome.TAKEN, message::toString);
            case IGNORED -> watch.show(MessageOutcome.IGNORED, message::toString);
            case UNKNOWN -> {}
        }
        return isCertain;
    }

    private @Nullable KnownCall known(String callId) {
        return intake.known(sender, callId);
    }
}
