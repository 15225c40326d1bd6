package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people see in their browsers while calls come and go; none of these tests loads a page again.
@WithCallboard
class DashboardIT {

    private final RunningCallboard callboard;
    private final Browsers browsers;
    private final Telephony telephony;

    DashboardIT(RunningCallboard callboard, Browsers browsers, Telephony telephony) {
        this.callboard = callboard;
        this.browsers = browsers;
        this.telephony = telephony;
    }

    @Test
    void aNewCallAppearsByItself() throws Exception {
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            String callId = telephony.begin();
            dashboard.shows(callId, "Waiting");
            assertThat(dashboard.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/calls", "/agents", "/alerts", "/replay", "/wallboard"})
    void noViewBreaksThePagesSecurityPolicy(String address) throws Exception {
        telephony.begin();
        try (var dashboard = browsers.open(callboard, address).isShown()) {
            assertThat(dashboard.errors()).isEmpty();
        }
    }

    @Test
    void aCallChangesItsStatusByItself() throws Exception {
        String callId = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            dashboard.shows(callId, "Waiting");
            telephony.route(callId, "agent-12");
            dashboard.shows(callId, "agent-12");
            telephony.answer(callId);
            dashboard.shows(callId, "Active");
            telephony.hold(callId);
            dashboard.shows(callId, "On hold");
            telephony.end(callId);
            dashboard.shows(callId, "Completed");
        }
    }

    @Test
    void aCallLeavesTheFilterItNoLongerMatches() throws Exception {
        String answered = telephony.begin();
        String stays = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls?status=waiting").isLive()) {
            dashboard.shows(answered, "Waiting");
            telephony.answer(answered);
            dashboard.showsNo(answered);
            dashboard.shows(stays, "Waiting");
        }
    }

    @Test
    void aPressedFilterRestrictsTheList() throws Exception {
        String waiting = telephony.begin();
        String active = telephony.begin();
        telephony.answer(active);
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            dashboard.shows(waiting);
            dashboard.toggle("Active");
            dashboard.showsNo(waiting);
            dashboard.shows(active, "Active");
        }
    }

    @Test
    void anOpenCallsTimelineGrowsLive() throws Exception {
        String callId = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls/" + callId).isLive()) {
            dashboard.showsTimeline("Began to wait");
            telephony.route(callId, "agent-3");
            dashboard.showsTimeline("Began to wait", "agent-3");
            telephony.answer(callId);
            telephony.end(callId);
            dashboard.showsTimeline("Began to wait", "agent-3", "Answered", "Ended: completed");
        }
    }

    /// The page reads the list and then subscribes, or the other way round: what happens between must not be
    /// lost.
    @Test
    void whatHappensInThePagesFirstMomentsIsNotMissed() throws Exception {
        for (int time = 0; time < 5; time++) {
            String before = telephony.begin();
            try (var dashboard = browsers.open(callboard, "/calls")) {
                telephony.answer(before);
                String during = telephony.begin();
                dashboard.shows(before, "Active");
                dashboard.shows(during, "Waiting");
            }
        }
    }

    @Test
    void twoPeopleSeeTheSame() throws Exception {
        try (var one = browsers.open(callboard, "/calls").isLive();
                var other = browsers.open(callboard, "/calls").isLive()) {
            String callId = telephony.begin();
            one.shows(callId, "Waiting");
            other.shows(callId, "Waiting");
            telephony.answer(callId);
            one.shows(callId, "Active");
            other.shows(callId, "Active");
        }
    }
}
