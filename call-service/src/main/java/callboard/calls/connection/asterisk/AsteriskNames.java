package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.Names;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Asterisk calls its members, channels and callers.
public final class AsteriskNames {

    private static final Pattern ESCAPED = Pattern.compile("\\\\(['\"\\\\])");
    // `PJSIP/ana-00000001`, `Local/zoe@mobiles-00000002;1`
    private static final Pattern OF_A_CHANNEL = Pattern.compile("-[0-9a-f]{8}(?:;[12])?$");

    private AsteriskNames() {}

    /// The id of a call whose channel comes to a queue again after it was told to be over. The log has whole seconds.
    public static String again(String callId, Instant joinedAt) {
        return Names.id(callId + "~" + joinedAt.getEpochSecond());
    }

    /// Who is rung or talks: the member's name, which is his interface where none is configured.
    static @Nullable String agent(AmiMessage message) {
        var name = message.get("MemberName");
        var shown = name == null ? message.get("Interface") : name;
        return shown == null ? null : Names.id(shown);
    }

    /// When something happened, as it was written.
    static String stamp(AmiMessage message, Instant at) {
        var stamp = message.get("Timestamp");
        return stamp == null ? "%d.%06d".formatted(at.getEpochSecond(), at.getNano() / 1000) : stamp;
    }

    /// The interface that a channel belongs to.
    static @Nullable String interfaceOf(@Nullable String channel) {
        return channel == null ? null : OF_A_CHANNEL.matcher(channel).replaceFirst("");
    }

    /// The caller's number or name.
    static @Nullable String text(@Nullable String value, boolean isEscaped) {
        return Names.text(value != null && isEscaped ? ESCAPED.matcher(value).replaceAll("$1") : value);
    }
}
