package callboard.contracts.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewersTest {

    private static final Identified LOGIN = new Identified.As(new Viewer("ana", Set.of("legal_spanish"), null));

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
            assertThat(viewers.identify(wrong)).as("%s", wrong).isInstanceOf(Identified.Unauthenticated.class);
        }
    }

    @Test
    void tokenIsKnownByItsHash() {
        var viewers = viewers("wall:sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        assertThat(viewers.identify("test")).isInstanceOf(Identified.As.class);
        assertThat(viewers.identify("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
                .isInstanceOf(Identified.Unauthenticated.class);
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
    void onlyWhatMayBeALoginIsVerified() {
        var viewers = new Viewers(List.of("wall:the-token.of.the-wall"), _ -> LOGIN);
        assertThat(viewers.isEverybody()).isFalse();
        assertThat(viewers.identify("the-token.of.the-wall"))
                .isEqualTo(new Identified.As(new Viewer("wall", null, null)));
        assertThat(viewers.identify("a.b.c")).isEqualTo(LOGIN);
        assertThat(viewers.identifyAtOnce("a.b.c")).isEmpty();
        for (var wrong : new String[] {null, " ", "a.b", "a.b.c.d", "a.b.c ", "a..c"}) {
            assertThat(viewers.identifyAtOnce(wrong))
                    .as("%s", wrong)
                    .hasValueSatisfying(
                            identified -> assertThat(identified).isInstanceOf(Identified.Unauthenticated.class));
        }
    }

    @Test
    void oneTokenIsNotTwoViewers() {
        assertThatThrownBy(() -> viewers("ana:the-same-token", "ben:the-same-token"))
                .hasMessageContaining("ana")
                .hasMessageContaining("ben")
                .hasMessageNotContaining("the-same-token");
    }

    @Test
    void hashTellsNothing() {
        assertThat(SecretHash.of("a secret").toString()).doesNotContain("a secret");
        assertThat(viewers("wall:the-token-of-the-wall").toString()).doesNotContain("token");
    }

    private static Viewers viewers(String... tokens) {
        return new Viewers(List.of(tokens), null);
    }
}
