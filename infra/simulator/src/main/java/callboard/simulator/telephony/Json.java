package callboard.simulator.telephony;

import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallType;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.contracts.MappedEvent;
import callboard.contracts.Mapping;
import callboard.contracts.MappingCondition;
import callboard.contracts.MappingRule;
import callboard.contracts.QueuesMet;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Posts forms such as a small telephone system might, and brings the mapping that makes events of them.
final class Json implements PostingKind {

    private static final Mapping MAPPING = new Mapping(
            null,
            null,
            null,
            Map.of("media", Map.of("sound", "voice", "picture", "video")),
            Map.of("callId", "{line}", "eventId", "{line}.{n}", "occurredAt", "{at}"),
            List.of(
                    rule(
                            "comes in",
                            "call_initiated",
                            Map.of(
                                    "type", "{with:media}",
                                    "queueId", "{queue}",
                                    "from", "{caller}",
                                    "to", "{called}",
                                    "direction", "inbound",
                                    "callerName", "{name}")),
                    rule("rings", "call_routed", Map.of("agentId", "{who}")),
                    rule("picked up", "call_answered", Map.of("agentId", "{who}")),
                    rule("held", "call_hold", Map.of()),
                    rule("taken back", "call_resumed", Map.of()),
                    rule(
                            "passed on",
                            "call_retransfer",
                            Map.of("queueId", "{queue}", "agentId", "{who}", "reason", "{why}")),
                    rule("over", "call_ended", Map.of("endReason", "{why}"))));

    private final String token;

    Json(String secret) {
        token = secret;
    }

    private static MappingRule rule(String what, String event, Map<String, String> fields) {
        return new MappingRule(
                what,
                List.of(new MappingCondition("what", List.of(what), null, null, null)),
                List.of(new MappedEvent(event, fields)));
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.Json(true, QueuesMet.ADOPT, token, MAPPING);
    }

    @Override
    public Set<Untold> leavesOut() {
        return Set.of(Untold.RINGS_TOGETHER);
    }

    @Override
    public EndReason outcome(EndReason reason, boolean isTalking) {
        return reason;
    }

    @Override
    public List<byte[]> messages(Happening happening) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("line", happening.callId());
        fields.put("n", Integer.toString(happening.number()));
        fields.put("at", Long.toString(happening.at().toEpochMilli()));
        switch (happening.event()) {
            case Initiated begun -> {
                fields.put("what", "comes in");
                fields.put("with", begun.type() == CallType.VIDEO ? "picture" : "sound");
                fields.put("queue", begun.queueId());
                put(fields, "caller", begun.from());
                put(fields, "called", begun.to());
                put(fields, "name", begun.callerName());
            }
            case Routed routed -> {
                fields.put("what", "rings");
                put(fields, "who", routed.agentId());
            }
            case Answered answered -> {
                fields.put("what", "picked up");
                put(fields, "who", answered.agentId());
            }
            case Hold _ -> fields.put("what", "held");
            case Resumed _ -> fields.put("what", "taken back");
            case Retransfer passedOn -> {
                fields.put("what", "passed on");
                put(fields, "queue", passedOn.queueId());
                put(fields, "who", passedOn.agentId());
                put(fields, "why", passedOn.reason());
            }
            case Ended ended -> {
                fields.put("what", "over");
                fields.put("why", Objects.requireNonNull(ended.endReason()).word());
            }
        }
        return List.of(FormBody.of(fields));
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    @Override
    public Map<String, String> headers(URI address, byte[] body, Instant now) {
        return Map.of("Content-Type", FormBody.TYPE, "Authorization", "Bearer " + token);
    }
}
