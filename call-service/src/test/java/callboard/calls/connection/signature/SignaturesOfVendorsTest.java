package callboard.calls.connection.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What others signed is found valid, and nothing else. The signatures are those of npm's twilio 6, standardwebhooks,
/// jsonwebtoken and tweetnacl.
class SignaturesOfVendorsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);

    private static final String AUTH_TOKEN = "12345";
    private static final String ADDRESS = "https://board.example.com/api/connections/twilio/events";
    private static final String FORM = "EventType=task-queue.entered&Empty="
            + "&TaskAttributes=%7B%22from%22%3A%22%2B34+600%22%2C%22name%22%3A%22Jos%C3%A9%22%7D";
    private static final String BATCH = "[{\"specversion\":\"1.0\",\"id\":\"EV1\",\"data\":{\"name\":\"José\"}}]";
    private static final String BATCH_ADDRESS =
            ADDRESS + "?bodySHA256=4102b795257b15dd7803b2afdc34b82b0cc57ef7859bde27be10745c1a13b947";
    private static final String BATCH_SIGNATURE = "8UkeUaq+U8CghbEcx3nttn16mPo=";

    private static final String TELNYX_KEY = "6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=";
    private static final String TELNYX_SIGNATURE =
            "wBSuZu3lTmeYxSGx7XqwnbpctZa2JSQViL860WX49N8Y0qR64BWpyaFukomOp05mANcxg/F5bQQh6/Pq64SCDg==";
    private static final String TELNYX_BODY = "{\"data\":{\"event_type\":\"call.initiated\",\"id\":\"0ccc7b54\"}}";

    private static final String VONAGE_BODY = "{\"status\":\"answered\",\"uuid\":\"63f61863\"}";
    private static final String VONAGE_CLAIMS =
            "eyJpYXQiOjE3OTAwMDAwMDAsImp0aSI6ImM1YmE4ZjI0IiwiaXNzIjoiVm9uYWdlIiwicGF5bG9hZF9oYXNoIjoiYzliODliMDY4NWRi"
                    + "N2Y4OTFjYWU1M2FlMDA0ZDdiODliMjZmNjkyMmZiMmNjZjA3OTEzNGY2OTA1NTc5ZmZlMSIsImFwaV9rZXkiOiJhMWIyYzNkIi"
                    + "wiYXBwbGljYXRpb25faWQiOiJhYWFhIn0.";
    private static final String HS256 = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
    private static final String VONAGE_TOKEN = HS256 + VONAGE_CLAIMS + "JwIOtgjH55XPbMdZh4ZjGcG1s6tbbHyuUd_LIC8kPOo";

    @Test
    void formOfTwilioAsItsLibrarySignsIt() {
        var documented = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309"
                + "&To=%2B18005551212";

        assertValid(twilio("https://example.com/myapp.php?foo=1&bar=2", documented, "9pyy2ZSJda9ihJ1NNXPXtY4oV2Y="));
        assertValid(twilio(ADDRESS, FORM, "bN4y0R0oypw4mPgF2CZJ50i481Y="));
        assertValid(twilio(ADDRESS, "b=2&b=1&a=x&b=2", "i8+BvNMBmbRkw92MNwyHyFY9fA4="));
    }

    @Test
    void addressOfTwilioWithItsPortOrWithout() {
        var withPort = ADDRESS.replace(".com/", ".com:443/");

        assertValid(twilio(ADDRESS, FORM, "h9ygTxeNq1JcbK2zmVvaoNWBXSA="));
        assertValid(twilio(withPort, FORM, "bN4y0R0oypw4mPgF2CZJ50i481Y="));
        assertInvalid(twilio(ADDRESS.replace("https", "http"), FORM, "bN4y0R0oypw4mPgF2CZJ50i481Y="), "address");
        assertInvalid(twilio(ADDRESS.replace("twilio", "other"), FORM, "bN4y0R0oypw4mPgF2CZJ50i481Y="), "address");
    }

    @Test
    void formOfTwilioBySharedKey() {
        var signature = "Id+1Cewx8iYf33Hyyqv1eth6HUqLtM6gpW6sTyDZyXE=";
        var settings = Map.of(
                "X-Twilio-Signature",
                signature,
                "X-Twilio-Webhooks-Signature-Settings",
                "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256");

        assertValid(TwilioSignature.verify(post(ADDRESS, FORM, settings), AUTH_TOKEN));
        assertInvalid(twilio(ADDRESS, FORM, signature), "X-Twilio-Signature");
    }

    @Test
    void batchOfTwilioByItsHash() {
        assertValid(twilio(BATCH_ADDRESS, BATCH, BATCH_SIGNATURE));
        assertInvalid(twilio(BATCH_ADDRESS, BATCH.replace("EV1", "EV2"), BATCH_SIGNATURE), "body");
        assertInvalid(twilio(ADDRESS, BATCH, BATCH_SIGNATURE), "X-Twilio-Signature");
        assertInvalid(twilio(BATCH_ADDRESS.replace("4102", "4103"), BATCH, BATCH_SIGNATURE), "body");
    }

    @Test
    void nothingElseIsTwilio() {
        assertInvalid(twilio(ADDRESS, FORM + "&More=1", "bN4y0R0oypw4mPgF2CZJ50i481Y="), "X-Twilio-Signature");
        assertInvalid(twilio(ADDRESS, FORM, ""), "X-Twilio-Signature");
        assertInvalid(TwilioSignature.verify(post(ADDRESS, FORM, Map.of()), AUTH_TOKEN), "no X-Twilio-Signature");
        assertInvalid(
                TwilioSignature.verify(
                        post(ADDRESS, FORM, Map.of("X-Twilio-Signature", "bN4y0R0oypw4mPgF2CZJ50i481Y=")), "54321"),
                "auth token");
    }

    @Test
    void postOfTelnyx() {
        assertValid(telnyx(TELNYX_BODY, "1790000000", TELNYX_SIGNATURE, NOW));
        assertValid(telnyx(TELNYX_BODY, "1790000000", TELNYX_SIGNATURE, NOW.plusSeconds(300)));
        assertInvalid(telnyx(TELNYX_BODY, "1790000000", TELNYX_SIGNATURE, NOW.plusSeconds(301)), "clock");
        assertInvalid(telnyx(TELNYX_BODY, "1790000000", TELNYX_SIGNATURE, NOW.minusSeconds(301)), "clock");
        assertInvalid(telnyx(TELNYX_BODY, "1790000001", TELNYX_SIGNATURE, NOW), "public key");
        assertInvalid(telnyx(TELNYX_BODY + " ", "1790000000", TELNYX_SIGNATURE, NOW), "public key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "AAAA", "d0JTdQ=="})
    void whatIsNoSignatureOfTelnyx(String signature) {
        assertInvalid(telnyx(TELNYX_BODY, "1790000000", signature, NOW), "telnyx-signature-ed25519");
    }

    @Test
    void keyOfTelnyx() {
        assertThat(TelnyxSignature.isKey(TELNYX_KEY)).isTrue();
        assertThat(TelnyxSignature.isKey("6kpsY+KcUgq+9VB7Ey7F")).isFalse();
        assertThat(TelnyxSignature.isKey("not Base64")).isFalse();
        assertInvalid(telnyx(TELNYX_BODY, "a while ago", TELNYX_SIGNATURE, NOW), "telnyx-timestamp");
    }

    @Test
    void postOfVonage() {
        assertValid(vonage(VONAGE_TOKEN, "s3cr3t", NOW));
        assertValid(vonage(VONAGE_TOKEN, "s3cr3t", NOW.plusSeconds(86_000)));
        assertValid(vonage(
                HS256 + VONAGE_CLAIMS + "Bj0I9KpE0A8B3ItW_RluMpN72qGEmSjSJ8Ut2ml6hpw",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
                NOW));
        assertInvalid(vonage(VONAGE_TOKEN, "s3cr3t", NOW.plusSeconds(86_500)), "of");
        assertInvalid(vonage(VONAGE_TOKEN, "s3cr3t", NOW.minusSeconds(301)), "of");
        assertInvalid(vonage(VONAGE_TOKEN, "another", NOW), "signature secret");
    }

    @Test
    void anotherBodyOfVonage() {
        var headers = Map.of("Authorization", "Bearer " + VONAGE_TOKEN);
        assertInvalid(VonageSignature.verify(post("", VONAGE_BODY + " ", headers), "s3cr3t", NOW), "body");
    }

    /// By another algorithm, by none, over, without the body's hash, and no token at all.
    @Test
    void otherTokensOfVonage() {
        assertInvalid(
                vonage(
                        "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9." + VONAGE_CLAIMS
                                + "G-jDOshpUc2BTCTRkKeQ-XCjrUkPYSkuvOymc9F7GNPKwK5JQaIBd8pqIdPowNzo",
                        "s3cr3t",
                        NOW),
                "signature secret");
        assertInvalid(vonage("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + VONAGE_CLAIMS, "s3cr3t", NOW), "can't be read");
        var expiring = HS256
                + "eyJpYXQiOjE3OTAwMDAwMDAsImp0aSI6ImM1YmE4ZjI0IiwiaXNzIjoiVm9uYWdlIiwicGF5bG9hZF9oYXNoIjoiYzliODli"
                + "MDY4NWRiN2Y4OTFjYWU1M2FlMDA0ZDdiODliMjZmNjkyMmZiMmNjZjA3OTEzNGY2OTA1NTc5ZmZlMSIsImFwaV9rZXkiOiJhM"
                + "WIyYzNkIiwiYXBwbGljYXRpb25faWQiOiJhYWFhIiwiZXhwIjoxNzkwMDAwMDYwfQ."
                + "nt2kjgwotVSqfy8GGUdTLYVr0-XQ7NAflCnRSLdHS70";
        assertValid(vonage(expiring, "s3cr3t", NOW));
        assertInvalid(vonage(expiring, "s3cr3t", NOW.plusSeconds(361)), "over");
        var withoutHash = HS256
                + "eyJpYXQiOjE3OTAwMDAwMDAsImp0aSI6ImM1YmE4ZjI0IiwiaXNzIjoiVm9uYWdlIiwiYXBpX2tleSI6ImExYjJjM2QiLCJh"
                + "cHBsaWNhdGlvbl9pZCI6ImFhYWEifQ.M1QfT3rBx62Xqr9XHiTvwDUYyVJD0DKUq5lXRSzLkGc";
        assertInvalid(vonage(withoutHash, "s3cr3t", NOW), "body");
        assertInvalid(vonage("none", "s3cr3t", NOW), "can't be read");
        assertInvalid(VonageSignature.verify(post("", VONAGE_BODY, Map.of()), "s3cr3t", NOW), "no token");
    }

    @Test
    void postByStandardWebhooks() {
        var signed = Map.of(
                "webhook-id", "msg_1",
                "webhook-timestamp", "1790000000",
                "webhook-signature", "v1,J0HvH+7wAFRR81NIp59eyZxRaa3mNWPU4II5TcwrGh4=");
        var secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        assertValid(SharedToken.verify(post("", TELNYX_BODY, signed), secret, NOW));
        assertInvalid(SharedToken.verify(post("", TELNYX_BODY + " ", signed), secret, NOW), "signature");
        assertInvalid(SharedToken.verify(post("", TELNYX_BODY, signed), secret, NOW.plusSeconds(301)), "time");
        assertInvalid(
                SharedToken.verify(post("", TELNYX_BODY, Map.of("X-API-Key", secret)), secret, NOW), "no webhook");
        var another = new HashMap<>(signed);
        another.put("webhook-id", "msg_2");
        assertInvalid(SharedToken.verify(post("", TELNYX_BODY, another), secret, NOW), "signature");
    }

    @Test
    void tokenAsItIs() {
        assertValid(token(Map.of("X-API-Key", "a token")));
        assertValid(token(Map.of("Authorization", "Bearer a token")));
        assertValid(token(Map.of("authorization", "basic dXNlcjphIHRva2Vu")));
        assertInvalid(token(Map.of("X-API-Key", "another token")), "another one");
        assertInvalid(token(Map.of("X-API-Key", "")), "another one");
        assertInvalid(token(Map.of("Authorization", "Bearer a token and more")), "another one");
        assertInvalid(token(Map.of("Authorization", "Basic ???")), "no token");
        assertInvalid(token(Map.of("Authorization", "Digest a token")), "no token");
        assertInvalid(token(Map.of()), "no token");
    }

    private static Proof twilio(String url, String body, String signature) {
        return TwilioSignature.verify(post(url, body, Map.of("X-Twilio-Signature", signature)), AUTH_TOKEN);
    }

    private static Proof telnyx(String body, String timestamp, String signature, Instant now) {
        var headers = Map.of("Telnyx-Signature-Ed25519", signature, "Telnyx-Timestamp", timestamp);
        return TelnyxSignature.verify(post("", body, headers), TELNYX_KEY, now);
    }

    private static Proof vonage(String token, String secret, Instant now) {
        return VonageSignature.verify(post("", VONAGE_BODY, Map.of("Authorization", "Bearer " + token)), secret, now);
    }

    private static Proof token(Map<String, String> headers) {
        return SharedToken.verify(post("", TELNYX_BODY, headers), "a token", NOW);
    }

    private static Post post(String url, String body, Map<String, String> headers) {
        return new Post(url, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertValid(Proof proof) {
        assertThat(proof).isEqualTo(new Proof.Valid());
    }

    private static void assertInvalid(Proof proof, String reason) {
        assertThat(proof)
                .isInstanceOfSatisfying(
                        Proof.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }
}
