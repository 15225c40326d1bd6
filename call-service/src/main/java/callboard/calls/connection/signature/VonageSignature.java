package callboard.calls.connection.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Vonage's signature: a JSON web token (HS256) as `Authorization: Bearer …`, by the account's signature secret, with
/// the hash of the body as `payload_hash`. See
/// [Vonage's
/// documentation](https://developer.vonage.com/en/getting-started/concepts/webhooks#decoding-signed-webhooks).
public final class VonageSignature {

    // Vonage tries for a day what could not be delivered.
    private static final Duration OLDEST = Duration.ofHours(24);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final String BEARER = "Bearer ";
    private static final int SHORTEST_KEY = 32;

    private VonageSignature() {}

    public static Proof verify(Post post, String secret, Instant now) {
        var authorization = post.header("authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Proof.Invalid("It has no token as Authorization: are signed webhooks switched on?");
        }
        try {
            var token = SignedJWT.parse(authorization.substring(BEARER.length()).strip());
            if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    || !token.verify(new MACVerifier(key(secret)))) {
                return new Proof.Invalid("Its token is not signed with this signature secret");
            }
            return verify(token.getJWTClaimsSet(), post, now);
        } catch (ParseException | JOSEException unreadable) {
            return new Proof.Invalid("Its token can't be read: " + unreadable.getMessage());
        }
    }

    private static Proof verify(JWTClaimsSet claims, Post post, Instant now) throws ParseException {
        var issued = claims.getIssueTime();
        if (issued == null
                || issued.toInstant().isAfter(now.plus(CLOCK_SKEW))
                || issued.toInstant().isBefore(now.minus(OLDEST))) {
            return new Proof.Invalid("Its token is of " + issued);
        }
        var expires = claims.getExpirationTime();
        if (expires != null && expires.toInstant().isBefore(now.minus(CLOCK_SKEW))) {
            return new Proof.Invalid("Its token is over since " + expires);
        }
        var hash = claims.getStringClaim("payload_hash");
        return Proof.of(hash != null && Hashes.isOf(post.body(), hash), "Its body is not the one that was signed");
    }

    /// Secrets may be shorter than the library likes them. HMAC itself fills them up with zeros.
    private static byte[] key(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, Math.max(SHORTEST_KEY, bytes.length));
    }
}
