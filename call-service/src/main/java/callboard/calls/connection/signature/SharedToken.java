package callboard.calls.connection.signature;

import callboard.calls.security.Signatures;
import callboard.calls.security.Signatures.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A token that both sides know: sent along as it is, or, where it begins with `whsec_`, what posts are signed with by
/// [Standard Webhooks](https://www.standardwebhooks.com).
///
/// As it is it may be the password of `Authorization: Basic`, a `Bearer` token or `X-API-Key`: the three ways that
/// [EventBridge](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destination-connection.html) and most
/// others have.
public final class SharedToken {

    private static final String SIGNING = "whsec_";
    private static final Duration WITHIN = Duration.ofMinutes(5);
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private SharedToken() {}

    public static Proof verify(Post post, String token, Instant now) {
        if (token.startsWith(SIGNING)) {
            return signed(post, token.substring(SIGNING.length()), now);
        }
        var given = Stream.of(
                        Optional.ofNullable(post.header("x-api-key")),
                        authorization(post, BEARER),
                        authorization(post, BASIC).flatMap(SharedToken::password))
                .flatMap(Optional::stream)
                .toList();
        if (given.isEmpty()) {
            return new Proof.Invalid("It has no token: send it as X-API-Key, as a Bearer token or as a Basic password");
        }
        return Proof.of(
                given.stream().filter(each -> Hashes.isSame(token, each)).count() > 0, "Its token is another one");
    }

    private static Optional<String> authorization(Post post, String scheme) {
        return Optional.ofNullable(post.header("authorization"))
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static Optional<String> password(String credentials) {
        try {
            var pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Proof signed(Post post, String secret, Instant now) {
        var signature = post.header("webhook-signature");
        if (signature == null) {
            return new Proof.Invalid("It has no webhook-signature");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException _) {
            return new Proof.Invalid("The token begins with whsec_ and is not followed by Base64");
        }
        var verification = Signatures.verify(
                List.of(key),
                post.header("webhook-id"),
                post.header("webhook-timestamp"),
                signature,
                post.body(),
                now,
                WITHIN);
        return switch (verification) {
            case Verification.Invalid(var reason) -> new Proof.Invalid(reason);
            case Verification.Valid() -> new Proof.Valid();
            case Verification.Unsigned() -> new Proof.Invalid("It has no webhook-signature");
        };
    }
}
