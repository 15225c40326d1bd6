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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Posts [contact events](https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html) as an API
/// destination of EventBridge does. The ids in its ARNs are the call centre's own, for the board to be the same.
final class AmazonConnect implements PostingKind {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String INSTANCE =
            "arn:aws:connect:eu-west-2:123456789012:instance/12345678-1234-1234-1234-123456789012";

    private final String apiKey;

    AmazonConnect(String secret) {
        apiKey = secret;
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.AmazonConnect(true, QueuesMet.ADOPT, apiKey);
    }

    @Override
    public Set<Untold> leavesOut() {
        return Set.of(Untold.VIDEO, Untold.RINGS, Untold.HOLDS, Untold.TRANSFERS, Untold.CALLER_NAME);
    }

    @Override
    public String callId(String callId) {
        return VendorIds.uuid("contact", callId);
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
                        message(happening, "INITIATED", contact(happening)),
                        message(happening, "QUEUED", queued(happening)));
            case Answered answered -> {
                var detail = queued(happening);
                agent(detail, Objects.requireNonNull(answered.agentId()), happening.at());
                yield List.of(message(happening, "CONNECTED_TO_AGENT", detail));
            }
            case Ended _ -> {
                var detail = queued(happening).put("disconnectTimestamp", time(happening.at()));
                if (happening.isTalking()) {
                    agent(detail, Objects.requireNonNull(happening.agentId()), happening.since());
                }
                yield List.of(message(happening, "DISCONNECTED", detail));
            }
            case Routed _, Hold _, Resumed _, Retransfer _ -> List.of();
        };
    }

    private ObjectNode queued(Happening happening) {
        var detail = contact(happening);
        detail.putObject("queueInfo")
                .put("queueArn", INSTANCE + "/queue/" + happening.queueId())
                .put("queueType", "STANDARD")
                .put("enqueueTimestamp", time(happening.beganAt()));
        return detail;
    }

    private static void agent(ObjectNode detail, String agent, Instant since) {
        detail.putObject("agentInfo")
                .put("agentArn", INSTANCE + "/agent/" + agent)
                .put("connectedToAgentTimestamp", time(since));
    }

    private ObjectNode contact(Happening happening) {
        return JSON.createObjectNode()
                .put("contactId", callId(happening.callId()))
                .put("channel", "VOICE")
                .put("instanceArn", INSTANCE)
                .put("initiationMethod", "INBOUND")
                .put("initiationTimestamp", time(happening.beganAt()));
    }

    private byte[] message(Happening happening, String type, ObjectNode detail) {
        var message = JSON.createObjectNode()
                .put("version", "0")
                .put("id", VendorIds.uuid("event", happening.callId(), happening.number(), type))
                .put("detail-type", "Amazon Connect Contact Event")
                .put("source", "aws.connect")
                .put("account", "123456789012")
                .put("time", happening.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", "eu-west-2");
        message.putArray("resources").add(INSTANCE).add(INSTANCE + "/contact/" + callId(happening.callId()));
        message.set("detail", detail.put("eventType", type));
        return JSON.writeValueAsBytes(message);
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @Override
    public Map<String, String> headers(URI address, byte[] body, Instant now) {
        return Map.of("Content-Type", "application/json; charset=utf-8", "X-API-Key", apiKey);
    }
}
