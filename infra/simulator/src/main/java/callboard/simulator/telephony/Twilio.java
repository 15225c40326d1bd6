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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Posts the forms of [TaskRouter](https://www.twilio.com/docs/taskrouter/api/event/reference) and, for holds, of a
/// [conference](https://www.twilio.com/docs/voice/api/conference-participant-resource), signed as
/// [Twilio does](https://www.twilio.com/docs/usage/security#validating-requests).
final class Twilio implements PostingKind {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final String authToken;

    Twilio(String secret) {
        authToken = secret.substring(0, 32);
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.Twilio(true, QueuesMet.ADOPT, authToken, null);
    }

    @Override
    public Set<Untold> leavesOut() {
        return Set.of(Untold.VIDEO, Untold.RINGS_TOGETHER);
    }

    @Override
    public String callId(String callId) {
        return VendorIds.sid("WT", callId);
    }

    @Override
    public EndReason outcome(EndReason reason, boolean isTalking) {
        return reason == EndReason.OVERFLOWED && !isTalking ? reason : VendorIds.answeredOrNot(isTalking);
    }

    @Override
    public List<byte[]> messages(Happening happening) {
        return switch (happening.event()) {
            case Initiated _ ->
                List.of(task(happening, "task.created", Map.of()), entered(happening, happening.queueId()));
            case Routed routed -> routed(happening, Objects.requireNonNull(routed.agentId()));
            case Answered answered ->
                List.of(reservation(
                        happening, "reservation.accepted", Objects.requireNonNull(answered.agentId()), Map.of()));
            case Hold _ -> List.of(conference(happening, "participant-hold"));
            case Resumed _ -> List.of(conference(happening, "participant-unhold"));
            case Retransfer passedOn -> passedOn(happening, passedOn);
            case Ended ended -> ended(happening, Objects.requireNonNull(ended.endReason()));
        };
    }

    private List<byte[]> routed(Happening happening, String worker) {
        var messages = new ArrayList<byte[]>();
        if (happening.agentId() != null) {
            messages.add(reservation(happening, "reservation.timeout", happening.agentId(), Map.of()));
        }
        messages.add(reservation(happening, "reservation.created", worker, Map.of()));
        return messages;
    }

    private List<byte[]> passedOn(Happening happening, Retransfer passedOn) {
        var messages = new ArrayList<byte[]>();
        if (passedOn.queueId() != null || passedOn.agentId() == null) {
            messages.add(entered(happening, Objects.requireNonNullElse(passedOn.queueId(), happening.queueId())));
        }
        if (passedOn.agentId() != null) {
            messages.add(reservation(happening, "reservation.created", passedOn.agentId(), Map.of()));
        }
        return messages;
    }

    private List<byte[]> ended(Happening happening, EndReason reason) {
        if (happening.isTalking()) {
            var worker = Objects.requireNonNull(happening.agentId());
            return List.of(
                    reservation(happening, "reservation.wrapup", worker, Map.of()),
                    task(happening, "task.wrapup", Map.of()),
                    task(happening, "task.completed", Map.of()));
        }
        var why = reason == EndReason.OVERFLOWED ? "Workflow Timeout" : "hangup";
        var messages = new ArrayList<byte[]>();
        if (happening.agentId() != null) {
            messages.add(reservation(happening, "reservation.canceled", happening.agentId(), Map.of()));
        }
        messages.add(task(happening, "task.canceled", Map.of("TaskCanceledReason", why)));
        return messages;
    }

    private byte[] entered(Happening happening, String queueId) {
        return task(
                happening,
                "task-queue.entered",
                Map.of("TaskQueueName", queueId, "TaskQueueSid", VendorIds.sid("WQ", queueId)));
    }

    private byte[] reservation(Happening happening, String type, String worker, Map<String, String> more) {
        var fields = new LinkedHashMap<>(more);
        fields.put("ReservationSid", VendorIds.sid("WR", happening.callId(), worker, happening.number()));
        fields.put("WorkerName", worker);
        fields.put("WorkerSid", VendorIds.sid("WK", worker));
        return task(happening, type, fields);
    }

    private byte[] task(Happening happening, String type, Map<String, String> more) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Sid", VendorIds.sid("EV", happening.callId(), happening.number(), type));
        fields.put("EventType", type);
        fields.put("AccountSid", VendorIds.sid("AC", "simulator"));
        fields.put("WorkspaceSid", VendorIds.sid("WS", "simulator"));
        fields.put("Timestamp", Long.toString(happening.at().getEpochSecond()));
        fields.put("TimestampMs", Long.toString(happening.at().toEpochMilli()));
        fields.put("TaskSid", callId(happening.callId()));
        fields.put("TaskChannelUniqueName", "voice");
        fields.put("TaskAttributes", attributes(happening.beginning()));
        fields.putAll(more);
        return FormBody.of(fields);
    }

    private static String attributes(Initiated beginning) {
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("call_sid", VendorIds.sid("CA", beginning.callId()));
        attributes.put("direction", "inbound");
        attributes.put("from", orBlank(beginning.from()));
        attributes.put("to", orBlank(beginning.to()));
        attributes.put("name", orBlank(beginning.callerName()));
        return attributes.toString();
    }

    private static String orBlank(@Nullable String text) {
        return text == null ? "" : text;
    }

    private byte[] conference(Happening happening, String event) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("StatusCallbackEvent", event);
        fields.put("ConferenceSid", VendorIds.sid("CF", happening.callId()));
        fields.put("FriendlyName", callId(happening.callId()));
        fields.put("CallSid", VendorIds.sid("CA", happening.callId()));
        fields.put("SequenceNumber", Integer.toString(happening.number()));
        fields.put("Timestamp", RFC_2822.format(happening.at()));
        return FormBody.of(fields);
    }

    @Override
    public Map<String, String> headers(URI address, byte[] body, Instant now) {
        var text = new StringBuilder(address.toString());
        FormBody.read(body).forEach((name, value) -> text.append(name).append(value));
        var signature = Hashes.hmac(
                "HmacSHA1",
                authToken.getBytes(StandardCharsets.UTF_8),
                text.toString().getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "Content-Type",
                FormBody.TYPE + "; charset=UTF-8",
                "X-Twilio-Signature",
                Base64.getEncoder().encodeToString(signature));
    }
}
