package callboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// Whom each service takes for a viewer: both must judge alike. A service's test extends this with its configuration.
public abstract class ViewerRules {

    private static final String KNOWN = "As";
    private static final String UNAUTHENTICATED = "Unauthenticated";
    private static final String FORBIDDEN = "Forbidden";
    private static final String UNAVAILABLE = "Unavailable";

    private final LoginServer server = LoginServer.started();
    private final LoginServer stranger = LoginServer.started();
    private final ApplicationContextRunner service;

    /// @param configuration makes the service's viewers
    protected ViewerRules(Class<?> configuration) {
        service = new ApplicationContextRunner().withUserConfiguration(configuration);
    }

    /// What the service takes a token's bearer for: the name of one of `Identified`'s.
    protected abstract String identify(AssertableApplicationContext context, String token);

    @AfterEach
    public void stop() {
        server.close();
        stranger.close();
    }

    @Test
    public void loginIsAViewerOrShowsNothing() {
        logins(server.issuer(), null, null, "", identify -> {
            assertThat(identify.apply(server.token("\"queues\":[\"legal_spanish\"]")))
                    .isEqualTo(KNOWN);
            assertThat(identify.apply(server.token("\"queues\":[]"))).isEqualTo(FORBIDDEN);
            assertThat(identify.apply(server.token(""))).isEqualTo(FORBIDDEN);
            assertThat(server.asked()).isEqualTo(1);
        });
    }

    @Test
    public void whatIsNotThisServersIsRefused() {
        var good = server.token("\"aud\":\"callboard\"");
        var parts = good.split("\\.");
        var claims = "{\"iss\":\"%s\",\"aud\":\"callboard\",\"exp\":%d}"
                .formatted(server.issuer(), Instant.now().getEpochSecond() + 600);
        logins(server.issuer(), null, "callboard", "*", identify -> {
            assertThat(identify.apply(good)).isEqualTo(KNOWN);
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
                assertThat(identify.apply(wrong)).as(wrong).isEqualTo(UNAUTHENTICATED);
            }
        });
    }

    @Test
    public void clocksMayBeAMinuteApart() {
        logins(
                server.issuer(),
                null,
                null,
                "*",
                identify -> assertThat(
                                identify.apply(server.token("", Instant.now().minusSeconds(30))))
                        .isEqualTo(KNOWN));
    }

    @Test
    public void issuerIsCheckedAlsoWhereTheKeysAreFoundElsewhere() {
        var other = URI.create("https://login.example.com");
        logins(
                other,
                server.jwkSet(),
                null,
                "*",
                identify -> assertThat(identify.apply(server.token(""))).isEqualTo(UNAUTHENTICATED));
        logins(
                null,
                server.jwkSet(),
                null,
                "*",
                identify -> assertThat(identify.apply(server.token(""))).isEqualTo(KNOWN));
    }

    @Test
    public void keysOfAnotherIssuersDiscoveryAreNotTaken() {
        // Of the same server, by another name.
        var other = URI.create("http://localhost:" + server.issuer().getPort());
        logins(
                other,
                null,
                null,
                "*",
                identify -> assertThat(identify.apply(server.token(""))).isEqualTo(UNAVAILABLE));
    }

    @Test
    public void newKeyOfTheServerIsFetchedWhenItIsFirstSeen() {
        logins(server.issuer(), null, null, "*", identify -> {
            assertThat(identify.apply(server.token(""))).isEqualTo(KNOWN);
            server.changeKey();
            assertThat(identify.apply(server.token(""))).isEqualTo(KNOWN);
            assertThat(server.asked()).isEqualTo(2);
        });
    }

    @Test
    public void strangersTokensDoNotMakeUsAskWithEachOfThem() {
        logins(server.issuer(), null, null, "*", identify -> {
            for (int i = 0; i < 20; i++) {
                assertThat(identify.apply(server.signed("{\"alg\":\"RS256\",\"kid\":\"made-up-" + i + "\"}", "{}")))
                        .isEqualTo(UNAUTHENTICATED);
            }
            assertThat(server.asked()).isBetween(1, 3);
        });
    }

    @Test
    public void whileKeysCannotBeFetchedNoLoginIsRefused() {
        var token = server.token("");
        server.close();
        logins(server.issuer(), null, null, "*", identify -> {
            for (int i = 0; i < 5; i++) {
                assertThat(identify.apply(token)).isEqualTo(UNAVAILABLE);
            }
        });
    }

    @Test
    public void keysThatWereFetchedOutliveTheServer() {
        var token = server.token("");
        logins(server.issuer(), null, null, "*", identify -> {
            assertThat(identify.apply(token)).isEqualTo(KNOWN);
            server.close();
            assertThat(identify.apply(token)).isEqualTo(KNOWN);
        });
    }

    @Test
    public void tokenThatMakesNoSenseIsRefusedAtTheStart() {
        for (var setting : List.of(
                "no-colon-at-all", "short:1234567", ":no-name-here", "wall:sha256:abcd", "wall@:the-token-of")) {
            with("callboard.security.viewer-tokens=" + setting)
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("must be name:token")
                            .hasMessageNotContaining(setting));
        }
    }

    @Test
    public void keysOfLoginsAreNotFetchedThroughAnOpenNetwork() {
        for (var setting : List.of("issuer-uri", "jwk-set-uri")) {
            with("callboard.security.oidc." + setting + "=http://login.example.com")
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("must come over https"));
            with("callboard.security.oidc." + setting + "=https://login.example.com")
                    .run(context -> assertThat(context.getStartupFailure()).isNull());
        }
    }

    @Test
    public void variableSetToNothingIsNone() {
        with(
                        "callboard.security.viewer-tokens=",
                        "callboard.security.oidc.issuer-uri=",
                        "callboard.security.oidc.jwk-set-uri=",
                        "callboard.security.oidc.audience=")
                .run(context -> assertThat(identify(context, "whatever it is")).isEqualTo(KNOWN));
    }

    private void logins(
            @Nullable URI issuer,
            @Nullable URI jwkSet,
            @Nullable String audience,
            String defaultQueues,
            Consumer<UnaryOperator<String>> test) {
        var settings = new ArrayList<>(List.of("callboard.security.oidc.default-queues=" + defaultQueues));
        if (issuer != null) {
            settings.add("callboard.security.oidc.issuer-uri=" + issuer);
        }
        if (jwkSet != null) {
            settings.add("callboard.security.oidc.jwk-set-uri=" + jwkSet);
        }
        if (audience != null) {
            settings.add("callboard.security.oidc.audience=" + audience);
        }
        with(settings.toArray(String[]::new)).run(context -> test.accept(token -> identify(context, token)));
    }

    private ApplicationContextRunner with(String... settings) {
        return service.withPropertyValues(settings);
    }
}
