package callboard.calls.connection.signature;

import callboard.calls.connection.message.FormBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Twilio's signature: HMAC-SHA1 over the address and a form's fields, by the account's auth token. Of what is no form
/// the address has the hash, as `bodySHA256`. See
/// [Twilio's documentation](https://www.twilio.com/docs/usage/security#validating-requests).
///
/// It doesn't say when it was made. Whoever posts the same again changes nothing.
public final class TwilioSignature {

    private static final String BODY_HASH = "bodySHA256";
    private static final Pattern SHARED_KEY = Pattern.compile("(?i).*algorithm\\s*=\\s*HMAC_SHA256\\b.*");
    private static final Pattern PORT =
            Pattern.compile("(https?)://([^/?#:\\[]+|\\[[^]]*])(:\\d*)?(.*)", Pattern.DOTALL);

    private TwilioSignature() {}

    /// @param post with the address that Twilio was told, whatever a proxy made of it
    public static Proof verify(Post post, String authToken) {
        var signature = post.header("x-twilio-signature");
        if (signature == null) {
            return new Proof.Invalid("It has no X-Twilio-Signature");
        }
        var bodyHash = bodyHash(post.url());
        if (bodyHash.isPresent() && !Hashes.isOf(post.body(), bodyHash.get())) {
            return new Proof.Invalid("Its body is not the one that was signed");
        }
        var fields = bodyHash.isPresent() ? "" : fields(post.body());
        var settings = post.header("x-twilio-webhooks-signature-settings");
        var algorithm = settings != null && SHARED_KEY.matcher(settings).matches() ? "HmacSHA256" : "HmacSHA1";
        boolean isValid = spellings(post.url())
                        .map(url -> signature(algorithm, authToken, url + fields))
                        // Not anyMatch: each is looked at, whichever is right.
                        .filter(right -> Hashes.isSame(right, signature))
                        .count()
                > 0;
        return Proof.of(
                isValid,
                "X-Twilio-Signature is not that of %s with this auth token: is that the address that Twilio posts to?"
                        .formatted(withoutQuery(post.url())));
    }

    private static String signature(String algorithm, String authToken, String text) {
        return Base64.getEncoder()
                .encodeToString(Hashes.hmac(
                        algorithm, authToken.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String withoutQuery(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    private static Optional<String> bodyHash(String url) {
        int query = url.indexOf('?');
        return query < 0
                ? Optional.empty()
                : FormBody.pairs(url.substring(query + 1)).stream()
                        .filter(pair -> pair.getKey().equals(BODY_HASH))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    /// Sorted by name; of one name each value once.
    private static String fields(byte[] body) {
        var fields = new TreeMap<String, TreeSet<String>>();
        FormBody.pairs(body)
                .forEach(pair -> fields.computeIfAbsent(pair.getKey(), _ -> new TreeSet<>())
                        .add(pair.getValue()));
        var text = new StringBuilder();
        fields.forEach(
                (name, values) -> values.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    /// Twilio signs the address with its port or without.
    private static Stream<String> spellings(String url) {
        var parts = PORT.matcher(url);
        if (!parts.matches()) {
            return Stream.of(url);
        }
        var usual = parts.group(1).equals("https") ? ":443" : ":80";
        var begin = parts.group(1) + "://" + parts.group(2);
        return Stream.of(begin + parts.group(4), begin + usual + parts.group(4), url)
                .distinct();
    }
}
