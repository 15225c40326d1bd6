package callboard.calls.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Encrypts the secrets of others that Callboard has to show or to use again, so that the database and its copies don't
/// tell them: AES-256-GCM, each with a nonce of its own, bound to what it is the secret of.
///
/// A box is: version (1 byte), the key's mark (4 bytes), nonce (12 bytes), what is encrypted, tag (16 bytes).
public final class SecretBox {

    /// Why a secret can't be kept or read, in words for operators.
    public static final class SecretException extends RuntimeException {

        private static final long serialVersionUID = 1;

        SecretException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int MARK_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String WANTED =
            "CALLBOARD_SECRETS_KEY must be 32 random bytes in Base64, as of: openssl rand -base64 32";

    private final byte @Nullable [] key;
    private final SecureRandom random = new SecureRandom();

    /// @param key of [#WANTED]; blank or absent where there is none, and no secret can be kept
    public SecretBox(@Nullable String key) {
        this.key = key == null || key.isBlank() ? null : decoded(key.strip());
    }

    private static byte[] decoded(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException notBase64) {
            throw new SecretException(WANTED, notBase64);
        }
        if (bytes.length != KEY_BYTES) {
            throw new SecretException(WANTED, null);
        }
        return bytes;
    }

    boolean isOpen() {
        return key != null;
    }

    /// @param of what it is the secret of; it can be read for this alone
    public byte[] encrypt(String of, String secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, of).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + MARK_BYTES + NONCE_BYTES + encrypted.length)
                    .put(VERSION)
                    .put(mark())
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has AES-GCM", impossible);
        }
    }

    /// @throws SecretException when it was encrypted with another key, or changed since
    public String decrypt(String of, byte[] box) {
        var in = ByteBuffer.wrap(box);
        if (box.length < 1 + MARK_BYTES + NONCE_BYTES + TAG_BITS / Byte.SIZE || in.get() != VERSION) {
            throw new SecretException(
                    "The secret of %s is in a form that this version doesn't know".formatted(of), null);
        }
        var mark = new byte[MARK_BYTES];
        in.get(mark);
        if (!Arrays.equals(mark, mark())) {
            throw new SecretException(
                    "The secret of %s was encrypted with another CALLBOARD_SECRETS_KEY: set it anew".formatted(of),
                    null);
        }
        var nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        var encrypted = new byte[in.remaining()];
        in.get(encrypted);
        try {
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, of).doFinal(encrypted), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException changed) {
            throw new SecretException(
                    "The secret of %s was changed in the database: set it anew".formatted(of), changed);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String of) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(of.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /// Tells keys apart, and nothing of the key.
    private byte[] mark() {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key()), MARK_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private byte[] key() {
        if (key == null) {
            throw new SecretException("Without CALLBOARD_SECRETS_KEY no secret can be kept. " + WANTED, null);
        }
        return key;
    }
}
