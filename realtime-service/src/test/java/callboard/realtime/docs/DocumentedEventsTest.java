package callboard.realtime.docs;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Channels;
import callboard.realtime.RawWebSocket;
import callboard.realtime.Realtime;
import callboard.realtime.RedisPublisher;
import callboard.testing.SchemaCheck;
import callboard.testing.TestRedis;
import io.lettuce.core.KillArgs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the sockets send and receive is what `docs/asyncapi.yaml` says.
class DocumentedEventsTest {

    private static final JsonNode DOCUMENT = SchemaCheck.read("docs/asyncapi.yaml");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SchemaCheck schemas = new SchemaCheck(DOCUMENT);

    @Test
    void sentEventsAndDescribedEventsAreTheSame() {
        try (var redis = TestRedis.started();
                var server = Realtime.on(redis).listening();
                var publisher = new RedisPublisher(redis);
                var socket = RawWebSocket.connected(server.port())) {
            var update = (ObjectNode) example("CallStatusUpdate");
            socket.send("421[\"" + Channels.SUBSCRIBE_CALL + "\",\""
                            + update.get("callId").asString() + "\"]")
                    .next();
            publisher.publishRaw(
                    Channels.CALL_STATUS_UPDATES,
                    update.put("eventType", "call_initiated").toString());
            publisher.publishRaw(Channels.CALL_ALERTS, example("Alert").toString());
            publisher.publishRaw(
                    Channels.CALL_ALERTS_ACKNOWLEDGED, example("Alert").toString());
            publisher.publishRaw(
                    Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE,
                    example("AlertsAcknowledged").toString());
            publisher.publishRaw(Channels.CALL_ALERTS_CLEARED, example("Alert").toString());
            publisher.publishRaw(
                    Channels.CALLBACK_CLAIMS, example("CallbackClaim").toString());
            publisher.publishRaw(Channels.CALL_STATS, example("StatsView").toString());
            publisher.publishRaw(Channels.AGENT_UPDATES, example("AgentsUpdate").toString());
            var sent = new TreeMap<String, JsonNode>();
            while (sent.size() < 9) {
                take(socket, sent);
            }
            // A connection that breaks may have missed something.
            publisher.redis().clientKill(KillArgs.Builder.typePubsub());
            while (sent.size() < 10) {
                take(socket, sent);
            }

            assertThat(sent.keySet()).isEqualTo(described("send"));
            assertThat(sent)
                    .allSatisfy((event, message) -> assertThat(faults(event, message))
                            .as("%s: %s", event, message)
                            .isEmpty());
        }
    }

    @Test
    void everyDescribedClientEventIsAcknowledgedAsDescribed() {
        try (var socket = RawWebSocket.connected(Realtime.shared().port(), "&feed=none");
                var publisher = new RedisPublisher(Realtime.sharedRedis())) {
            publisher
                    .redis()
                    .set(
                            Channels.lastValueKey("call-1"),
                            example("CallStatusUpdate").toString());
            for (String event : described("receive")) {
                for (String argument : new String[] {"\"call-1\"", "5"}) {
                    var answer = socket.send("427[\"" + event + "\"," + argument + "]")
                            .next();
                    assertThat(answer).as(event).startsWith("437");
                    var ack = JSON.readTree(answer.substring(3)).get(0);
                    assertThat(faults("ack", ack))
                            .as("%s(%s): %s", event, argument, ack)
                            .isEmpty();
                }
            }
        }
    }

    /// While replicas are replaced, older ones receive newer messages and pass on what they don't know.
    @Test
    void messagesOfAFutureVersionArePassedOnAsTheyAre() {
        var update = (ObjectNode) example("CallStatusUpdate");
        update.put("callId", "future")
                .put("eventType", "call_transcribed")
                .put("mood", "calm")
                .putObject("transcript")
                .put("language", "es");
        try (var socket = RawWebSocket.connected(Realtime.shared().port(), "&feed=none");
                var publisher = new RedisPublisher(Realtime.sharedRedis())) {
            socket.send("421[\"" + Channels.SUBSCRIBE_CALL + "\",\"future\"]").next();
            publisher.publishRaw(Channels.CALL_STATUS_UPDATES, update.toString());

            assertThat(socket.next()).isEqualTo("42[\"call_status_update\"," + update + "]");
        }
    }

    private static void take(RawWebSocket socket, Map<String, JsonNode> sent) {
        var message = JSON.readTree(socket.next().substring(2));
        sent.put(message.get(0).asString(), message.get(1));
    }

    private static Set<String> described(String action) {
        return operations()
                .filter(operation -> operation.get("action").asString().equals(action))
                .filter(operation -> operation.at("/channel/$ref").asString().equals("#/channels/sockets"))
                .map(operation -> operation.at("/messages/0/$ref").asString().replaceFirst(".*/", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> operations() {
        return DOCUMENT.get("operations").valueStream();
    }

    private List<String> faults(String message, JsonNode json) {
        return schemas.faults(
                DOCUMENT.get("components").get("messages").get(message).get("payload"), json.toString());
    }

    private static JsonNode example(String schema) {
        return DOCUMENT.get("components")
                .get("schemas")
                .get(schema)
                .get("examples")
                .get(0)
                .deepCopy();
    }
}
