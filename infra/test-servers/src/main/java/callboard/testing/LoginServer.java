package callboard.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// An OpenID provider as far as services know one: it signs tokens with an RSA key of its own and shows the
/// public half.
public final class LoginServer implements AutoCloseable {

    /// Of servers that are closed: to make a key takes longer than most tests.
    private static final Queue<KeyPair> SPARE = new ConcurrentLinkedQueue<>();

    private final HttpServer server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile KeyPair key = anotherKey();
    private volatile String kid = "key-1";

    private LoginServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        answer("/.well-known/openid-configuration", () -> """
                {"issuer":"%s","jwks_uri":"%s"}""".formatted(issuer(), jwkSet()));
        answer("/keys", () -> {
            asked.incrementAndGet();
            var rsa = (RSAPublicKey) key.getPublic();
            return """
                    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}""".formatted(kid, base64(unsigned(rsa.getModulus())), base64(unsigned(rsa.getPublicExponent())));
        });
    }

    public static LoginServer started() {
        var login = new LoginServer();
        login.server.start();
        return login;
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public URI jwkSet() {
        return issuer().resolve("/keys");
    }

    /// How often the keys were asked for.
    public int asked() {
        return asked.get();
    }

    /// Signs with another key from now on, and no longer shows the one before.
    public void changeKey() {
        key = anotherKey();
        kid = "key-" + Instant.now().toEpochMilli();
    }

    /// A login of an hour.
    ///
    /// @param claims JSON members, such as `"queues":["legal_spanish"]`; may be empty
    public String token(String claims) {
        return token(claims, Instant.now().plus(Duration.ofHours(1)));
    }

    public String token(String claims, Instant expiry) {
        return signed("""
                {"alg":"RS256","typ":"JWT","kid":"%s"}""".formatted(kid), """
                {"iss":"%s","sub":"ana","exp":%d%s}""".formatted(
                        issuer(), expiry.getEpochSecond(), claims.isEmpty() ? "" : "," + claims));
    }

    /// Anything, signed.
    public String signed(String header, String body) {
        var content =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(body.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Answers nobody any more.
    @Override
    public void close() {
        server.stop(0);
        if (!closed.getAndSet(true)) {
            SPARE.add(key);
        }
    }

    private interface Text {
        String get();
    }

    private void answer(String path, Text text) {
        server.createContext(path, exchange -> {
            try (exchange) {
                var body = text.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    /// One that no other server has now.
    private static KeyPair anotherKey() {
        var spare = SPARE.poll();
        return spare == null ? newKey() : spare;
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
