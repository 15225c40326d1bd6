package callboard.simulator.telephony;

import callboard.contracts.EndReason;
import callboard.simulator.telephony.PbxCall.Ring;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// What a FreeSWITCH says of mod_callcenter's queues, as that module's
/// [source](https://github.com/signalwire/freeswitch/blob/master/src/mod/applications/mod_callcenter/mod_callcenter.c)
/// writes it.
final class EslEvents implements PbxSteps {

    private final Consumer<String> out;
    private final Map<String, Late> late = new HashMap<>();
    private String core = UUID.randomUUID().toString();
    private long sequence;

    /// The end of a conversation that the queue has not noticed yet.
    private record Late(String queue, String member, Map<String, String> agent) {}

    EslEvents(Consumer<String> out) {
        this.out = out;
    }

    /// FreeSWITCH begins anew, as another one.
    @Override
    public void crashed() {
        core = UUID.randomUUID().toString();
        sequence = 0;
        late.clear();
    }

    static String session(String callId) {
        return VendorIds.uuid(callId);
    }

    /// Each time that a caller comes to a queue there is a new one.
    static String member(PbxCall call) {
        return VendorIds.uuid(call.callId(), "member", call.visits);
    }

    static String channel(PbxCall call, Ring ring) {
        return VendorIds.uuid(call.callId(), "agent", ring.channel());
    }

    private void fire(String name, Instant at, Map<String, String> fields) {
        var text = new StringBuilder("Event-Name: " + name + "\nCore-UUID: " + core
                + "\nFreeSWITCH-Hostname: simulator\nEvent-Date-Timestamp: "
                + ChronoUnit.MICROS.between(Instant.EPOCH, at) + "\nEvent-Sequence: " + ++sequence + "\n");
        fields.forEach((key, value) -> text.append(key)
                .append(": ")
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"))
                .append('\n'));
        var body = text.append('\n').toString();
        out.accept("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\nContent-Type: text/event-plain\n\n" + body);
    }

    private void action(String action, PbxCall call, Instant at, Map<String, String> more) {
        action(action, call.queue, member(call), call, at, more);
    }

    private void action(
            String action, String queue, String member, PbxCall call, Instant at, Map<String, String> more) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Event-Subclass", "callcenter::info");
        fields.put("CC-Queue", queue);
        fields.put("CC-Action", action);
        fields.putAll(more);
        fields.put("CC-Member-UUID", member);
        fields.put("CC-Member-Session-UUID", session(call.callId()));
        fields.put("CC-Member-CID-Name", call.name() == null ? "" : call.name());
        fields.put("CC-Member-CID-Number", call.number() == null ? "" : call.number());
        fire("CUSTOM", at, fields);
    }

    private static Map<String, String> agent(PbxCall call, Ring ring) {
        return Map.of("CC-Agent", ring.agent(), "CC-Agent-System", "single_box", "CC-Agent-UUID", channel(call, ring));
    }

    @Override
    public void joined(PbxCall call, Instant at) {
        action("member-queue-start", call, at, Map.of());
        fire(
                "CUSTOM",
                at,
                Map.of(
                        "Event-Subclass", "callcenter::info",
                        "CC-Queue", call.queue,
                        "CC-Action", "members-count",
                        "CC-Count", "1",
                        "CC-Selection", "Single-Queue"));
        var before = late.remove(call.callId());
        if (before != null) {
            ends(call, before.queue, before.member, before.agent, at);
        }
    }

    @Override
    public void rings(PbxCall call, Ring ring, Instant at) {
        action(
                "agent-offering",
                call,
                at,
                Map.of("CC-Agent", ring.agent(), "CC-Agent-Type", "callback", "CC-Agent-System", "single_box"));
    }

    @Override
    public void rangOut(PbxCall call, Ring ring, Instant at) {
        fails(call, ring, "NO_ANSWER", at);
    }

    private void fails(PbxCall call, Ring ring, String cause, Instant at) {
        hangup(channel(call, ring), cause, at);
        action(
                "bridge-agent-fail",
                call,
                at,
                Map.of("CC-Hangup-Cause", cause, "CC-Agent", ring.agent(), "CC-Agent-System", "single_box"));
    }

    @Override
    public void connected(PbxCall call, Ring agent, Instant at) {
        call.ringing.values().forEach(other -> fails(call, other, "ORIGINATOR_CANCEL", at));
        action("bridge-agent-start", call, at, agent(call, agent));
    }

    @Override
    public void held(PbxCall call, Ring agent, Instant at) {
        fire("CHANNEL_HOLD", at, phone(call, agent));
    }

    @Override
    public void resumed(PbxCall call, Ring agent, Instant at) {
        fire("CHANNEL_UNHOLD", at, phone(call, agent));
    }

    private static Map<String, String> phone(PbxCall call, Ring agent) {
        return Map.of("Unique-ID", channel(call, agent), "variable_cc_member_session_uuid", session(call.callId()));
    }

    /// The queue notices up to a tenth of a second later that the call is gone from it: half of them have come to the
    /// next one by then.
    @Override
    public void transferred(PbxCall call, Ring agent, String toQueue, Instant at) {
        hangup(channel(call, agent), "NORMAL_CLEARING", at);
        if (call.isHungUpByCaller()) {
            late.put(call.callId(), new Late(call.queue, member(call), agent(call, agent)));
        } else {
            ends(call, agent, at);
        }
    }

    private void ends(PbxCall call, Ring agent, Instant at) {
        ends(call, call.queue, member(call), agent(call, agent), at);
    }

    private void ends(PbxCall call, String queue, String member, Map<String, String> agent, Instant at) {
        action("bridge-agent-end", queue, member, call, at, agent);
        var fields = new LinkedHashMap<>(agent);
        fields.put("CC-Cause", "Terminated");
        action("member-queue-end", queue, member, call, at, fields);
    }

    private void hangup(String channel, String cause, Instant at) {
        fire("CHANNEL_HANGUP", at, Map.of("Unique-ID", channel, "Hangup-Cause", cause));
    }

    @Override
    public void completed(PbxCall call, Ring agent, Instant at) {
        var session = session(call.callId());
        hangup(call.isHungUpByCaller() ? session : channel(call, agent), "NORMAL_CLEARING", at);
        ends(call, agent, at);
        hangup(call.isHungUpByCaller() ? channel(call, agent) : session, "NORMAL_CLEARING", at);
    }

    @Override
    public void left(PbxCall call, EndReason reason, Instant at) {
        var session = session(call.callId());
        boolean isGone = reason == EndReason.ABANDONED;
        if (isGone) {
            hangup(session, "ORIGINATOR_CANCEL", at);
        }
        List.copyOf(call.ringing.values()).forEach(ring -> fails(call, ring, "ORIGINATOR_CANCEL", at));
        action(
                "member-queue-end",
                call,
                at,
                Map.of("CC-Cause", "Cancel", "CC-Cancel-Reason", isGone ? "BREAK_OUT" : "TIMEOUT"));
        if (!isGone) {
            hangup(session, "NORMAL_CLEARING", at);
        }
    }
}
