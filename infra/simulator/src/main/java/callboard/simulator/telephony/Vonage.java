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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Posts the events of the [Voice API](https://developer.vonage.com/en/voice/voice-api/webhook-reference), each with a
/// [token](https://developer.vonage.com/en/getting-started/concepts/webhooks#decoding-signed-webhooks) that has the
/// body's hash. Its calls' queues are the numbers that were called.
final class Vonage implements PostingKind {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String INBOUND = "inbound";
    private static final String OUTBOUND = "outbound";

    private final String signatureSecret;

    Vonage(String secret) {
        signatureSecret = secret;
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.Vonage(true, QueuesMet.ADOPT, signatureSecret, null);
    }

    @Override
    public Set<Untold> leavesOut() {
        return Set.of(Untold.VIDEO, Untold.RINGS_TOGETHER, Untold.HOLDS, Untold.TRANSFERS, Untold.CALLER_NAME);
    }

    @Override
    public String callId(String callId) {
        return "CON-" + VendorIds.uuid("conversation", callId);
    }

    @Override
    public String queueId(String queueId, Initiated beginning) {
        return number(beginning.to());
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
                        ofCaller(happening, "started"),
                        ofCaller(happening, "ringing"),
                        ofCaller(happening, "answered"));
            case Routed routed -> routed(happening, Objects.requireNonNull(routed.agentId()));
            case Answered answered ->
                List.of(ofAgent(happening, "answered", Objects.requireNonNull(answered.agentId())));
            case Ended _ -> ended(happening);
            case Hold _, Resumed _, Retransfer _ -> List.of();
        };
    }

    private List<byte[]> routed(Happening happening, String agent) {
        var messages = new ArrayList<byte[]>();
        if (happening.agentId() != null) {
            messages.add(ofAgent(happening, "timeout", happening.agentId()));
        }
        messages.add(ofAgent(happening, "started", agent));
        messages.add(ofAgent(happening, "ringing", agent));
        return messages;
    }

    private List<byte[]> ended(Happening happening) {
        var caller = ofCaller(happening, "completed");
        return happening.agentId() == null
                ? List.of(caller)
                : List.of(
                        ofAgent(happening, happening.isTalking() ? "completed" : "cancelled", happening.agentId()),
                        caller);
    }

    private byte[] ofCaller(Happening happening, String status) {
        var beginning = happening.beginning();
        return message(
                happening,
                status,
                INBOUND,
                VendorIds.uuid("caller", happening.callId()),
                number(beginning.from()),
                number(beginning.to()));
    }

    /// Agents are users of the application, and called by their names.
    private byte[] ofAgent(Happening happening, String status, String agent) {
        return message(
                happening,
                status,
                OUTBOUND,
                VendorIds.uuid("agent", happening.callId(), agent),
                number(happening.beginning().to()),
                agent);
    }

    private byte[] message(Happening happening, String status, String direction, String leg, String from, String to) {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("from", from)
                .put("to", to)
                .put("uuid", leg)
                .put("conversation_uuid", callId(happening.callId()))
                .put("status", status)
                .put("direction", direction)
                .put("timestamp", happening.at().toString()));
    }

    /// Vonage writes them without their plus.
    private static String number(@Nullable String number) {
        return number == null ? "unknown" : number.replace("+", "");
    }

    @Override
    public Map<String, String> headers(URI address, byte[] body, Instant now) {
        var head = encoded(JSON.createObjectNode().put("alg", "HS256").put("typ", "JWT"));
        var claims = encoded(JSON.createObjectNode()
                .put("iss", "Vonage")
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 300)
                .put("jti", VendorIds.uuid("token", Hashes.hex(Hashes.sha256(body)), now))
                .put("api_key", "simulator")
                .put("payload_hash", Hashes.hex(Hashes.sha256(body))));
        var signed = head + "." + claims;
        var signature = Hashes.hmac(
                "HmacSHA256",
                signatureSecret.getBytes(StandardCharsets.UTF_8),
                signed.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + signed + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    private static String encoded(Object json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
