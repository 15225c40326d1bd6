package callboard.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.viewers.ViewerSettings.Oidc;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ViewersTest {

    private static final Oidc NO_LOGINS = new Oidc(null, null, null, "queues", "");

    @Test
    void withoutTokensAndLoginsEverybodySeesEverything() {
        var viewers = viewers();
        assertThat(viewers.isEverybody()).isTrue();
        assertThat(viewers.identify(null)).isEqualTo(new Identified.As(Viewer.ANYBODY));
        assertThat(Viewer.ANYBODY.allows("legal_spanish")).isTrue();
        assertThat(Viewer.ANYBODY.allows(null)).isTrue();
    }

    @Test
    void tokenIsKnownByItself() {
        var viewers = viewers("wall:the-token-of-the-wall");
        assertThat(viewers.isEverybody()).isFalse();
        assertThat(viewers.identify("the-token-of-the-wall"))
                .isEqualTo(new Identified.As(new Viewer("wall", null, null)));
        for (var wrong : new String[] {null, "", "the-token-of-the-wal", "the-token-of-the-wall ", "wall", "a.b.c"}) {
            assertThat(viewers.identify(wrong)).as("%s", wrong).isInstanceOf(Identified.Nobody.class);
        }
    }

    @Test
    void tokenIsKnownByItsHash() {
        var viewers = viewers("wall:sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        assertThat(viewers.identify("test")).isInstanceOf(Identified.As.class);
        assertThat(viewers.identify("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
                .isInstanceOf(Identified.Nobody.class);
    }

    @Test
    void tokenShowsItsQueuesOnly() {
        var viewers = viewers("legal@legal_spanish|legal english:the-token-of-legal", "all:the-token-of-all");
        var identified = (Identified.As) viewers.identify("the-token-of-legal");
        assertThat(identified.viewer().queues()).isEqualTo(Set.of("legal_spanish", "legal english"));
        assertThat(identified.viewer().allows("legal_spanish")).isTrue();
        assertThat(identified.viewer().allows("medical_spanish")).isFalse();
        assertThat(identified.viewer().allows(null)).isFalse();
        assertThat(identified.viewer().seesEveryQueue()).isFalse();
    }

    /// Ids of queues are kept in Unicode's normal form C, however a configuration is typed.
    @Test
    void queuesAreKnownInWhateverFormTheyAreSpelled() {
        var identified = (Identified.As)
                viewers("legal@Atencio\u0301n:the-token-of-legal").identify("the-token-of-legal");
        assertThat(identified.viewer().allows("Atención")).isTrue();
    }

    @Test
    void oneTokenIsNotTwoViewers() {
        assertThatThrownBy(() -> viewers("ana:the-same-token", "ben:the-same-token"))
                .hasMessageContaining("ana")
                .hasMessageContaining("ben")
                .hasMessageNotContaining("the-same-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-colon-at-all", "short:1234567", ":no-name-here", "wall:sha256:abcd", "wall@:the-token-of"})
    void tokenThatMakesNoSenseIsRefusedAtTheStart(String setting) {
        context()
                .withPropertyValues("callboard.security.viewer-tokens=" + setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("must be name:token")
                        .hasMessageNotContaining(setting));
    }

    @Test
    void keysOfLoginsAreNotFetchedThroughAnOpenNetwork() {
        context()
                .withPropertyValues("callboard.security.oidc.issuer-uri=http://login.example.com")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("must come over https"));
        context()
                .withPropertyValues("callboard.security.oidc.issuer-uri=https://login.example.com")
                .run(context -> assertThat(context.getStartupFailure()).isNull());
    }

    @Test
    void variableSetToNothingIsNone() {
        context()
                .withPropertyValues(
                        "callboard.security.viewer-tokens=",
                        "callboard.security.oidc.issuer-uri=",
                        "callboard.security.oidc.jwk-set-uri=",
                        "callboard.security.oidc.audience=")
                .run(context ->
                        assertThat(context.getBean(Viewers.class).isEverybody()).isTrue());
    }

    @Test
    void hashTellsNothing() {
        assertThat(SecretHash.of("a secret").toString()).doesNotContain("a secret");
        assertThat(new Viewers(new ViewerSettings(List.of("wall:the-token-of-the-wall"), NO_LOGINS)).toString())
                .doesNotContain("token");
    }

    private static ApplicationContextRunner context() {
        return new ApplicationContextRunner().withUserConfiguration(ViewersConfiguration.class);
    }

    private static Viewers viewers(String... tokens) {
        return new Viewers(new ViewerSettings(List.of(tokens), NO_LOGINS));
    }
}
