package callboard.calls.agent;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import callboard.calls.intake.CallWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentsTest {

    private final SharedReplicas replicas = SharedReplicas.with("callboard.stats.zone=UTC");
    private final SettableClock clock = replicas.clock;
    private final RunningService service = replicas.one;
    private final Api api = service.api;

    @BeforeEach
    void clean() {
        replicas.clean();
    }

    @Test
    void anAgentRingsTalksHoldsAndIsIdleAgain() {
        api.post(Api.initiated("c"));
        api.post(Api.routed("c", "ana"));
        assertState("ringing", "2026-03-01T12:00:00Z");
        clock.tick(Duration.ofSeconds(5));
        api.post(Api.answered("c", 5));
        assertState("on_call", "2026-03-01T12:00:05Z");
        assertThat(agent("ana").path("callId").asString()).isEqualTo("c");
        assertThat(agent("ana").path("queueId").asString()).isEqualTo("medical_spanish");
        clock.tick(Duration.ofSeconds(10));
        api.post(Api.hold("c", 1));
        assertState("holding", "2026-03-01T12:00:15Z");
        clock.tick(Duration.ofSeconds(10));
        api.post(Api.resumed("c"));
        assertState("on_call", "2026-03-01T12:00:25Z");
        clock.tick(Duration.ofSeconds(10));
        api.post(Api.ended("c", "completed", 35));
        assertState("idle", "2026-03-01T12:00:35Z");

        assertThat(agent("ana").has("callId")).isFalse();
        assertThat(agent("ana").path("handledToday").asInt()).isEqualTo(1);
        assertThat(agent("ana").path("averageHandleTime").asDouble()).isEqualTo(30);
    }

    /// Asked once a second: of an agent who has had a busy hour it takes no longer.
    @Test
    void whatLeftAfterCallWorkIsFoundWithoutGoingThroughTheHour() {
        service.sql.update("""
                insert into agent_stays (agent_id, until, call_id, state, since, queue_id, wrap_up)
                select 'ana', at, 'c', 'on_call', at - interval '1 second', 'medical_spanish', 0
                from generate_series(?::timestamptz - interval '1 hour', ?::timestamptz, interval '1 second') as at""", clock.instant().toString(), clock.instant().toString());
        service.sql.execute("analyze agent_stays");

        assertThat(service.sql.queryForList("""
                        explain select * from agent_stays where agent_id = 'ana' and wrap_up > 0
                          and until > '2026-03-01T11:00:00Z' order by until desc limit 20""", String.class)).anyMatch(line -> line.contains("agent_stays_wrapping"));
    }

    private void assertState(String state, String since) {
        assertThat(agent("ana").path("state").asString()).isEqualTo(state);
        assertThat(agent("ana").path("since").asString()).isEqualTo(since);
    }

    @Test
    void aCallThatRingsAndGoesElsewhereIsMissed() {
        api.post(Api.initiated("c"));
        api.post(Api.routed("c", "routed-on"));
        api.post(Api.routed("c", "retransferred"));
        api.post(Api.retransfer("c"));
        api.post(Api.routed("c", "too-slow"));
        clock.tick(Duration.ofSeconds(15));
        service.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());

        for (var agentId : new String[] {"routed-on", "retransferred", "too-slow"}) {
            assertThat(agent(agentId).path("missedToday").asInt()).as(agentId).isEqualTo(1);
            assertThat(agent(agentId).path("handledToday").asInt()).as(agentId).isZero();
            assertThat(agent(agentId).path("state").asString()).as(agentId).isEqualTo("idle");
            assertThat(missedBy(agentId)).as(agentId).containsExactly("c");
        }
    }

    @Test
    void whatAnAgentHasMissedIsFoundInAnyOrderAndWithEveryOtherFilter() {
        for (var callId : new String[] {"twice", "once", "answered", "elsewhere"}) {
            api.post(Api.initiated(callId));
            api.post(Api.routed(callId, callId.equals("elsewhere") ? "ben" : "ana"));
            clock.tick(Duration.ofSeconds(1));
        }
        api.post(Api.retransfer("twice"));
        api.post(Api.routed("twice", "ana").replace(":4", ":5"));
        api.post(Api.retransfer("twice").replace("}", ",\"eventId\":\"again\"}"));
        api.post(Api.retransfer("once"));
        api.post(Api.ended("once", "abandoned", 9));
        api.post(Api.answered("answered", 5));

        assertThat(agent("ana").path("missedToday").asInt()).isEqualTo(3);
        assertThat(missedBy("ana")).containsExactly("once", "twice");
        for (var order : new String[] {"id", "-id", "statusSince", "waited", "-duration"}) {
            assertThat(missedBy("ana&sort=" + order)).as(order).containsExactlyInAnyOrder("once", "twice");
        }
        assertThat(missedBy("ana&status=ended")).containsExactly("once");
        assertThat(missedBy("ana&status=waiting&queueId=medical_spanish")).containsExactly("twice");
        assertThat(missedBy("ana&q=onc")).containsExactly("once");
        assertThat(missedBy("ana&from=2026-03-01T12:00:04Z")).containsExactly("once", "twice");
        assertThat(missedBy("ana&to=2026-03-01T12:00:04Z")).isEmpty();
        assertThat(missedBy("ana&queueId=legal_english")).isEmpty();
        assertThat(missedBy("nobody")).isEmpty();
    }

    @Test
    void anAnswerAfterAllTakesTheMissBack() {
        api.post(Api.initiated("c"));
        api.post(Api.routed("c", "ana"));
        clock.tick(Duration.ofSeconds(16));
        service.bean(CallWriter.class).writeDue(clock.instant(), 10, List.of());
        assertThat(missedBy("ana")).containsExactly("c");
        api.post(Api.answered("c", 20).replace("}", ",\"agentId\":\"ana\"}"));

        assertThat(agent("ana").path("missedToday").asInt()).isZero();
        assertThat(missedBy("ana")).isEmpty();
    }

    private List<String> missedBy(String agentId) {
        var page = api.get("/api/calls?missedBy=" + agentId).body();
        var ids = page.path("data")
                .valueStream()
                .map(call -> call.path("id").asString())
                .toList();
        assertThat(page.path("total").asInt()).isEqualTo(ids.size());
        return ids;
    }

    @Test
    void aCallerWhoHangsUpAndACallThatRingsOnAreNobodysMiss() {
        api.post(Api.initiated("c"));
        api.post(Api.routed("c", "ana"));
        api.post(Api.routed("c", "ana").replace(":4", ":6"));
        api.post(Api.ended("c", "abandoned", 12));

        assertThat(agent("ana").path("missedToday").asInt(-1)).isZero();
        assertThat(agent("ana").path("handledToday").asInt(-1)).isZero();
        assertThat(agent("ana").has("averageHandleTime")).isFalse();
    }

    @Test
    void eachAgentOfACallHandledTheirPartOfIt() {
        api.post(Api.initiated("c"));
        for (var agentId : new String[] {"ana", "ben"}) {
            api.post(Api.routed("c", agentId));
            clock.tick(Duration.ofSeconds(5));
            api.post(Api.answered("c", 5));
            clock.tick(Duration.ofSeconds(agentId.equals("ana") ? 20 : 40));
            api.post(agentId.equals("ana") ? Api.retransfer("c") : Api.ended("c", "completed", 70));
        }

        assertThat(agent("ana").path("averageHandleTime").asDouble()).isEqualTo(20);
        assertThat(agent("ben").path("averageHandleTime").asDouble()).isEqualTo(40);
    }

    @Test
    void anAgentWithSeveralCallsShowsTheOneThatBindsMost() {
        for (var callId : new String[] {"rings", "held", "talks"}) {
            api.post(Api.initiated(callId));
            api.post(Api.routed(callId, "ana"));
        }
        assertThat(agent("ana").path("state").asString()).isEqualTo("ringing");
        api.post(Api.answered("held", 1));
        api.post(Api.hold("held", 1));
        assertThat(agent("ana").path("callId").asString()).isEqualTo("held");
        api.post(Api.answered("talks", 1));
        assertThat(agent("ana").path("callId").asString()).isEqualTo("talks");
    }

    @Test
    void yesterdaysWorkIsNotTodays() {
        api.post(Api.initiated("c"));
        api.post(Api.routed("c", "ana"));
        api.post(Api.answered("c", 1));
        api.post(Api.ended("c", "completed", 20));
        api.post(Api.initiated("d"));
        api.post(Api.routed("d", "ben"));
        api.post(Api.answered("d", 1));
        clock.tick(Duration.ofHours(12));

        assertThat(api.get("/api/agents").body())
                .extracting(agent -> agent.path("agentId").asString())
                .containsExactly("ben");
        assertThat(agent("ben").path("handledToday").asInt(-1)).isZero();
        api.post(Api.ended("d", "completed", 20));
        assertThat(agent("ben").path("handledToday").asInt()).isEqualTo(1);
    }

    private JsonNode agent(String agentId) {
        return api.get("/api/agents")
                .body()
                .valueStream()
                .filter(agent -> agent.path("agentId").asString().equals(agentId))
                .findFirst()
                .orElseThrow();
    }
}
