package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Programs are killed and started again; people go on looking at the same page, senders go on sending, and
/// nothing is missing.
@WithCallboard
class InterruptionIT {

    private final RunningCallboard callboard;
    private final Browsers browsers;
    private final Telephony telephony;

    InterruptionIT(RunningCallboard callboard, Browsers browsers, Telephony telephony) {
        this.callboard = callboard;
        this.browsers = browsers;
        this.telephony = telephony;
    }

    @Test
    void whatHappensWhileTheRealtimeServiceIsDownIsShownWithoutLoadingThePageAgain() throws Exception {
        String before = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            dashboard.shows(before, "Waiting");

            var realtimeService = callboard.process("realtime-service");
            realtimeService.kill();
            dashboard.noticesTheInterruption();
            telephony.answer(before);
            String during = telephony.begin();
            telephony.answer(during);
            realtimeService.start();

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
            var realtimeService = callboard.process("realtime-service");
            realtimeService.kill();
            wall.saysThatItIsOld();
            realtimeService.start();
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

            var redis = callboard.process("Redis");
            redis.kill();
            telephony.answer(before);
            String during = telephony.begin();
            redis.start();

            dashboard.shows(before, "Active");
            dashboard.shows(during, "Waiting");
            goesOn(dashboard, during);
        }
    }

    @Test
    void noEventIsLostWhileTheCallServiceIsDown() throws Exception {
        long callsBefore = telephony.simulatedCalls();
        var figures = CompletableFuture.supplyAsync(
                () -> callboard.simulate("load", "--rate=20", "--calls=40", "--connections=8", "--seed=3"));
        await("the first calls")
                .atMost(Duration.ofMinutes(1))
                .until(() -> telephony.simulatedCalls() > callsBefore + 5);

        var callService = callboard.process("call-service");
        callService.kill();
        callService.start();

        assertThat(figures.join())
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
        dashboard.shows(callId, "Completed");
        dashboard.shows(telephony.begin(), "Waiting");
    }
}
