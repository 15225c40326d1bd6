package callboard.calls.connection.freeswitch;

import callboard.contracts.CallEventRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// FreeSWITCH's ids and names, as Callboard takes them.
final class FreeSwitchNames {

    private static final int LONGEST = 128;
    private static final Pattern ID = Pattern.compile(CallEventRequest.ID);
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private FreeSwitchNames() {}

    /// An id that can't be taken as it is becomes its hash.
    static String id(String text) {
        var id = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return ID.matcher(id).matches() ? id : hash(id);
    }

    static String eventId(String text) {
        var id = NOT_TEXT.matcher(text).replaceAll("");
        return id.codePointCount(0, id.length()) <= LONGEST ? id : hash(id);
    }

    /// The caller's number or name.
    static @Nullable String text(@Nullable String value) {
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
