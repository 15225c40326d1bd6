package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.CallEvent;
import callboard.contracts.CallStatus;
import callboard.contracts.EventType;
import io.socket.engineio.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// compose.yaml, brought up from nothing and judged from outside, through its one port. It needs a Docker engine
/// and has a command of its own (docs/testing.md).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeSmoke {

    private static final Duration BACK = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private ComposedCallboard callboard;
    private Telephony telephony;

    @BeforeAll
    void start() {
        callboard = ComposedCallboard.started();
        telephony = new Telephony(callboard);
    }

    @AfterAll
    void stop() {
        if (callboard != null) {
            telephony.close();
            callboard.close();
        }
        http.close();
    }

    @BeforeEach
    void oneOfEach() {
        callboard.up();
    }

    @Test
    void everyPartIsHealthyAndMayDoNoMoreThanItNeeds() {
        assertThat(callboard.inspect("{{.State.Health.Status}}")).hasSize(5).containsOnly("healthy");
        assertThat(callboard.inspect(
                        "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"
                                + " {{.HostConfig.RestartPolicy.Name}}"))
                .containsOnly("true [ALL] [no-new-privileges:true] unless-stopped");
        assertThat(callboard.inspect("{{.HostConfig.Memory}}")).doesNotContain("0");
        for (String service : List.of("postgres", "redis", "call-service", "realtime-service", "dashboard")) {
            assertThat(callboard.run(service, "id -u").strip()).as(service).isNotEqualTo("0");
        }
        assertThat(callboard.inspect(
                        "{{range $port, $at := .NetworkSettings.Ports}}{{range $at}}{{.HostIp}} {{end}}{{end}}"))
                .as("only nginx is reached from outside, and only from this machine")
                .extracting(String::strip)
                .containsOnlyOnce("127.0.0.1")
                .containsOnly("127.0.0.1", "");
    }

    @Test
    void aDevelopmentKeyIsSaidLoudlyAndRefusedInProduction() {
        assertThat(callboard.logs("call-service")).contains("CALLBOARD_API_KEYS", "still hold a DEVELOPMENT value");
        assertThat(callboard.run(
                        "call-service", "SPRING_PROFILES_ACTIVE=production /app/bin/start 2>&1; echo ended $?"))
                .contains("CALLBOARD_API_KEYS still holds a development value", "ended 78")
                .doesNotContain("Started");
    }

    @Test
    void eventsComeInThroughTheOneEntryAndARepeatIsAnsweredTheSame() throws Exception {
        String callId = telephony.begin();
        telephony.route(callId, "agent-7");
        var stored = telephony.report(callId, "call_answered", "\"waitTime\":4");
        var repeated = telephony.reportAtOnce(20, callId, "call_answered", "\"waitTime\":4");
        assertThat(repeated).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(telephony.history(callId)).extracting(CallEvent::sequence).containsExactly(1, 2, 3);
        assertThat(telephony.history(callId)).contains(stored);
        assertThat(get("/health").body()).contains("\"status\":\"ok\"");
    }

    @Test
    void theDashboardIsServedAndLooksForItsServicesWhereItCameFrom() throws Exception {
        var page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Callboard</title>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .doesNotContain("*");
        assertThat(get("/calls/some.call").body()).isEqualTo(page.body());
        assertThat(get("/config.json").body()).isEqualTo("{\"callService\":\"\",\"realtimeService\":\"\"}");
        var script = Pattern.compile("/assets/[^\"]+\\.js").matcher(page.body());
        assertThat(script.find()).isTrue();
        assertThat(get(script.group()).headers().firstValue("Cache-Control").orElse(""))
                .contains("immutable");
        assertThat(get("/assets/of-another-version.js").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/prometheus").body()).as("metrics stay inside").isEqualTo(page.body());
    }

    @Test
    void aSessionBeginsByPollingAndGoesOnAsAWebSocket() {
        var options = new Socket.Options();
        options.path = "/socket.io";
        options.transports = new String[] {Polling.NAME, WebSocket.NAME};
        var socket = new Socket(callboard.realtime(), options);
        var opened = new CompletableFuture<String>();
        var upgraded = new CompletableFuture<String>();
        socket.on(Socket.EVENT_HANDSHAKE, _ -> opened.complete(Polling.NAME));
        socket.on(Socket.EVENT_UPGRADE, to -> upgraded.complete(((Transport) to[0]).name));
        socket.open();
        assertThat(opened.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(Polling.NAME);
        assertThat(upgraded.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(WebSocket.NAME);
        socket.close();
    }

    @Test
    void aBrowserShowsCallsLiveAndGoesOnAfterTheRealtimeServiceWasKilled() throws Exception {
        try (var browsers = new Browsers();
                var dashboard = browsers.open(callboard, "/calls").isLive()) {
            String before = telephony.begin();
            dashboard.shows(before, "Waiting");

            callboard.kill("realtime-service");
            dashboard.noticesTheInterruption();
            telephony.answer(before);

            dashboard.isLive();
            dashboard.shows(before, "Active");
            telephony.end(before);
            dashboard.shows(before, "Completed");
            assertThat(dashboard.errors()).isEmpty();
        }
    }

    @Test
    void aCallServiceThatIsKilledComesBackByItselfAndSaysMeanwhileWhenToTryAgain() throws Exception {
        String callId = telephony.begin();
        callboard.kill("call-service");

        var away = await("the gap")
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get("/api/calls/" + callId), answer -> answer.statusCode() != 200);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).contains("1");
        assertThat(away.body()).contains("\"code\":\"unavailable\"");

        await("call-service")
                .atMost(BACK)
                .until(() -> get("/api/calls/" + callId).statusCode() == 200);
        telephony.answer(callId);
        assertThat(telephony.history(callId))
                .extracting(CallEvent::type)
                .startsWith(EventType.INITIATED)
                .endsWith(EventType.ANSWERED);
    }

    @Test
    void whatWasStoredIsThereAfterDownAndUp() throws Exception {
        String callId = telephony.begin();
        telephony.answer(callId);
        var history = telephony.history(callId);

        callboard.down();
        callboard.up();

        assertThat(telephony.history(callId)).isEqualTo(history);
        telephony.end(callId);
        assertThat(telephony.call(callId).status()).isEqualTo(CallStatus.ENDED);
    }

    @Test
    void withTwoOfEachEveryEventIsStoredOnceAndReachesEveryClient() throws Exception {
        callboard.up("call-service=2", "realtime-service=2");
        await("nginx knows both").atMost(BACK).until(() -> {
            get("/health");
            return replicasOf(3001).size() == 2;
        });
        var clients = new ArrayList<LiveClient>();
        try {
            for (int i = 0; i < 12; i++) {
                clients.add(LiveClient.connected(callboard, WebSocket.NAME));
            }
            // No more: this client's library polls at five places at most.
            for (int i = 0; i < 2; i++) {
                clients.add(LiveClient.connected(callboard, Polling.NAME));
                clients.add(LiveClient.connected(callboard));
            }
            String callId = telephony.begin();
            clients.forEach(client -> client.seesNew(callId));

            clients.forEach(client -> assertThat(client.watch(callId).ok()).isTrue());
            var answers = telephony.reportAtOnce(60, callId, "call_answered", "\"waitTime\":3");
            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200, 201)
                    .filteredOn(status -> status == 201)
                    .hasSize(1);
            clients.forEach(client -> client.sees(update -> update.callId().equals(callId) && update.sequence() == 2));
        } finally {
            clients.forEach(LiveClient::close);
        }
        // A WebSocket is logged when it ends.
        await("sockets at both").atMost(BACK).until(() -> replicasOf(3002).size() == 2);

        callboard.kill("call-service");
        // 200 when the replica had stored the event but could not say so: nginx asked the other one.
        for (int i = 0; i < 20; i++) {
            assertThat(telephony
                            .reportAtOnce(
                                    1,
                                    Telephony.aCall(),
                                    "call_initiated",
                                    "\"type\":\"voice\",\"queueId\":\"medical_spanish\"")
                            .getFirst()
                            .statusCode())
                    .isIn(200, 201);
        }
    }

    /// The addresses that nginx passed anything to, of those that listen on a port.
    private Set<String> replicasOf(int port) {
        return Pattern.compile("(?<=\"upstream\":\")[^\"]*:" + port + "(?=\")")
                .matcher(callboard.logs("dashboard"))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(callboard.dashboard().resolve(path)).build(), BodyHandlers.ofString());
    }
}
