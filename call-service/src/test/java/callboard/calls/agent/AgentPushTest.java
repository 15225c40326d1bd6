package callboard.calls.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.outbox.OutboxRelay;
import callboard.contracts.Channels;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentPushTest {

    private final TestRedis redis = TestRedis.started();
    private final RedisClient client = RedisClient.create("redis://" + redis.host() + ":" + redis.port());
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final RunningService service =
            RunningService.start(TestPostgres.freshDatabase(), redis, "callboard.stats.push-every=1h");

    @BeforeEach
    void listen() {
        var connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                heard.add(JsonMapper.shared().readTree(message));
            }
        });
        connection.sync().subscribe(Channels.AGENT_UPDATES);
        await().until(() -> service.bean(OutboxRelay.class).leads());
    }

    @AfterEach
    void stop() {
        client.shutdown();
        service.close();
        redis.close();
    }

    private void push() {
        service.bean(AgentPush.class).pushOnce();
    }

    @Test
    void whoChangedIsPushedAsTheyAreNowAndNobodyElse() {
        signIn("ana");
        signIn("ben");
        push();
        await().until(() -> heard.size() == 1);
        assertThat(ids(heard.getFirst())).containsExactly("ana", "ben");
        assertThat(heard.getFirst().at("/agents/0").has("today")).isFalse();

        push();
        service.api.post("{\"event\": \"agent_state_changed\", \"agentId\": \"ben\", \"state\": \"unavailable\"}");
        service.api.post("{\"event\": \"agent_signed_out\", \"agentId\": \"ben\"}");
        service.api.post(Api.initiated("c"));
        service.api.post(Api.routed("c", "ana"));
        push();
        await().until(() -> heard.size() == 2);
        assertThat(heard.get(1)
                        .path("agents")
                        .valueStream()
                        .map(each -> each.path("agentId").asString() + " "
                                + each.path("state").asString()))
                .containsExactly("ana ringing", "ben offline");
    }

    @Test
    void moreThanABrowserDrawsAtOnceComeInTheNext() {
        int all = AgentPush.MOST + 50;
        var events = IntStream.range(0, all)
                .mapToObj(i -> "{\"event\": \"agent_signed_in\", \"agentId\": \"a%03d\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
        service.api.post("/api/events/batch", events, Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY));
        push();
        push();
        push();
        await().until(() -> heard.size() == 2);
        assertThat(ids(heard.get(0))).hasSize(AgentPush.MOST);
        assertThat(ids(heard.get(1))).hasSize(50).doesNotContainAnyElementsOf(ids(heard.get(0)));
    }

    private void signIn(String agentId) {
        service.api.post("{\"event\": \"agent_signed_in\", \"agentId\": \"%s\"}".formatted(agentId));
    }

    private static List<String> ids(JsonNode update) {
        return update.path("agents")
                .valueStream()
                .map(agent -> agent.path("agentId").asString())
                .toList();
    }
}
