package callboard.calls.connection.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Telnyx's signature: Ed25519 over `timestamp|body`, by the key whose public half Mission Control shows. See
/// [Telnyx's documentation](https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks).
public final class TelnyxSignature {

    /// As far as the time of a signature may be from ours.
    public static final Duration WITHIN = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final int KEY_LENGTH = 32;
    // What comes before the key itself in an Ed25519 key of X.509 (RFC 8410).
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private TelnyxSignature() {}

    /// @param publicKey in Base64
    public static Proof verify(Post post, String publicKey, Instant now) {
        var signature = post.header("telnyx-signature-ed25519");
        var timestamp = post.header("telnyx-timestamp");
        if (signature == null
                || timestamp == null
                || !SECONDS.matcher(timestamp).matches()) {
            return new Proof.Invalid("It has no telnyx-signature-ed25519 with its telnyx-timestamp");
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        if (age.abs().compareTo(WITHIN) > 0) {
            return new Proof.Invalid("Its telnyx-timestamp is %d s from our clock".formatted(age.toSeconds()));
        }
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key(publicKey));
            ed25519.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
            ed25519.update(post.body());
            return Proof.of(
                    ed25519.verify(Base64.getDecoder().decode(signature)),
                    "telnyx-signature-ed25519 is not that of this post with this public key");
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return new Proof.Invalid("telnyx-signature-ed25519 can't be read: " + unreadable.getMessage());
        }
    }

    /// Whether this is a key at all.
    public static boolean isKey(String publicKey) {
        try {
            key(publicKey);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static PublicKey key(String base64) throws GeneralSecurityException {
        var raw = Base64.getDecoder().decode(base64.strip());
        if (raw.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the public key has %d bytes instead of 32".formatted(raw.length));
        }
        var encoded = new byte[X509.length + KEY_LENGTH];
        System.arraycopy(X509, 0, encoded, 0, X509.length);
        System.arraycopy(raw, 0, encoded, X509.length, KEY_LENGTH);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
