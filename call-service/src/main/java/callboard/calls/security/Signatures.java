package callboard.calls.security;

import callboard.calls.security.SecurityProperties.Signing;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a request is as its sender signed it, after Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`,
/// sent as `webhook-id`, `webhook-timestamp` (Unix seconds) and `webhook-signature` (`v1,<Base64>`, several with
/// spaces between).
///
/// What is sent again within the window is a repeat, by its `webhook-id`, and changes nothing.
@Component
public class Signatures {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final int MAX_SIGNATURES = 8;

    private final boolean required;
    private final Duration within;
    private final Clock clock;

    Signatures(SecurityProperties settings, Clock clock) {
        required = settings.signatures() == Signing.REQUIRED;
        within = settings.signedWithin();
        this.clock = clock;
    }

    /// What a request's signature turned out to be.
    public sealed interface Verification {

        /// There is none, and none is needed.
        record Unsigned() implements Verification {}

        /// It vouches for the request, its `webhook-id` included.
        record Valid() implements Verification {}

        /// @param reason for its sender to read
        record Invalid(String reason) implements Verification {}
    }

    public Verification verify(ApiKey key, HttpServletRequest request, byte[] body) {
        var signature = request.getHeader("webhook-signature");
        if (!key.signingSecrets.isEmpty() && signature != null) {
            return verify(
                    key.signingSecrets,
                    request.getHeader("webhook-id"),
                    request.getHeader("webhook-timestamp"),
                    signature,
                    body,
                    clock.instant(),
                    within);
        }
        if (!required) {
            return new Verification.Unsigned();
        }
        return new Verification.Invalid(
                key.signingSecrets.isEmpty()
                        ? "Events must be signed, and this API key has no signing secret"
                        : "Events must be signed: send webhook-id, webhook-timestamp and webhook-signature");
    }

    /// The same for who has other secrets than API keys.
    ///
    /// @param within how far its time may be from now
    public static Verification verify(
            List<byte[]> secrets,
            @Nullable String id,
            @Nullable String timestamp,
            String signature,
            byte[] body,
            Instant now,
            Duration within) {
        if (id == null
                || id.isEmpty()
                || timestamp == null
                || !SECONDS.matcher(timestamp).matches()) {
            return new Verification.Invalid("A signature needs webhook-id and webhook-timestamp, in seconds, too");
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (age.compareTo(within) > 0) {
            return new Verification.Invalid(
                    "The signature's time is more than %d s from ours".formatted(within.toSeconds()));
        }
        var given = Stream.of(signature.split(" "))
                .filter(each -> each.startsWith("v1,"))
                .limit(MAX_SIGNATURES)
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toList();
        boolean matches = secrets.stream()
                .map(secret -> signature(secret, id, timestamp, body))
                .anyMatch(right -> given.stream().anyMatch(each -> MessageDigest.isEqual(each, right)));
        return matches
                ? new Verification.Valid()
                : new Verification.Invalid("The signature is not that of this request");
    }

    /// `v1,…`, as `webhook-signature` has it.
    public static byte[] signature(byte[] secret, String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", impossible);
        }
    }
}
