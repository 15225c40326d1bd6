package callboard.simulator.telephony;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message of Asterisk's Manager Interface: lines of `Name: value`, then an empty one.
final class AmiBlock {

    static final String UNKNOWN = "<unknown>";

    private static final Pattern QUOTED = Pattern.compile("['\"\\\\]");
    private static final String UP = "6";

    private final StringBuilder text = new StringBuilder();
    private boolean isEscaped;

    /// As `timestampevents = yes` has it.
    static AmiBlock event(String event, String privilege, Instant at) {
        var block = new AmiBlock()
                .with("Event", event)
                .with("Privilege", privilege + ",all")
                .with("Timestamp", stamp(at));
        // Of channels' events, not of lists.
        block.isEscaped = true;
        return block;
    }

    static AmiBlock item(String event, String actionId) {
        return new AmiBlock().with("Event", event).with("ActionID", actionId);
    }

    static AmiBlock response(String response, String actionId, String message) {
        return new AmiBlock()
                .with("Response", response)
                .with("ActionID", actionId)
                .with("Message", message);
    }

    private static String stamp(Instant at) {
        return String.format(Locale.ROOT, "%d.%06d", at.getEpochSecond(), at.getNano() / 1000);
    }

    AmiBlock with(String name, @Nullable String value) {
        text.append(name).append(": ").append(value == null ? UNKNOWN : value).append("\r\n");
        return this;
    }

    AmiBlock with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /// The caller's channel, which is somewhere in the dialplan.
    AmiBlock caller(PbxCall call, String context, String extension) {
        return caller("", call, context, extension);
    }

    AmiBlock caller(String prefix, PbxCall call, String context, String extension) {
        return channel(prefix, trunk(call), UP, call.number(), call.name(), null, null, context, extension)
                .with(prefix + "Uniqueid", call.callId())
                .with(prefix + "Linkedid", call.callId());
    }

    /// An agent's channel.
    AmiBlock phone(String prefix, PbxCall call, PbxCall.Ring ring, boolean isUp) {
        return channel(
                        prefix,
                        phone(ring),
                        isUp ? UP : "5",
                        call.queue,
                        null,
                        call.number(),
                        call.name(),
                        "agents",
                        call.queue)
                .with(prefix + "Uniqueid", uniqueid(ring))
                .with(prefix + "Linkedid", call.callId());
    }

    private AmiBlock channel(
            String prefix,
            String channel,
            String state,
            @Nullable String number,
            @Nullable String name,
            @Nullable String otherNumber,
            @Nullable String otherName,
            String context,
            String extension) {
        return with(prefix + "Channel", channel)
                .with(prefix + "ChannelState", state)
                .with(prefix + "ChannelStateDesc", state.equals(UP) ? "Up" : "Ringing")
                .with(prefix + "CallerIDNum", number)
                .with(prefix + "CallerIDName", escaped(name))
                .with(prefix + "ConnectedLineNum", otherNumber)
                .with(prefix + "ConnectedLineName", escaped(otherName))
                .with(prefix + "Language", "en")
                .with(prefix + "AccountCode", "")
                .with(prefix + "Context", context)
                .with(prefix + "Exten", extension)
                .with(prefix + "Priority", "1");
    }

    private @Nullable String escaped(@Nullable String name) {
        return name == null || !isEscaped ? name : QUOTED.matcher(name).replaceAll("\\\\$0");
    }

    AmiBlock member(String queue, PbxCall.Ring ring) {
        return with("Queue", queue).with("Interface", device(ring.agent())).with("MemberName", ring.agent());
    }

    static String trunk(PbxCall call) {
        return String.format(Locale.ROOT, "PJSIP/trunk-%08x", call.channel());
    }

    static String phone(PbxCall.Ring ring) {
        return String.format(Locale.ROOT, "%s-%08x", device(ring.agent()), ring.channel());
    }

    static String device(String agent) {
        return "PJSIP/" + agent;
    }

    static String uniqueid(PbxCall.Ring ring) {
        return ring.since().getEpochSecond() + "." + ring.channel();
    }

    @Override
    public String toString() {
        return text + "\r\n";
    }
}
