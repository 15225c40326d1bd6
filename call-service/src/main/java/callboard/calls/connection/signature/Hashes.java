package callboard.calls.connection.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes that every Java has.
final class Hashes {

    private Hashes() {}

    static byte[] hmac(String algorithm, byte[] secret, byte[] text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + algorithm, impossible);
        }
    }

    /// Whether this is the body's SHA-256, in hexadecimal.
    static boolean isOf(byte[] body, String sha256) {
        try {
            var right = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            return isSame(right, sha256.toLowerCase(Locale.ROOT));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /// Takes as long whether or not they are.
    static boolean isSame(String right, String given) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
