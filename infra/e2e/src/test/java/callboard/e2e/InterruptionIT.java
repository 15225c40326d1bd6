package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Parts die without a good-bye; the launcher starts them again; people go on looking at the same page, senders
/// go on
/// sending, and nothing is missing.
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

    @Test
    void whatHappensWhileTheRealtimeServiceIsDownIsShownWithoutLoadingThePageAgain() throws Exception {
        String before = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            dashboard.shows(before, "Waiting");

            var killed = callboard.kill("realtime-service");
            dashboard.noticesTheInterruption();
            telephony.answer(before);
            String during = telephony.begin();
            telephony.answer(during);
            killed.isStartedAgain();

            dashboard.isLive();
            dashboard.shows(before, "Active");
            dashboard.shows(during, "Active");
            goesOn(dashboard, during);
        }
    }

    @Test
    void aWallSaysThatItsNumbersAreOldAndThenFollowsAgain() throws Exception {
        try (var wall = browsers.open(callboard, "/wallboard").isShown()) {
            wall.says("Medical Spanish", "Live");
            var killed = callboard.kill("realtime-service");
            wall.saysThatItIsOld();
            killed.isStartedAgain();
            wall.saysNoLongerThatItIsOld();
            wall.says("Medical Spanish", "Live");
        }
    }

    /// Whoever reports an event gets its 201 all the while.
    @Test
    void whatHappensWhileRedisIsDownIsShownWithoutLoadingThePageAgain() throws Exception {
        String before = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            dashboard.shows(before, "Waiting");

            var killed = callboard.kill("Redis");
            telephony.answer(before);
            String during = telephony.begin();
            killed.isStartedAgain();

            dashboard.shows(before, "Active");
            dashboard.shows(during, "Waiting");
            goesOn(dashboard, during);
        }
    }

    @Test
    void noEventIsLostWhileTheCallServiceIsDown() throws Exception {
        long callsBefore = telephony.simulatedCalls();
        var told = CompletableFuture.supplyAsync(
                () -> callboard.simulate("load", "--rate=20", "--calls=40", "--connections=8", "--seed=3"));
        await("the first calls")
                .atMost(Duration.ofMinutes(1))
                .until(() -> telephony.simulatedCalls() > callsBefore + 5);

        callboard.kill("call-service").isStartedAgain();

        assertThat(told.join())
                .as("the kill came between the simulator's events")
                .contains("no answer")
                .contains(
                        "\"callsStarted\":40",
                        "\"callsEnded\":40",
                        "\"callsLeftOpen\":0",
                        "\"refused\":0",
                        "\"unsent\":0");
        assertThat(telephony.simulatedCalls()).isEqualTo(callsBefore + 40);
        telephony.everySequenceIsUnbroken("sim-");
    }

    private void goesOn(Dashboard dashboard, String callId) throws Exception {
        telephony.end(callId);
        dashboard.shows(callId, "Ended");
        dashboard.shows(telephony.begin(), "Waiting");
    }
}
