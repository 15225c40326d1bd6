package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.contracts.QueuesMet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Posts the webhooks of [Call Control with queues](https://developers.telnyx.com/docs/voice/programmable-voice),
/// signed
/// by Ed25519 over `timestamp|body`.
final class Telnyx implements PostingKind {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int KEY_LENGTH = 32;

    private final KeyPair keys;

    Telnyx(String secret) {
        keys = keys(secret);
    }

    /// The same of the same secret: the generator takes its random bytes, which are the key, from there.
    private static KeyPair keys(String secret) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new SecretBytes(Hashes.sha256(secret.getBytes(StandardCharsets.UTF_8))));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has Ed25519", impossible);
        }
    }

    private static final class SecretBytes extends SecureRandom {

        private static final long serialVersionUID = 1;
        private final byte[] bytes;

        private SecretBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }

    @Override
    public ConnectionSettings settings() {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
        return new ConnectionSettings.Telnyx(
                true, QueuesMet.ADOPT, Base64.getEncoder().encodeToString(raw));
    }

    @Override
    public Set<Untold> leavesOut() {
        return Set.of(Untold.VIDEO, Untold.RINGS, Untold.HOLDS, Untold.TRANSFERS_TO_AGENTS, Untold.CALLER_NAME);
    }

    @Override
    public String callId(String callId) {
        return VendorIds.uuid("leg", callId);
    }

    @Override
    public EndReason outcome(EndReason reason, boolean isTalking) {
        return VendorIds.answeredOrNot(isTalking);
    }

    @Override
    public List<byte[]> messages(Happening happening) {
        return switch (happening.event()) {
            case Initiated _ ->
                List.of(
                        message(happening, "call.initiated", payload(happening).put("direction", "incoming")),
                        message(happening, "call.enqueued", queued(happening, happening.queueId())));
            case Answered answered ->
                List.of(message(
                        happening,
                        "call.dequeued",
                        queued(happening, happening.queueId())
                                .put("reason", "bridged")
                                .put("client_state", agent(Objects.requireNonNull(answered.agentId())))));
            case Retransfer passedOn ->
                List.of(message(
                        happening,
                        "call.enqueued",
                        queued(happening, Objects.requireNonNullElse(passedOn.queueId(), happening.queueId()))));
            case Ended _ -> ended(happening);
            case Routed _, Hold _, Resumed _ -> List.of();
        };
    }

    private List<byte[]> ended(Happening happening) {
        var hangup = message(
                happening,
                "call.hangup",
                payload(happening).put("hangup_cause", "normal_clearing").put("hangup_source", "caller"));
        return happening.isTalking()
                ? List.of(hangup)
                : List.of(
                        message(
                                happening,
                                "call.dequeued",
                                queued(happening, happening.queueId()).put("reason", "hangup")),
                        hangup);
    }

    private static String agent(String agentId) {
        var state = JSON.createObjectNode().put("agent", agentId).toString();
        return Base64.getEncoder().encodeToString(state.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode queued(Happening happening, String queueId) {
        return payload(happening).put("queue", queueId);
    }

    private ObjectNode payload(Happening happening) {
        var beginning = happening.beginning();
        return JSON.createObjectNode()
                .put("call_control_id", "v3:" + VendorIds.uuid("control", happening.callId()))
                .put("call_leg_id", callId(happening.callId()))
                .put("call_session_id", VendorIds.uuid("session", happening.callId()))
                .put("connection_id", "1684641123236054244")
                .put("from", Objects.requireNonNullElse(beginning.from(), "anonymous"))
                .put("to", beginning.to());
    }

    private static byte[] message(Happening happening, String type, ObjectNode payload) {
        var message = JSON.createObjectNode();
        message.putObject("data")
                .put("record_type", "event")
                .put("event_type", type)
                .put("id", VendorIds.uuid("event", happening.callId(), happening.number(), type))
                .put("occurred_at", happening.at().toString())
                .set("payload", payload);
        return JSON.writeValueAsBytes(message);
    }

    @Override
    public Map<String, String> headers(URI address, byte[] body, Instant now) {
        var seconds = Long.toString(now.getEpochSecond());
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(Hashes.joined(seconds + "|", body));
            return Map.of(
                    "Content-Type",
                    "application/json",
                    "telnyx-timestamp",
                    seconds,
                    "telnyx-signature-ed25519",
                    Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has Ed25519", impossible);
        }
    }
}
