package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where viewers are asked who they are: they sign in, see their own queues live, and nothing of the others.
@WithCallboard
class ViewersIT {

    private static final String LEGAL = "a-token-for-legal";

    private final Browsers browsers;

    ViewersIT(Browsers browsers) {
        this.browsers = browsers;
    }

    @Test
    void whoSignsInSeesAndAcknowledgesWhatIsTheirs() throws Exception {
        var tokens =
                Map.of("CALLBOARD_VIEWER_TOKENS", "all:a-token-for-all,legal@legal_spanish|legal_english:" + LEGAL);
        try (var callboard = RunningCallboard.started("viewers", tokens);
                var telephony = new Telephony(callboard);
                var ana = browsers.open(callboard, "/alerts?state=all&level=breach")) {
            ana.asksWhoLooks();
            ana.signIn("a-token-of-nobody");
            ana.says("Sign in", "This token is not valid.");
            ana.signIn(LEGAL);
            ana.isLive();

            String hidden = telephony.beginLateIn("medical_spanish");
            String shown = telephony.beginLateIn("legal_spanish");
            ana.showsAlert(shown, "Breach");
            ana.acknowledge(shown, "Ana María");
            ana.showsAlert(shown, "Ana María");
            ana.reload();
            ana.showsAlert(shown, "Ana María");
            ana.showsNoAlert(hidden);

            ana.click("Sign out");
            ana.asksWhoLooks();
            ana.signIn("a-token-for-all");
            ana.showsAlert(hidden, "Breach");
            ana.showsAlert(shown, "Ana María");
            assertThat(ana.errors()).isEmpty();
        }
    }
}
