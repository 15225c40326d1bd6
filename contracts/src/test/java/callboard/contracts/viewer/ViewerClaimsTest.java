package callboard.contracts.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewerClaimsTest {

    private static final Instant UNTIL = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void loginShowsTheQueuesOfItsClaim() {
        var claims = new ViewerClaims("queues", "");
        assertThat(claims.identify(Map.of("sub", "ana", "queues", List.of("legal_spanish", 7)), UNTIL))
                .isEqualTo(new Identified.As(new Viewer("ana", Set.of("legal_spanish"), UNTIL)));
        assertThat(queues(claims, Map.of("queues", "legal_spanish legal_english")))
                .containsExactlyInAnyOrder("legal_spanish", "legal_english");
        assertThat(queues(claims, Map.of("queues", List.of("*")))).isNull();
    }

    @Test
    void loginWithoutTheClaimShowsWhatTheConfigurationSays() {
        for (var nothing : List.<Map<String, Object>>of(Map.of(), Map.of("queues", List.of()), Map.of("queues", 7))) {
            assertThat(new ViewerClaims("queues", "").identify(nothing, UNTIL))
                    .isInstanceOf(Identified.Forbidden.class);
        }
        assertThat(queues(new ViewerClaims("queues", "legal_spanish"), Map.of()))
                .containsExactly("legal_spanish");
        assertThat(queues(new ViewerClaims("queues", "*"), Map.of())).isNull();
    }

    @Test
    void viewerIsCalledAsTheyAreKnown() {
        var claims = new ViewerClaims("queues", "*");
        assertThat(viewer(claims, Map.of("sub", "7f3a", "preferred_username", "ana"))
                        .name())
                .isEqualTo("ana");
        assertThat(viewer(claims, Map.of("sub", "7f3a")).name()).isEqualTo("7f3a");
        assertThat(viewer(claims, Map.of()).name()).isEqualTo("somebody");
    }

    private static Set<String> queues(ViewerClaims rules, Map<String, Object> claims) {
        return viewer(rules, claims).queues();
    }

    private static Viewer viewer(ViewerClaims rules, Map<String, Object> claims) {
        return ((Identified.As) rules.identify(claims, UNTIL)).viewer();
    }
}
