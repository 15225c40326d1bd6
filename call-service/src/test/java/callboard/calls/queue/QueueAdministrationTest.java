package callboard.calls.queue;

import static callboard.calls.RunningService.newCallId;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.SharedService;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class QueueAdministrationTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);

    private final Api api = SharedService.SERVICE.api;
    private final String queue = "queue-" + newCallId();
    private final String callId = newCallId();

    @Test
    void aNewQueueTakesCallsAtOnce() {
        assertThat(put(queue, 20).status()).isEqualTo(201);

        assertThat(begin(callId).status()).isEqualTo(201);
        assertThat(api.get("/api/queues").body())
                .extracting(each -> each.path("id").asString())
                .contains(queue);
    }

    @Test
    void aQueueThatConnectionsMeetAtOneMomentIsMadeOnce() throws Exception {
        var administration = SharedService.SERVICE.bean(QueueAdministration.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var connections =
                    Collections.nCopies(8, Executors.callable(() -> administration.adopt(queue, "connection:pbx")));
            for (var adopted : threads.invokeAll(connections)) {
                adopted.get();
            }
        }

        assertThat(begin(callId).status()).isEqualTo(201);
    }

    @Test
    void aQueueThatCannotBeMadeIsNoQueueThatIsThere() {
        var administration = SharedService.SERVICE.bean(QueueAdministration.class);

        assertThatThrownBy(() -> administration.adopt("", "connection:pbx"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aChangeHoldsForCallsThatBeginFromThenOn() {
        put(queue, 20);
        begin(callId);
        var changed = put(queue, 50);
        var later = newCallId();
        begin(later);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("version").asInt()).isEqualTo(2);
        assertThat(api.post(Api.answered(callId, 30))
                        .body()
                        .path("metadata")
                        .path("flags")
                        .path(0)
                        .path("message")
                        .asString())
                .isEqualTo("Waited 30 s; the limit is 20 s");
        assertThat(api.post(Api.answered(later, 30)).body().path("metadata").has("flags"))
                .isFalse();
    }

    @Test
    void whatIsToldLateLeavesEachVisitToTheLimitsThatItCameUnder() {
        put(queue, 20);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        tell(Api.initiated(callId).replace("medical_spanish", queue), now.minusSeconds(60));
        tell(Api.answered(callId, 15), now.minusSeconds(45));
        tell(Api.retransfer(callId).replaceFirst("}$", ",\"queueId\":\"legal_spanish\"}"), now.minusSeconds(30));
        put(queue, 10);
        tell(Api.retransfer(callId).replaceFirst("}$", ",\"queueId\":\"" + queue + "\"}"), now.minusSeconds(20));
        tell(Api.answered(callId, 12), now.minusSeconds(8));
        assertThat(answeredWithin(now)).containsExactly(1, 1);

        tell(Api.hold(callId, 5), now.minusSeconds(40));

        assertThat(answeredWithin(now)).containsExactly(1, 1);
        assertThat(api.get("/api/calls/" + callId + "/events").body())
                .filteredOn(event -> event.path("type").asString().equals("call_answered"))
                .extracting(event -> event.at("/metadata/flags/0/message").asString())
                .containsExactly("", "Waited 12 s; the limit is 10 s");
    }

    private void tell(String event, Instant at) {
        var told = api.post(event.replaceFirst("}$", ",\"occurredAt\":\"" + at + "\"}"));
        assertThat(told.status()).as(told.body().toString()).isEqualTo(201);
    }

    /// Of the queue's visits, and of calls that are listed.
    private List<Integer> answeredWithin(Instant now) {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        var span = "from=%s&to=%s".formatted(hour.minusSeconds(3600), hour.plusSeconds(3600));
        return List.of(
                api.get("/api/reports?interval=all&queueId=" + queue + "&" + span)
                        .body()
                        .at("/span/total/answeredWithin")
                        .asInt(),
                api.get("/api/calls?answeredWithin=true&visited=" + queue + "&" + span)
                        .body()
                        .path("total")
                        .asInt());
    }

    @Test
    void everyChangeIsKeptWithTheNameOfWhoMadeIt() {
        put(queue, 20);
        put(queue, 25);
        retire(queue);

        assertThat(SharedService.SERVICE.sql.queryForList("""
                select version || ' ' || wait_limit || ' ' || retired || ' ' || changed_by
                from queue_versions where queue_id = ? order by version""", String.class, queue))
                .containsExactly("1 20 false tests", "2 25 false tests", "3 25 true tests");
    }

    @Test
    void aQueueAimsAtFourFifthsWithinItsWaitLimitUnlessItSaysOtherwise() {
        put(queue, 20);
        assertThat(target()).isEqualTo("80 in 20");
        put(queue, 25);
        assertThat(target()).isEqualTo("80 in 25");

        var aiming = settings(30).replaceFirst("}$", ",\"targetPercent\":95,\"targetSeconds\":10}");
        assertThat(api.put("/api/queues/" + queue, aiming, ADMIN)
                        .body()
                        .path("targetPercent")
                        .asInt())
                .isEqualTo(95);
        assertThat(target()).isEqualTo("95 in 10");
        put(queue, 40);
        assertThat(target()).isEqualTo("95 in 10");
    }

    @Test
    void openHoursStayUntilAChangeSaysOtherwise() {
        put(queue, 20);
        assertThat(listed("").has("openHours")).isFalse();

        assertThat(hours("{\"mon\":[\"09:00-13:00\",\"15:00-24:00\"]}").status())
                .isEqualTo(200);
        put(queue, 25);
        var hours = listed("").path("openHours");
        assertThat(hours.path("mon")).extracting(JsonNode::asString).containsExactly("09:00-13:00", "15:00-24:00");
        assertThat(hours.has("tue")).isFalse();
        // The call centre's, so that it stays when that is changed.
        assertThat(hours.path("zone").asString())
                .isEqualTo(ZoneId.systemDefault().getId());

        hours("{\"zone\":\"America/Bogota\",\"sun\":[\"10:00-10:01\"]}");
        assertThat(listed("").path("openHours").path("zone").asString()).isEqualTo("America/Bogota");
        assertThat(hours("{}").body().has("openHours")).isFalse();
        assertThat(listed("").has("openHours")).isFalse();
        assertThat(SharedService.SERVICE.sql.queryForList(
                        "select open_hours is not null from queue_versions where queue_id = ? order by version",
                        Boolean.class,
                        queue))
                .containsExactly(false, true, true, true, false);
    }

    @Test
    void whatOpensForWhoIsRungStaysUntilAChangeSaysOtherwise() {
        var page = "https://crm.example/search?phone={from}&call={callId}";
        assertThat(pop(page).body().path("popUrl").asString()).isEqualTo(page);
        put(queue, 25);
        assertThat(listed("").path("popUrl").asString()).isEqualTo(page);

        assertThat(pop("").body().has("popUrl")).isFalse();
        assertThat(listed("").has("popUrl")).isFalse();
        assertThat(SharedService.SERVICE.sql.queryForList(
                        "select pop_url is not null from queue_versions where queue_id = ? order by version",
                        Boolean.class,
                        queue))
                .containsExactly(true, true, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://crm.example/?phone={phone}  | {phone} is not known; known are {number}, {from}, {to}, {callerName}, {callId}, {queueId}, {agentId}
            https://crm.example/?phone={}       | {} is not known; known are {number}, {from}, {to}, {callerName}, {callId}, {queueId}, {agentId}
            https://crm.example/?phone={from    | has a brace without its other half
            https://crm.example/?phone=from}    | has a brace without its other half
            https://{from}.example/             | must have its fields after the host
            https://crm.example/a b             | must be a web address (Illegal character in path at character 22)
            javascript:alert({from})            | must begin with https:// or http://
            crm.example/{from}                  | must begin with https:// or http://
            https:///search?{from}              | must name a host
            https://ana:secret@crm.example/     | must have no user and no password: everybody sees it
            """)
    void whatCanNotBeOpenedIsSaid(String page, String why) {
        var answer = pop(page);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues")).singleElement().satisfies(issue -> {
            assertThat(issue.path("path").asString()).isEqualTo("popUrl");
            assertThat(issue.path("message").asString()).isEqualTo(why);
        });
    }

    private Answer pop(String page) {
        return api.put("/api/queues/" + queue, settings(20).replaceFirst("}$", ",\"popUrl\":\"" + page + "\"}"), ADMIN);
    }

    @Test
    void whatIsWrongWithOpenHoursIsSaidAllAtOnce() {
        var answer = hours("""
                {"zone":"Mars/Olympus","mon":["9-18","18:00-09:00","12:00-12:00"],"tue":["09:00-12:00","12:00-13:00"],
                 "wed":["09:00-12:00","08:00-10:00",null],"sun":["22:00-24:01"]}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues"))
                .extracting(issue -> issue.path("path").asString())
                .containsExactlyInAnyOrder(
                        "openHours.zone",
                        "openHours.mon[0]",
                        "openHours.mon[1]",
                        "openHours.mon[2]",
                        "openHours.wed[1]",
                        "openHours.wed[2]",
                        "openHours.sun[0]");
        assertThat(answer.body().path("issues"))
                .extracting(issue -> issue.path("message").asString())
                .contains("overlaps with 09:00-12:00");
        assertThat(listed("").isMissingNode()).isTrue();
    }

    private Answer hours(String hours) {
        return api.put("/api/queues/" + queue, settings(20).replaceFirst("}$", ",\"openHours\":" + hours + "}"), ADMIN);
    }

    private String target() {
        return listed("").path("targetPercent").asInt() + " in "
                + listed("").path("targetSeconds").asInt();
    }

    @Test
    void whoMakesAQueueAsAnotherDoesChangesIt() throws Exception {
        try (var other = DriverManager.getConnection(SharedService.SERVICE.database(), "postgres", "postgres");
                var sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("insert into queues (id, display_name) values ('%s', 'Theirs')".formatted(queue));
            var ours = CompletableFuture.supplyAsync(() -> put(queue, 20));
            await().atMost(ofSeconds(30))
                    .until(() -> SharedService.SERVICE.sql.queryForObject(
                                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                                    Integer.class)
                            > 0);
            other.commit();

            assertThat(ours.get(30, SECONDS).status()).isEqualTo(200);
            assertThat(ours.get().body().path("version").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aRetiredQueueTakesNoNewCallsAndKeepsItsOwn() {
        put(queue, 20);
        begin(callId);
        assertThat(retire(queue).status()).isEqualTo(200);

        assertThat(begin(newCallId()).body().path("issues").path(0).path("code").asString())
                .isEqualTo("unknown_queue");
        assertThat(begin(callId).status()).isEqualTo(200);
        assertThat(api.post(Api.answered(callId, 3)).status()).isEqualTo(201);
        assertThat(retire(queue).text("code")).isEqualTo("queue_not_found");
        assertThat(put(queue, 20).body().path("version").asInt()).isEqualTo(3);
        assertThat(begin(newCallId()).status()).isEqualTo(201);
    }

    @Test
    void aRetiredQueueIsListedOnDemandAsItWasLast() {
        put(queue, 20);
        assertThat(listed("?retired=true").has("retiredAt")).isFalse();
        retire(queue);

        assertThat(listed("").isMissingNode()).isTrue();
        assertThat(listed("?retired=false").isMissingNode()).isTrue();
        var last = listed("?retired=true");
        assertThat(last.path("waitLimit").asInt()).isEqualTo(20);
        assertThat(last.path("displayName").asString()).isNotBlank();
        assertThat(Instant.parse(last.path("retiredAt").asString())).isBeforeOrEqualTo(Instant.now());
        put(queue, 20);
        assertThat(listed("").has("retiredAt")).isFalse();
    }

    private JsonNode listed(String query) {
        for (var each : api.get("/api/queues" + query).body()) {
            if (each.path("id").asString().equals(queue)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void aCallCantBeMovedToAQueueThatIsNotThere() {
        put(queue, 20);
        begin(callId);

        assertThat(api.post("""
                {"event":"call_retransfer","callId":"%s","queueId":"nowhere"}""".formatted(callId)).status()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsChangeQueues() {
        var body = settings(20);
        assertThat(api.put("/api/queues/" + queue, body, Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(401);
        var ingest =
                api.put("/api/queues/" + queue, body, Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY));
        assertThat(ingest.status()).isEqualTo(403);
        assertThat(ingest.text("code")).isEqualTo("forbidden");
        assertThat(api.post("/api/events", Api.initiated(callId), ADMIN).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"displayName\":\"\",\"waitLimit\":5}",
                "{\"displayName\":\"x\",\"waitLimit\":0,\"routingLimit\":1,\"holdLimit\":1,\"shortCallLimit\":1}",
                "{\"displayName\":\"x\",\"waitLimit\":\"5\",\"routingLimit\":1,\"holdLimit\":1,\"shortCallLimit\":1}",
                "{\"displayName\":\"x\",\"waitLimit\":86401,\"routingLimit\":1,\"holdLimit\":1,\"shortCallLimit\":1}",
                "{\"displayName\":\"x\",\"waitLimit\":5,\"routingLimit\":1,\"holdLimit\":1,\"shortCallLimit\":1,\"targetPercent\":101}",
                "{\"displayName\":\"x\",\"waitLimit\":5,\"routingLimit\":1,\"holdLimit\":1,\"shortCallLimit\":1,\"targetPercent\":0}",
                "{\"displayName\":\"x\",\"waitLimit\":5,\"routingLimit\":1,\"holdLimit\":1,\"shortCallLimit\":1,\"targetSeconds\":0}"
            })
    void settingsThatMakeNoSenseAreRefused(String body) {
        assertThat(api.put("/api/queues/" + queue, body, ADMIN).status()).isEqualTo(400);
    }

    private Answer put(String id, int waitLimit) {
        return api.put("/api/queues/" + id, settings(waitLimit), ADMIN);
    }

    private static String settings(int waitLimit) {
        return """
                {"displayName":"A queue","waitLimit":%d,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""".formatted(waitLimit);
    }

    private Answer retire(String id) {
        return api.delete("/api/queues/" + id, Map.of("X-API-Key", Api.ADMIN_KEY));
    }

    private Answer begin(String id) {
        return api.post("""
                {"event":"call_initiated","callId":"%s","type":"voice","queueId":"%s"}""".formatted(id, queue));
    }
}
