package callboard.calls.connection.asterisk;

import callboard.contracts.CallEventRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asterisk's ids and names, as Callboard takes them.
final class AsteriskNames {

    private static final int LONGEST = 128;
    // Asterisk's own ids may have 150 characters.
    private static final int KEPT = 95;
    private static final Pattern ID = Pattern.compile(CallEventRequest.ID);
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(['\"\\\\])");
    // `PJSIP/ana-00000001`, `Local/zoe@mobiles-00000002;1`
    private static final Pattern OF_A_CHANNEL = Pattern.compile("-[0-9a-f]{8}(?:;[12])?$");

    private AsteriskNames() {}

    /// An id that is too long is cut and told apart by its hash.
    static String id(String text) {
        var id = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return ID.matcher(id).matches() ? id : id(id, hash(id));
    }

    private static String id(String id, String hash) {
        var cut = id.substring(0, id.offsetByCodePoints(0, Math.min(id.codePointCount(0, id.length()), KEPT)));
        return ID.matcher(cut + "~" + hash).matches() ? cut + "~" + hash : hash;
    }

    /// An event's id: what kind, of what.
    static String eventId(String kind, String of) {
        var id = kind + ":" + NOT_TEXT.matcher(of).replaceAll("");
        return id.codePointCount(0, id.length()) <= LONGEST ? id : kind + ":" + hash(of);
    }

    /// Who is rung or talks: the member's name, which is his interface where none is configured.
    static @Nullable String agent(AmiMessage message) {
        var name = message.get("MemberName");
        var shown = name == null ? message.get("Interface") : name;
        return shown == null ? null : id(shown);
    }

    /// The interface that a channel belongs to.
    static @Nullable String interfaceOf(@Nullable String channel) {
        return channel == null ? null : OF_A_CHANNEL.matcher(channel).replaceFirst("");
    }

    /// The caller's number or name.
    static @Nullable String text(@Nullable String value, boolean isEscaped) {
        if (value == null) {
            return null;
        }
        var plain = isEscaped ? ESCAPED.matcher(value).replaceAll("$1") : value;
        var clean = NOT_TEXT.matcher(plain).replaceAll("");
        int length = clean.codePointCount(0, clean.length());
        var kept = length <= LONGEST ? clean : clean.substring(0, clean.offsetByCodePoints(0, LONGEST));
        return kept.isBlank() ? null : kept;
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Objects.requireNonNull(digest), 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}
