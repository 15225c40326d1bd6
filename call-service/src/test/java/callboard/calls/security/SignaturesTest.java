package callboard.calls.security;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedService;
import callboard.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLD_SECRET = "b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC0=";
    private static final SettableClock CLOCK = new SettableClock();
    private static final RunningService OPTIONAL = start("optional");
    private static final RunningService REQUIRED = start("required");

    private final String callId = newCallId();

    @AfterAll
    static void stop() {
        OPTIONAL.close();
        REQUIRED.close();
    }

    @Test
    void publishedVectorIsMet() {
        var signature = Signatures.signature(
                Base64.getDecoder().decode(SECRET),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(signature, StandardCharsets.UTF_8))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signedEventIsTakenAndItsIdIsTheEvents() {
        var body = Api.initiated(callId);
        var first = REQUIRED.api.post(body, signed(SECRET, "msg-1-" + callId, now(), body));
        assertThat(first.status()).isEqualTo(201);
        // Sent again by somebody who listened, under another name.
        var headers = signed(SECRET, "msg-1-" + callId, now(), body);
        headers.put("Idempotency-Key", "something else");
        var again = REQUIRED.api.post(body, headers);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
    }

    @Test
    void signaturesOfOldAndNewSecretAreGoodWhileTheyChange() {
        var body = Api.initiated(callId);
        assertThat(REQUIRED.api
                        .post(body, signed(OLD_SECRET, "msg", now(), body))
                        .status())
                .isEqualTo(201);
        var headers = signed(SECRET, "msg", now(), body);
        headers.merge("webhook-signature", "v1,AAAA v2,BBBB", (right, wrong) -> wrong + " " + right);
        assertThat(REQUIRED.api.post(body, headers).status()).isEqualTo(200);
    }

    @Test
    void batchIsSignedAsAWhole() {
        var body = "[" + Api.initiated(callId) + "]";
        var headers = signed(SECRET, "msg", now(), body);
        headers.put("X-API-Key", Api.KEY);
        headers.put("Content-Type", "application/json");
        assertThat(REQUIRED.api.post("/api/events/batch", body, headers).status())
                .isEqualTo(200);
        var other = REQUIRED.api.post("/api/events/batch", body + " ", headers);
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -1_000_000, 1_000_000})
    void signatureOfAnotherTimeIsRefused(long seconds) {
        var body = Api.initiated(callId);
        var answer = REQUIRED.api.post(body, signed(SECRET, "msg", now() + seconds, body));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("invalid_signature");
        assertThat(REQUIRED.api
                        .post(body, signed(SECRET, "msg", now() + Long.signum(seconds) * 300, body))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatIsSignedWronglyIsRefusedEvenWhereNothingNeedsASignature() {
        var body = Api.initiated(callId);
        for (var wrong : new String[] {
            "v1,AAAA",
            "v1,",
            "v1",
            "nonsense",
            "v2," + signature(SECRET, "msg", now(), body).substring(3)
        }) {
            var headers = signed(SECRET, "msg", now(), body);
            headers.put("webhook-signature", wrong);
            assertThat(OPTIONAL.api.post(body, headers).status()).as(wrong).isEqualTo(401);
        }
        for (var changed : Map.of("webhook-id", "other", "webhook-timestamp", Long.toString(now() - 1))
                .entrySet()) {
            var headers = signed(SECRET, "msg", now(), body);
            headers.put(changed.getKey(), changed.getValue());
            assertThat(OPTIONAL.api.post(body, headers).status())
                    .as(changed.getKey())
                    .isEqualTo(401);
        }
        for (var missing : new String[] {"webhook-id", "webhook-timestamp"}) {
            var headers = signed(SECRET, "msg", now(), body);
            headers.remove(missing);
            assertThat(OPTIONAL.api.post(body, headers).status()).as(missing).isEqualTo(401);
        }
        assertThat(OPTIONAL.api
                        .post(Api.initiated(callId + "x"), signed(SECRET, "msg", now(), body))
                        .status())
                .isEqualTo(401);
        assertThat(OPTIONAL.api.get("/api/calls/" + callId).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotSignedIsTakenOnlyWhereNothingNeedsASignature() {
        assertThat(OPTIONAL.api.post(Api.initiated(callId)).status()).isEqualTo(201);
        assertThat(REQUIRED.api.post(Api.initiated(callId)).text("code")).isEqualTo("invalid_signature");
        var unable = REQUIRED.api.post(Api.initiated(callId), Map.of("X-API-Key", "a-key-without-a-secret"));
        assertThat(unable.status()).isEqualTo(401);
        assertThat(unable.text("message")).contains("no signing secret");
    }

    @Test
    void keyThatWasMadeWithASigningSecretSignsWithIt() {
        var made = REQUIRED.api.post(
                "/api/ops/keys",
                "{\"name\":\"signer\",\"role\":\"ingest\",\"signed\":true}",
                Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY));
        var secret = made.text("signingSecret");
        assertThat(secret).startsWith("whsec_");
        var body = Api.initiated(callId);
        var headers = signed(secret.substring("whsec_".length()), "msg", now(), body);
        headers.put("X-API-Key", made.text("secret"));
        assertThat(REQUIRED.api.post(body, headers).status()).isEqualTo(201);
        headers.putAll(signed(SECRET, "msg", now(), body));
        assertThat(REQUIRED.api.post(body, headers).status()).isEqualTo(401);
    }

    private static RunningService start(String signatures) {
        return RunningService.start(
                TestPostgres.freshDatabase(),
                SharedService.REDIS,
                CLOCK,
                "callboard.security.signatures=" + signatures,
                "callboard.security.api-keys=tests:" + Api.KEY + ",unable:a-key-without-a-secret",
                "callboard.security.signing-secrets=tests:whsec_" + SECRET + ",tests:whsec_" + OLD_SECRET);
    }

    private static long now() {
        return CLOCK.instant().getEpochSecond();
    }

    private static Map<String, String> signed(String secret, String id, long timestamp, String body) {
        return new HashMap<>(Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                signature(secret, id, timestamp, body)));
    }

    private static String signature(String secret, String id, long timestamp, String body) {
        return new String(
                Signatures.signature(
                        Base64.getDecoder().decode(secret),
                        id,
                        Long.toString(timestamp),
                        body.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }
}
