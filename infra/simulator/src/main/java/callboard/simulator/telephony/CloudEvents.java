package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.contracts.QueuesMet;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Posts [CloudEvents](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md)
/// whose data are Callboard's own events, holds in batches, all signed by
/// [Standard Webhooks](https://www.standardwebhooks.com).
final class CloudEvents implements PostingKind {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final byte[] key;

    CloudEvents(String secret) {
        key = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.CloudEvents(
                true, QueuesMet.ADOPT, "whsec_" + Base64.getEncoder().encodeToString(key), null);
    }

    @Override
    public Set<Untold> leavesOut() {
        return Set.of();
    }

    @Override
    public EndReason outcome(EndReason reason, boolean isTalking) {
        return reason;
    }

    @Override
    public List<byte[]> messages(Happening happening) {
        var event = happening.event();
        var data = (ObjectNode)
                JSON.readTree(JSON.writerFor(CallEventRequest.class).writeValueAsBytes(event));
        // Those of the envelope count.
        data.remove(List.of("eventId", "occurredAt"));
        var envelope = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", happening.callId() + ":" + happening.number())
                .put("source", "/simulator")
                .put("type", "callboard." + data.path("event").asString())
                .put("subject", happening.callId())
                .put("time", happening.at().toString())
                .put("datacontenttype", "application/json");
        envelope.set("data", data);
        boolean isBatched = event instanceof Hold || event instanceof Resumed;
        return List.of(JSON.writeValueAsBytes(isBatched ? JSON.createArrayNode().add(envelope) : envelope));
    }

    @Override
    public Map<String, String> headers(URI address, byte[] body, Instant now) {
        var id = "msg_" + Hashes.hex(Hashes.sha256(body)).substring(0, 24);
        var seconds = Long.toString(now.getEpochSecond());
        boolean isBatch = body.length > 0 && body[0] == '[';
        return Map.of(
                "Content-Type",
                isBatch ? "application/cloudevents-batch+json" : "application/cloudevents+json",
                "webhook-id",
                id,
                "webhook-timestamp",
                seconds,
                "webhook-signature",
                "v1,"
                        + Base64.getEncoder()
                                .encodeToString(
                                        Hashes.hmac("HmacSHA256", key, Hashes.joined(id + "." + seconds + ".", body))));
    }
}
