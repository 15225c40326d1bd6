package callboard.contracts.viewer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A secret as it is kept: its SHA-256.
///
/// One round is enough where a secret is random and long: there is nothing to guess, so nothing to slow a guesser
/// down for. A password's hash (bcrypt and its like) would take a hundred thousand times as long with every
/// event.
public final class SecretHash {

    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-fA-F]{64}");

    private final byte[] bytes;

    private SecretHash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretHash of(String secret) {
        try {
            return new SecretHash(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /// @param sha256 32 bytes
    public static SecretHash stored(byte[] sha256) {
        return new SecretHash(sha256.clone());
    }

    /// A secret as configured: itself, or `sha256:` and 64 hexadecimal digits.
    public static SecretHash configured(String text) {
        return FORM.matcher(text).matches()
                ? new SecretHash(HexFormat.of().parseHex(text, PREFIX.length(), text.length()))
                : of(text);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// In constant time.
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    /// Its first bytes. The time of a look-up depends on nothing but the presented secret's hash, which nobody
    /// can aim.
    @Override
    public int hashCode() {
        return (bytes[0] & 0xFF) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    }

    @Override
    public String toString() {
        return "SHA-256 of something";
    }
}
