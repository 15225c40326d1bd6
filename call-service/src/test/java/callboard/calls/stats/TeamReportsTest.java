package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What agents did is held by [CountedStreamsTest]; a team's is what its agents did.
class TeamReportsTest {

    private static final String DAY = "from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
    private static final String WORK = "%s %s %s %s %s";

    private final SharedReplicas replicas = SharedReplicas.with("callboard.stats.zone=UTC");
    private final SettableClock clock = replicas.clock;
    private final Api api = replicas.one.api;

    /// Ana and Ben are of Legal, Eva of Medical; nobody tells where Zoe is.
    @BeforeEach
    void oneDay() {
        replicas.clean();
        signIn("ana", "Legal");
        signIn("ben", "Legal");
        signIn("eva", "Medical");
        handle("a1", "ana", 60);
        handle("a2", "ana", 60);
        handle("b1", "ben", 30);
        handle("e1", "eva", 20);
        handle("z1", "zoe", 10);
        miss("m1", "ben");
    }

    @Test
    void aTeamDidWhatItsAgentsDidAndWhoIsInNoneComesLast() {
        assertThat(teams("by=team"))
                .containsExactly("Legal 2 3 150.0 50.0", "Medical 1 1 20.0 20.0", "none 1 1 10.0 10.0");
        assertThat(rows("by=team", "teams").path(0).path("missed").asInt()).isEqualTo(1);
        assertThat(rows("by=team", "agents").isMissingNode()).isTrue();
    }

    @Test
    void agentsOfOneTeamAreItsRows() {
        var legal = rows("by=agent&team=Legal", "agents");

        assertThat(legal).extracting(row -> row.path("agentId").asString()).containsExactly("ana", "ben");
        assertThat(legal).extracting(row -> row.path("team").asString()).containsOnly("Legal");
        assertThat(rows("by=agent", "agents"))
                .extracting(row ->
                        row.path("agentId").asString() + " " + row.path("team").asString(null))
                .containsExactly("ana Legal", "ben Legal", "eva Medical", "zoe null");
        assertThat(rows("by=agent&team=Sales", "agents")).isEmpty();
    }

    /// Also where news of an earlier sign-in comes later.
    @Test
    void whoMovesToAnotherTeamTakesWhatTheyDidAlong() {
        clock.tick(Duration.ofHours(1));
        var before = clock.instant().minusSeconds(60);
        signIn("ana", "Medical");
        api.post("{\"event\":\"agent_signed_in\",\"agentId\":\"ana\",\"team\":\"Sales\",\"occurredAt\":\"%s\"}"
                .formatted(before));

        assertThat(teams("by=team"))
                .containsExactly("Legal 1 1 30.0 30.0", "Medical 2 3 140.0 46.7", "none 1 1 10.0 10.0");
    }

    @Test
    void whatIsSavedHasTheTeams() {
        var lines =
                api.get("/api/reports.csv?by=team&" + DAY).raw().body().lines().toList();

        assertThat(lines.getFirst()).contains("begin,end,team,agents,handled,missed,hungUp,handleTime");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains(",Legal,2,3,1,0,150");
        assertThat(lines.getLast()).contains("T00:00:00Z,,1,1,0,0,10");
    }

    private List<String> teams(String query) {
        return rows(query, "teams")
                .valueStream()
                .map(row -> WORK.formatted(
                        row.path("team").asString("none"),
                        row.path("agents").asInt(),
                        row.path("handled").asInt(),
                        row.path("handleTime").asDouble(),
                        Math.round(row.path("averageHandleTime").asDouble() * 10) / 10.0))
                .toList();
    }

    private JsonNode rows(String query, String of) {
        return api.get("/api/reports?" + query + "&" + DAY).body().path("span").path(of);
    }

    private void signIn(String agentId, String team) {
        var told =
                api.post("{\"event\":\"agent_signed_in\",\"agentId\":\"%s\",\"team\":\"%s\"}".formatted(agentId, team));
        assertThat(told.status()).isEqualTo(201);
    }

    private void handle(String callId, String agentId, int seconds) {
        api.post(Api.initiated(callId));
        api.post(Api.routed(callId, agentId));
        api.post(Api.answered(callId, 0));
        clock.tick(Duration.ofSeconds(seconds));
        assertThat(api.post(Api.ended(callId, "completed", seconds)).status()).isEqualTo(201);
    }

    private void miss(String callId, String agentId) {
        api.post(Api.initiated(callId));
        api.post(Api.routed(callId, agentId));
        assertThat(api.post("{\"event\":\"call_retransfer\",\"callId\":\"%s\"}".formatted(callId))
                        .status())
                .isEqualTo(201);
    }
}
