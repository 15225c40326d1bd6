package callboard.e2e;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts die; the launcher starts them again; people go on looking at the same page and miss nothing.
@WithCallboard
class InterruptionIT {

    private final RunningCallboard callboard;
    private final Browsers browsers;
    private final Telephony telephony;

    InterruptionIT(RunningCallboard callboard, Browsers browsers) {
        this.callboard = callboard;
        this.browsers = browsers;
        telephony = new Telephony(callboard);
    }

    @AfterEach
    void hangUp() {
        telephony.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"realtime-service", "Redis"})
    void whatHappensWhileAPartIsDownIsShownWithoutLoadingThePageAgain(String part) throws Exception {
        String before = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            dashboard.shows(before, "Waiting");

            var killed = callboard.kill(part);
            telephony.answer(before);
            String during = telephony.begin();
            telephony.answer(during);
            killed.isStartedAgain();

            dashboard.isLive();
            dashboard.shows(before, "Active");
            dashboard.shows(during, "Active");

            telephony.end(before);
            dashboard.shows(before, "Ended");
            String after = telephony.begin();
            dashboard.shows(after, "Waiting");
        }
    }
}
