package callboard.calls.connection.message;

import callboard.contracts.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ids and names of telephony systems, as Callboard takes them.
public final class Names {

    private static final int LONGEST = 128;
    // With the hash behind it an id is as long as it may be.
    private static final int KEPT = 95;
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private Names() {}

    /// An id that is too long is cut and told apart by its hash.
    public static String id(String text) {
        var id = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return Ids.isId(id) ? id : id(id, hash(id));
    }

    private static String id(String id, String hash) {
        var cut = id.substring(0, id.offsetByCodePoints(0, Math.min(id.codePointCount(0, id.length()), KEPT)));
        return Ids.isId(cut + "~" + hash) ? cut + "~" + hash : hash;
    }

    /// An event's id: the source's own.
    public static String eventId(String text) {
        var id = NOT_TEXT.matcher(text).replaceAll("");
        return id.codePointCount(0, id.length()) <= LONGEST ? id : hash(id);
    }

    /// An event's id: what kind, of what.
    public static String eventId(String kind, String of) {
        var id = kind + ":" + NOT_TEXT.matcher(of).replaceAll("");
        return id.codePointCount(0, id.length()) <= LONGEST ? id : kind + ":" + hash(of);
    }

    /// The caller's number or name.
    public static @Nullable String text(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var clean = NOT_TEXT.matcher(value).replaceAll("");
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
