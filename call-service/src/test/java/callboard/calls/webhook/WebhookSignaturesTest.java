package callboard.calls.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.security.Signatures;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What version 1.1.1 of the library `standardwebhooks` for Node.js makes:
/// `new Webhook(secret).sign(id, new Date(timestamp * 1000), body)`.
class WebhookSignaturesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|msg_p5jXN8AQM9LWM0D4loKWxJek|1614265330"
                        + "|{\"test\": 2432232314}|v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "whsec_Y2FsbGJvYXJkIHRlbGxzIG90aGVycyBvZiBjYWxscyE=|msg_019a9f6e00007000800000000000000a|1772366400"
                        + "|{\"type\":\"call.ended\",\"timestamp\":\"2026-03-01T12:00:00Z\","
                        + "\"data\":{\"callerName\":\"Núñez, Ana 🎧\"}}"
                        + "|v1,x+HNFbYadEiR/13SNIujQkIVxHnjAsY33/kz8rpEO3E="
            })
    void aSignatureIsThatOfTheLibraries(String secret, String id, String timestamp, String body, String signature) {
        var key = Base64.getDecoder().decode(secret.substring(WebhookSender.SECRET_PREFIX.length()));

        assertThat(new String(
                        Signatures.signature(key, id, timestamp, body.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.US_ASCII))
                .isEqualTo(signature);
    }
}
