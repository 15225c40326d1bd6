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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a request is as its sender signed it, after Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`,
/// sent as
/// `webhook-id`, `webhook-timestamp` (Unix seconds) and `webhook-signature` (`v1,<Base64>`, several with spaces
/// between).
///
/// What is sent again within the window is a repeat, by its `webhook-id`, and changes nothing.
@Component
public class Signatures {

    private static final String SIGNED = Signatures.class.getName();
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final int MOST_SIGNATURES = 8;

    private final boolean required;
    private final Duration within;
    private final Clock clock;

    Signatures(SecurityProperties settings, Clock clock) {
        required = settings.signatures() == Signing.REQUIRED;
        within = settings.signedWithin();
        this.clock = clock;
    }

    /// Whether a signature vouches for this request, its `webhook-id` included.
    public static boolean isSigned(HttpServletRequest request) {
        return request.getAttribute(SIGNED) != null;
    }

    /// @return why the request is not believed, for its sender to read; empty when it is
    public Optional<String> doubt(HttpServletRequest request, byte[] body) {
        var secrets = Gate.keyOf(request).signingSecrets;
        var signature = request.getHeader("webhook-signature");
        if (secrets.isEmpty() || signature == null) {
            return !required
                    ? Optional.empty()
                    : Optional.of(
                            secrets.isEmpty()
                                    ? "Events must be signed, and this API key has no signing secret"
                                    : "Events must be signed: send webhook-id, webhook-timestamp and webhook-signature");
        }
        var doubt = doubt(
                secrets, request.getHeader("webhook-id"), request.getHeader("webhook-timestamp"), signature, body);
        if (doubt.isEmpty()) {
            request.setAttribute(SIGNED, true);
        }
        return doubt;
    }

    private Optional<String> doubt(
            List<byte[]> secrets, @Nullable String id, @Nullable String timestamp, String signature, byte[] body) {
        if (id == null
                || id.isEmpty()
                || timestamp == null
                || !SECONDS.matcher(timestamp).matches()) {
            return Optional.of("A signature needs webhook-id and webhook-timestamp, in seconds, too");
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                .abs();
        if (age.compareTo(within) > 0) {
            return Optional.of("The signature's time is more than %d s from ours".formatted(within.toSeconds()));
        }
        var given = Stream.of(signature.split(" "))
                .filter(each -> each.startsWith("v1,"))
                .limit(MOST_SIGNATURES)
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toList();
        boolean matches = secrets.stream()
                .map(secret -> signature(secret, id, timestamp, body))
                .anyMatch(right -> given.stream().anyMatch(each -> MessageDigest.isEqual(each, right)));
        return matches ? Optional.empty() : Optional.of("The signature is not that of this request");
    }

    static byte[] signature(byte[] secret, String id, String timestamp, byte[] body) {
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
