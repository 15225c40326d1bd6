package callboard.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.testing.LoginServer;
import callboard.viewers.ViewerSettings.Oidc;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginsTest {

    private static final String LEGAL = "\"queues\":[\"legal_spanish\"]";

    private final LoginServer server = LoginServer.started();
    private final LoginServer stranger = LoginServer.started();

    @AfterEach
    void stop() {
        server.close();
        stranger.close();
    }

    @Test
    void loginShowsTheQueuesOfItsClaim() {
        var viewers = viewers(null, "");
        var expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 600);
        assertThat(viewers.identify(server.token(LEGAL, expiry)))
                .isEqualTo(new Identified.As(new Viewer("ana", Set.of("legal_spanish"), expiry.plusSeconds(60))));
        assertThat(queues(viewers, "\"queues\":\"legal_spanish legal_english\""))
                .containsExactlyInAnyOrder("legal_spanish", "legal_english");
        assertThat(queues(viewers, "\"queues\":[\"*\"]")).isNull();
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void loginWithoutTheClaimShowsWhatTheConfigurationSays() {
        assertThat(viewers(null, "").identify(server.token(""))).isInstanceOf(Identified.Blind.class);
        assertThat(viewers(null, "").identify(server.token("\"queues\":[]"))).isInstanceOf(Identified.Blind.class);
        assertThat(queues(viewers(null, "legal_spanish"), "")).containsExactly("legal_spanish");
        assertThat(queues(viewers(null, "*"), "")).isNull();
    }

    @Test
    void whatIsNotThisServersIsRefused() {
        var viewers = viewers("callboard", "*");
        var good = server.token("\"aud\":\"callboard\"");
        assertThat(viewers.identify(good)).isInstanceOf(Identified.As.class);
        var parts = good.split("\\.");
        var claims = "{\"iss\":\"%s\",\"aud\":\"callboard\",\"exp\":%d}"
                .formatted(server.issuer(), Instant.now().getEpochSecond() + 600);
        for (var wrong : List.of(
                stranger.token("\"aud\":\"callboard\""),
                stranger.signed("{\"alg\":\"RS256\",\"kid\":\"key-1\"}", claims),
                server.token("\"aud\":\"another program\""),
                server.token(""),
                server.token("\"aud\":\"callboard\"", Instant.now().minusSeconds(120)),
                server.signed("{\"alg\":\"RS256\",\"kid\":\"key-1\"}", claims.replaceAll(",\"exp\":\\d+", "")),
                server.signed("{\"alg\":\"RS256\",\"kid\":\"key-1\",\"typ\":\"logout+jwt\"}", claims),
                server.signed("{\"alg\":\"none\"}", claims).replaceAll("[^.]+$", "x"),
                server.signed("{\"alg\":\"HS256\",\"kid\":\"key-1\"}", claims),
                parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA",
                "not.a.token")) {
            assertThat(viewers.identify(wrong)).as(wrong).isInstanceOf(Identified.Nobody.class);
        }
    }

    @Test
    void issuerIsCheckedAlsoWhereTheKeysAreFoundElsewhere() {
        var viewers = new Viewers(new ViewerSettings(
                List.of(), new Oidc(URI.create("https://login.example.com"), server.jwkSet(), null, "queues", "*")));
        assertThat(viewers.identify(server.token(""))).isInstanceOf(Identified.Nobody.class);
    }

    @Test
    void newKeyOfTheServerIsFetchedWhenItIsFirstSeen() {
        var viewers = viewers(null, "*");
        assertThat(viewers.identify(server.token(""))).isInstanceOf(Identified.As.class);
        server.changeKey();
        assertThat(viewers.identify(server.token(""))).isInstanceOf(Identified.As.class);
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void strangersTokensDoNotMakeUsAskWithEachOfThem() {
        var viewers = viewers(null, "*");
        for (int i = 0; i < 20; i++) {
            assertThat(viewers.identify(server.signed("{\"alg\":\"RS256\",\"kid\":\"made-up-" + i + "\"}", "{}")))
                    .isInstanceOf(Identified.Nobody.class);
        }
        assertThat(server.asked()).isBetween(1, 3);
    }

    @Test
    void keysThatCannotBeFetchedLeaveItUnclear() {
        var viewers = viewers(null, "*");
        var token = server.token("");
        server.close();
        assertThat(viewers.identify(token)).isInstanceOf(Identified.Unclear.class);
    }

    @Test
    void keysThatWereFetchedOutliveTheServer() {
        var viewers = viewers(null, "*");
        var token = server.token("");
        assertThat(viewers.identify(token)).isInstanceOf(Identified.As.class);
        server.close();
        assertThat(viewers.identify(token)).isInstanceOf(Identified.As.class);
    }

    private Set<String> queues(Viewers viewers, String claims) {
        return ((Identified.As) viewers.identify(server.token(claims))).viewer().queues();
    }

    private Viewers viewers(String audience, String defaultQueues) {
        return new Viewers(
                new ViewerSettings(List.of(), new Oidc(server.issuer(), null, audience, "queues", defaultQueues)));
    }
}
