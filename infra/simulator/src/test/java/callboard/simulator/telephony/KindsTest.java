package callboard.simulator.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Profile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindsTest {

    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final Instant OPENING = Instant.parse("2026-11-29T10:00:00Z");
    private static final URI ADDRESS = URI.create("http://localhost:3001/api/connections/simulator/events");

    @ParameterizedTest
    @ValueSource(strings = {"amazon-connect", "cloudevents", "json", "telnyx", "twilio", "vonage"})
    void everyBeginningAndEndIsToldInMessagesOfTheirOwn(String name) {
        assertThat(Kinds.names()).contains(name);
        var kind = (PostingKind) Kinds.named(name, SECRET);
        var bodies = new ArrayList<String>();
        for (var happening : aDay(kind)) {
            var messages = kind.messages(happening);
            if (happening.event() instanceof Initiated || happening.event() instanceof Ended) {
                assertThat(messages).isNotEmpty();
            }
            assertThat(messages).allSatisfy(body -> assertThat(text(body)).contains(kind.callId(happening.callId())));
            messages.forEach(body -> bodies.add(text(body)));
        }
        assertThat(bodies).doesNotHaveDuplicates();
        assertThat(kind.settings().kind()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amazon-connect", "cloudevents", "json", "telnyx", "twilio", "vonage"})
    void whoeverHasTheSecretSignsTheSame(String name) {
        var body = "what=nothing".getBytes(StandardCharsets.UTF_8);
        var one = ((PostingKind) Kinds.named(name, SECRET)).headers(ADDRESS, body, OPENING);
        assertThat(((PostingKind) Kinds.named(name, SECRET)).headers(ADDRESS, body, OPENING))
                .isEqualTo(one);
        if (!name.equals("telnyx")) {
            assertThat(Kinds.named(name, SECRET).settings().secrets()).hasSize(1);
        }
        assertThat(((PostingKind) Kinds.named(name, SECRET.replace('0', 'f'))).headers(ADDRESS, body, OPENING))
                .isNotEqualTo(one);
    }

    private static List<Happening> aDay(Kind kind) {
        var centre = new CallCentre(Profile.usual(), 7, "sim");
        centre.closeAfter(60);
        var retelling = new Retelling(kind);
        var happenings = new ArrayList<Happening>();
        centre.forEachRemaining(event ->
                retelling.retell(event.event(), OPENING.plus(event.at())).ifPresent(happenings::add));
        return happenings;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
