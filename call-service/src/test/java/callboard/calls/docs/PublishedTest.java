package callboard.calls.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.contracts.Channels;
import callboard.testing.SchemaCheck;
import callboard.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What call-service really publishes is what `docs/asyncapi.yaml` says: the channels, and each message.
class PublishedTest {

    private static final JsonNode DOCUMENT = SchemaCheck.read("docs/asyncapi.yaml");

    private final SchemaCheck schemas = new SchemaCheck(DOCUMENT);
    /// A message's channel, by the message.
    private final Map<String, String> heard = new ConcurrentHashMap<>();

    @Test
    void everyChannelAndMessageIsAsDescribed() {
        try (var redis = TestRedis.started()) {
            var client = RedisClient.create("redis://" + redis.host() + ":" + redis.port());
            try (var everything = client.connectPubSub();
                    var keys = client.connect();
                    var service = RunningService.start(redis, "callboard.timers.every=250ms")) {
                everything.addListener(new RedisPubSubAdapter<>() {
                    @Override
                    public void message(String pattern, String channel, String message) {
                        heard.put(message, channel);
                    }
                });
                everything.sync().psubscribe("*");
                playACallThatIsKeptWaiting(service.api);
                acknowledgeWhatIsNoticed(service.api);
                acknowledgeAll(service.api);
                // Whatever was noticed of it by then is over with it.
                service.api.post(Api.ended("call-2", "abandoned", 60));
                callBack(service.api);

                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Set.copyOf(heard.values()).containsAll(described()));
                assertThat(Set.copyOf(heard.values())).isEqualTo(described());
                assertThat(heard)
                        .allSatisfy((message, channel) ->
                                assertThat(faults(channel, message)).as(message).isEmpty());
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(keys.sync().get(Channels.lastValueKey("call-1")))
                                .contains("call_ended"));
                assertThat(faults(Channels.CALL_STATUS_UPDATES, keys.sync().get(Channels.lastValueKey("call-1"))))
                        .isEmpty();
            } finally {
                client.shutdown();
            }
        }
    }

    private static void playACallThatIsKeptWaiting(Api api) {
        api.put("/api/queues/impatient", """
                {"displayName":"Impatient","waitLimit":1,"routingLimit":15,"holdLimit":60,"shortCallLimit":10}""", Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY));
        api.post(Api.initiated("call-2").replace("medical_spanish", "impatient"));
        api.post(Api.initiated("call-1"));
        api.post(Api.routed("call-1", "agent-7"));
        api.post(Api.answered("call-1", 42));
        api.post(Api.hold("call-1", 61));
        api.post(Api.resumed("call-1"));
        api.post(Api.retransfer("call-1"));
        api.post(Api.ended("call-1", "abandoned", 60));
    }

    private static void acknowledgeWhatIsNoticed(Api api) {
        var noticed = await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/api/alerts").body().at("/data/0/id").asString(""), id -> !id.isEmpty());
        api.post(
                "/api/alerts/" + noticed + "/acknowledge",
                "{\"by\":\"Ana\"}",
                Map.of("Content-Type", "application/json"));
    }

    private static void acknowledgeAll(Api api) {
        api.post(Api.initiated("call-3").replace("medical_spanish", "impatient"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.post(
                                        "/api/alerts/acknowledge-matching",
                                        "{\"by\":\"Ana\",\"until\":\"9999-12-31T00:00:00Z\"}",
                                        Map.of("Content-Type", "application/json"))
                                .body()
                                .path("acknowledged")
                                .asInt()
                        > 0);
    }

    private static void callBack(Api api) {
        api.post(Api.initiated("call-4").replaceFirst("}$", ",\"from\":\"+34 600 123 123\"}"));
        api.post(Api.ended("call-4", "abandoned", 60));
        var headers = Map.of("Content-Type", "application/json");
        assertThat(api.put("/api/callbacks/call-4", "{\"by\":\"Ana\"}", headers).status())
                .isEqualTo(200);
        assertThat(api.delete("/api/callbacks/call-4", Map.of()).status()).isEqualTo(204);
    }

    private static Set<String> described() {
        return DOCUMENT.get("channels")
                .valueStream()
                .filter(channel -> channel.at("/servers/0/$ref").asString().equals("#/servers/redis"))
                .map(channel -> channel.get("address").asString())
                .collect(Collectors.toSet());
    }

    private List<String> faults(String channel, String message) {
        var name = DOCUMENT.get("channels")
                .get(channel)
                .get("messages")
                .propertyNames()
                .iterator()
                .next();
        return schemas.faults(
                DOCUMENT.get("components").get("messages").get(name).get("payload"), message);
    }
}
