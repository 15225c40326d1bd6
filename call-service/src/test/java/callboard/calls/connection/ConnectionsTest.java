package callboard.calls.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.Api.Answer;
import callboard.calls.RunningService;
import callboard.calls.SharedService;
import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.ScriptedAsterisk;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallType;
import callboard.contracts.ConnectionMessage;
import callboard.contracts.ConnectionStatus;
import callboard.contracts.MessageOutcome;
import java.io.IOException;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Connections as operators set them up, with a service as it runs.
class ConnectionsTest {

    private static final Map<String, String> ADMIN =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final String SETTINGS = """
            {"kind": "asterisk", "enabled": %s, "queues": "%s", "host": "127.0.0.1", "port": %d, "username": "callboard"%s}
            """;
    private static final String SECRET = ", \"secret\": \"geheim\"";

    private final RunningService service = SharedService.SERVICE;
    private final String name = "pbx-" + RunningService.newCallId();
    private final String path = "/api/ops/connections/" + name;
    private final String callId = RunningService.newCallId();
    private final String queue = "queue-" + callId;
    private final BlockingQueue<String> logins = new LinkedBlockingQueue<>();

    @AfterEach
    void delete() {
        service.api.delete(path, ADMIN);
    }

    @Test
    void itIsDialledAndItsCallsAndQueuesAreTaken() throws Exception {
        try (var asterisk = new ScriptedAsterisk(this::tellOfACall)) {
            assertThat(put(true, "adopt", asterisk, SECRET).status()).isEqualTo(201);

            await().untilAsserted(() -> assertThat(
                            service.api.get("/api/calls/" + callId).text("status"))
                    .isEqualTo("waiting"));
            await().untilAsserted(
                            () -> assertThat(state().path("taken").asLong()).isEqualTo(1));
            assertThat(state().path("status").asString()).isEqualTo("connected");
            assertThat(state().path("unknown").asLong()).isEqualTo(1);
            assertThat(state().has("lastEventAt")).isTrue();
            assertThat(messages()).singleElement().satisfies(message -> {
                assertThat(message.path("outcome").asString()).isEqualTo("unknown");
                assertThat(message.path("text").asString()).contains("Event: NeverHeardOf");
            });
        }
    }

    @Test
    void whatIsToldOfOneThatIsBeingDeletedWaitsAndIsForgotten() throws Exception {
        try (var asterisk = new ScriptedAsterisk(this::tellOfACall);
                var other = DriverManager.getConnection(service.database(), "postgres", "postgres");
                var sql = other.createStatement()) {
            put(false, "adopt", asterisk, SECRET);
            var states = service.bean(ConnectionStates.class);
            var message =
                    new ConnectionMessage(Instant.now(), MessageOutcome.UNKNOWN, "Event: NeverHeardOf", List.of());
            var news = new ConnectionStates.News(
                    ConnectionStatus.CONNECTED,
                    Instant.now(),
                    null,
                    null,
                    null,
                    Map.of(MessageOutcome.UNKNOWN, 1L),
                    1,
                    List.of(message));
            states.tell(name, news);
            other.setAutoCommit(false);
            sql.execute("select from connections where name = '%s' for update".formatted(name));
            var told = CompletableFuture.runAsync(() -> states.tell(name, news));
            await().until(() -> service.sql.queryForObject(
                            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                            Integer.class)
                    > 0);
            sql.execute("delete from connections where name = '%s'".formatted(name));
            other.commit();

            assertThat(told).succeedsWithin(Duration.ofSeconds(30));
            assertThat(states.all()).doesNotContainKey(name);
        }
    }

    @Test
    void aCallThatTheLogToldOfFirstIsLeftToIt() throws Exception {
        service.bean(QueueLogIntake.class)
                .take(
                        new Origin(ConnectionIntake.sender("log"), true, (_, _) -> {}),
                        List.of(new Initiated(callId, CallType.VOICE, queue, "log-join:1", Instant.now())));
        var next = callId + "-next";
        try (var asterisk = new ScriptedAsterisk(line -> {
            line.logIn();
            line.say(joins(callId) + """
                    Event: AgentCalled\r
                    Uniqueid: %s\r
                    MemberName: Ana\r
                    DestUniqueid: %s-ana\r
                    \r
                    """.formatted(callId, callId) + joins(next));
            line.asked();
            line.asked();
            line.asked();
        })) {
            put(true, "adopt", asterisk, SECRET);

            await().untilAsserted(() ->
                    assertThat(service.api.get("/api/calls/" + next).status()).isEqualTo(200));
            assertThat(service.api.get("/api/calls/" + callId + "/events").body())
                    .hasSize(1);
        }
    }

    @Test
    void withKnownQueuesAloneACallInAnotherIsRefusedAndShown() throws Exception {
        try (var asterisk = new ScriptedAsterisk(this::tellOfACall)) {
            put(true, "known", asterisk, SECRET);

            await().untilAsserted(
                            () -> assertThat(state().path("refused").asLong()).isEqualTo(1));
            assertThat(service.api.get("/api/calls/" + callId).status()).isEqualTo(404);
            assertThat(messages()).anySatisfy(message -> {
                assertThat(message.path("outcome").asString()).isEqualTo("refused");
                assertThat(message.path("text").asString()).contains(callId);
                assertThat(message.path("reasons").path(0).asString()).contains("queue");
            });
        }
    }

    @Test
    void aSecretIsNeverShownAndStaysUntilAnotherIsGiven() throws Exception {
        try (var asterisk = new ScriptedAsterisk(this::tellOfACall)) {
            var made = put(true, "adopt", asterisk, SECRET);
            var changed = put(true, "known", asterisk, "");

            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.body().path("version").asInt()).isEqualTo(2);
            assertThat(changed.body().path("secrets").path(0).asString()).isEqualTo("secret");
            assertThat(made.raw().body()
                            + changed.raw().body()
                            + service.api.get(path, ADMIN).raw().body()
                            + service.api
                                    .get("/api/ops/connections", ADMIN)
                                    .raw()
                                    .body()
                            + stored())
                    .contains(name)
                    .doesNotContain("geheim");
            // With the secret of the first version it logs in as the second, too.
            assertThat(logins.poll(20, TimeUnit.SECONDS)).isEqualTo("geheim");
            await().untilAsserted(
                            () -> assertThat(state().path("status").asString()).isEqualTo("connected"));
        }
    }

    @Test
    void itHangsUpWhenItIsDisabledAndWhenItIsDeleted() throws Exception {
        var closed = new LinkedBlockingQueue<String>();
        try (var asterisk = new ScriptedAsterisk(line -> {
            line.logIn();
            logins.add("in");
            while (line.asked() != null) {
                // Until it is closed.
            }
            closed.add("closed");
        })) {
            put(true, "adopt", asterisk, SECRET);
            assertThat(logins.poll(20, TimeUnit.SECONDS)).isEqualTo("in");
            put(false, "adopt", asterisk, "");
            assertThat(closed.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
            assertThat(state().path("status").asString()).isEqualTo("off");

            put(true, "adopt", asterisk, "");
            assertThat(logins.poll(20, TimeUnit.SECONDS)).isEqualTo("in");
            assertThat(service.api.delete(path, ADMIN).status()).isEqualTo(200);
            assertThat(closed.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
            assertThat(service.api.get(path, ADMIN).status()).isEqualTo(404);
            assertThat(service.api.delete(path, ADMIN).status()).isEqualTo(404);
        }
    }

    @Test
    void whyItFailsIsTold() throws Exception {
        try (var asterisk = new ScriptedAsterisk(this::tellOfACall)) {
            put(true, "adopt", asterisk, ", \"secret\": \"wrong\"");

            await().untilAsserted(
                            () -> assertThat(state().path("status").asString()).isEqualTo("failing"));
            assertThat(state().path("reason").asString()).isNotBlank();
        }
    }

    @Test
    void aTrialSaysWhetherItWouldWorkAndKeepsNothing() throws Exception {
        try (var asterisk = new ScriptedAsterisk(this::tellOfACall)) {
            var works = service.api.post(
                    path + "/test", settings(true, "adopt", asterisk.address().port(), SECRET), ADMIN);
            var refused = service.api.post(
                    path + "/test",
                    settings(true, "adopt", asterisk.address().port(), ", \"secret\": \"wrong\""),
                    ADMIN);

            assertThat(works.body().path("ok").asBoolean()).isTrue();
            assertThat(works.text("message")).contains("127.0.0.1");
            assertThat(refused.status()).isEqualTo(200);
            assertThat(refused.body().path("ok").asBoolean(true)).isFalse();
            assertThat(service.api.get(path, ADMIN).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"kind": "asterisk", "enabled": true, "queues": "adopt", "host": "a", "username": "u"} | secret
                    {"kind": "asterisk", "enabled": true, "queues": "adopt", "host": "a b", "username": "u", "secret": "s"} | host
                    {"kind": "asterisk", "queues": "adopt", "host": "a", "username": "u", "secret": "s"} | enabled
                    {"kind": "asterisk", "enabled": true, "queues": "adopt", "host": "a", "port": 0, "username": "u", "secret": "s"} | port
                    {"kind": "asterisk-queue-log", "enabled": true, "queues": "adopt", "path": "queue_log"} | path
                    {"kind": "asterisk-queue-log", "enabled": true, "queues": "adopt", "zone": "Bogota"} | zone
                    """)
    void whatIsMissingOrWrongIsNamed(String body, String field) {
        for (var answer :
                new Answer[] {service.api.put(path, body, ADMIN), service.api.post(path + "/test", body, ADMIN)}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("issues").path(0).path("path").asString())
                    .isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource({"{}", "'{\"kind\": \"telex\"}'", "[", "'\"asterisk\"'"})
    void anUnknownKindIsNoFault(String body) {
        assertThat(service.api.put(path, body, ADMIN).status()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsSeeAndChangeThem() {
        var sender = Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY);

        assertThat(service.api.get("/api/ops/connections").status()).isEqualTo(401);
        assertThat(service.api.get(path, sender).status()).isEqualTo(403);
        assertThat(service.api
                        .put(path, settings(true, "adopt", 1, SECRET), sender)
                        .status())
                .isEqualTo(403);
        assertThat(service.api
                        .put("/api/ops/connections/a%20b", settings(true, "adopt", 1, SECRET), ADMIN)
                        .status())
                .isEqualTo(400);
    }

    private void tellOfACall(ScriptedAsterisk.Line line) throws IOException {
        line.logIn();
        logins.add("geheim");
        line.say(joins(callId) + "Event: NeverHeardOf\r\n\r\n");
        while (line.asked() != null) {
            // Says nothing more until it is closed.
        }
    }

    private String joins(String caller) {
        var now = Instant.now();
        return """
                Event: QueueCallerJoin\r
                Timestamp: %d.%06d\r
                Uniqueid: %s\r
                Linkedid: %s\r
                Queue: %s\r
                \r
                """.formatted(now.getEpochSecond(), now.getNano() / 1000, caller, caller, queue);
    }

    private Answer put(boolean enabled, String queues, ScriptedAsterisk asterisk, String secret) {
        return service.api.put(
                path, settings(enabled, queues, asterisk.address().port(), secret), ADMIN);
    }

    private static String settings(boolean enabled, String queues, int port, String secret) {
        return SETTINGS.formatted(enabled, queues, port, secret);
    }

    private JsonNode state() {
        return service.api.get(path, ADMIN).body().path("state");
    }

    private JsonNode messages() {
        return service.api.get(path + "/messages", ADMIN).body();
    }

    /// As a copy of the database would tell it.
    private String stored() {
        return service.sql.queryForObject(
                "select settings::text || encode(secrets, 'escape') from connections where name = ?",
                (row, _) -> new String(row.getBytes(1), ISO_8859_1),
                name);
    }
}
