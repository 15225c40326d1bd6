package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The dashboard's views beside the list, and the list at lengths that no page holds.
@WithCallboard
class ViewsIT {

    private static final int MOST_BYTES = 250_000;

    private final RunningCallboard callboard;
    private final Browsers browsers;
    private final Telephony telephony;

    ViewsIT(RunningCallboard callboard, Browsers browsers, Telephony telephony) {
        this.callboard = callboard;
        this.browsers = browsers;
        this.telephony = telephony;
    }

    @Test
    void aThousandCallsScroll() throws Exception {
        String all = Telephony.aCall();
        List<String> callIds = IntStream.rangeClosed(1_001, 2_000)
                .mapToObj(number -> all + "-" + number)
                .toList();
        telephony.beginAll(callIds);
        try (var dashboard = browsers.open(callboard, "/calls?q=" + all).isLive()) {
            dashboard.shows(callIds.getLast());
            dashboard.hasRows(callIds.size());
            dashboard.scrollsTo(callIds.getFirst());
            // What came into sight is listened to like what was there before.
            telephony.answer(callIds.getFirst());
            dashboard.shows(callIds.getFirst(), "Active");
            assertThat(dashboard.errors()).isEmpty();
        }
    }

    @Test
    void aListUnderThePointerTakesNothingIn() throws Exception {
        String known = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/calls").isLive()) {
            dashboard.shows(known, "Waiting");
            dashboard.pointsAt(known);
            telephony.answer(known);
            dashboard.shows(known, "Active");
            // The pointer may need a moment: of several new calls the last one is surely later.
            var fresh = new ArrayDeque<String>();
            await("word of a new call")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        fresh.add(telephony.begin());
                        return dashboard.tells(Pattern.compile("[1-9]\\d*\\+? new"));
                    });
            dashboard.showsNo(fresh.getLast());
            dashboard.pointsElsewhere();
            dashboard.shows(fresh.getLast(), "Waiting");
        }
    }

    /// What was filtered out or not yet read is the service's to know, not the page's.
    @Test
    void theFilteredListIsSavedAsTheServiceHasIt() throws Exception {
        String all = Telephony.aCall();
        List<String> callIds = IntStream.rangeClosed(1_001, 1_150)
                .mapToObj(number -> all + "-" + number)
                .toList();
        telephony.beginAll(callIds);
        telephony.answer(callIds.getFirst());
        try (var dashboard =
                browsers.open(callboard, "/calls?status=waiting&q=" + all).isLive()) {
            dashboard.shows(callIds.getLast(), "Waiting");
            var saved = dashboard.save("Export");
            assertThat(saved.name()).matches("callboard-calls-\\d{4}-\\d{2}-\\d{2}\\.csv");
            var lines = saved.content().lines().toList();
            assertThat(lines).hasSize(150).first().asString().startsWith("\uFEFFid,type,status,queueId");
            assertThat(lines.subList(1, 150))
                    .allMatch(line -> line.contains(",Waiting,"))
                    .noneMatch(line -> line.startsWith(callIds.getFirst() + ","));
            assertThat(dashboard.errors()).isEmpty();
        }
    }

    @Test
    void theWallTakesTheWholeScreen() throws Exception {
        try (var wall = browsers.open(callboard, "/wallboard").isShown()) {
            wall.says("Medical Spanish", "Longest wait");
            wall.click("Full screen");
            wall.fillsTheScreen();
            assertThat(wall.errors()).isEmpty();
        }
    }

    @Test
    void whoeverAsksForLessMotionGetsNone() throws Exception {
        try (var wall = browsers.open(callboard, "/wallboard").isShown()) {
            wall.says("Medical Spanish", "Live");
            wall.wantsMotion(true);
            wall.moves(true);
            wall.wantsMotion(false);
            wall.moves(false);
        }
    }

    @Test
    void theAgentsBoardFollowsACall() throws Exception {
        String agent = "agent-" + Telephony.aCall();
        String callId = telephony.begin();
        try (var dashboard = browsers.open(callboard, "/agents?q=" + agent).isLive()) {
            telephony.route(callId, agent);
            telephony.answer(callId);
            dashboard.showsUnder("On a call", agent);
            telephony.end(callId);
            dashboard.showsUnder("Free", agent);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/,LIGHT",
        "/,DARK",
        "/calls,LIGHT",
        "/calls,DARK",
        "/agents,LIGHT",
        "/agents,DARK",
        "/alerts,LIGHT",
        "/alerts,DARK",
        "/wallboard,LIGHT",
        "/wallboard,DARK",
        "CALL,LIGHT",
        "CALL,DARK"
    })
    void axeFindsNothing(String view, ColorScheme scheme) throws Exception {
        String callId = telephony.begin();
        telephony.route(callId, "agent-7");
        telephony.answer(callId);
        telephony.begin();
        String address = view.equals("CALL") ? "/calls/" + callId : view;
        try (var dashboard = browsers.open(callboard, address).settledIn(scheme)) {
            assertThat(dashboard.faults()).isEmpty();
            assertThat(dashboard.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothingAmongOpenAndAcknowledgedAlerts(ColorScheme scheme) throws Exception {
        // Other tests' calls may come late in the other queues, by the hundred.
        String open = telephony.beginLateIn("legal_english");
        String taken = telephony.beginLateIn("legal_english");
        try (var alertClient = new AlertClient(callboard);
                var dashboard = browsers.open(callboard, "/alerts?state=all&level=breach&queueId=legal_english")
                        .settledIn(scheme)) {
            dashboard.showsAlert(open, "Breach");
            for (var alert : alertClient.noticedAlerts(taken)) {
                alertClient.acknowledge(alert, "Ana María");
            }
            dashboard.showsAlert(taken, "Ana María");
            assertThat(dashboard.faults()).isEmpty();
            assertThat(dashboard.errors()).isEmpty();
        }
    }

    @Test
    void theFirstViewWithItsChartsIsLight() throws Exception {
        try (var dashboard = browsers.open(callboard, "/")) {
            dashboard.hasCharts();
            int bytes = 0;
            for (URI script : dashboard.loaded()) {
                bytes += compressed(script);
            }
            assertThat(bytes).as("scripts and styles, compressed").isBetween(50_000, MOST_BYTES);
        }
    }

    private static int compressed(URI address) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (InputStream plain = address.toURL().openStream();
                var gzip = new GZIPOutputStream(compressed)) {
            plain.transferTo(gzip);
        }
        return compressed.size();
    }
}
