package callboard.contracts;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The AsyncAPI 3 document: Redis channels and Socket.IO events, their payloads from the records.
final class AsyncApi {

    private static final String SOCKETS = "sockets";
    private static final String ROOT = """
            {"asyncapi": "3.0.0",
             "info": {"title": "Callboard, live", "version": "1.0.0", "description":
               "What call-service publishes on Redis and what realtime-service says to browsers and hears from them, over Socket.IO v4. Readers ignore fields and events that they don't know: newer versions add some."},
             "defaultContentType": "application/json",
             "servers": {
               "redis": {"host": "localhost:6379", "protocol": "redis", "description": "Between the services. Beside channel call-status-updates, the key `call:{callId}` holds the call's latest CallStatusUpdate for a day."},
               "realtime": {"host": "localhost:3002", "pathname": "/socket.io", "protocol": "ws", "description": "Socket.IO v4, JSON only, WebSocket or polling. `feed=none` in the handshake's query leaves the dashboard feed out. Where viewers are asked who they are, CONNECT carries `{token}`."}},
             "channels": {}, "operations": {}, "components": {"messages": {}, "schemas": {}}}
            """;

    /// A channel of Redis.
    private record Channel(String name, Class<? extends Record> payload, String says) {}

    /// An event of Socket.IO.
    ///
    /// @param payload absent when it comes without one
    private record Event(String name, @Nullable Class<?> payload, String says) {}

    private static final List<Channel> CHANNELS = List.of(
            new Channel(
                    Channels.CALL_STATUS_UPDATES,
                    CallStatusUpdate.class,
                    "Every event of every call, in sequence order per call, at least once."),
            new Channel(Channels.CALL_ALERTS, Alert.class, "Every limit that is near or broken."),
            new Channel(
                    Channels.CALL_ALERTS_ACKNOWLEDGED,
                    Alert.class,
                    "Every alert that somebody has acknowledged by its id."),
            new Channel(
                    Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE,
                    AlertsAcknowledged.class,
                    "How many alerts of a queue somebody has acknowledged by a filter."),
            new Channel(Channels.CALL_ALERTS_CLEARED, Alert.class, "Every alert that is so no longer."),
            new Channel(
                    Channels.CALLBACK_CLAIMS,
                    CallbackClaim.class,
                    "Every lost call whose caller somebody will call back, or no longer will."),
            new Channel(
                    Channels.CALL_STATS,
                    StatsView.class,
                    "The wallboard's numbers, at most once a second, when they moved."),
            new Channel(
                    Channels.AGENT_UPDATES,
                    AgentsUpdate.class,
                    "Agents who changed, at most once a second, each as they are now."));

    private static final List<Event> HEARD = List.of(
            new Event(
                    Channels.SUBSCRIBE_CALL,
                    String.class,
                    "Follow a call, by its id. The answer's snapshot is its latest update."),
            new Event(Channels.UNSUBSCRIBE_CALL, String.class, "No more of that call."),
            new Event(
                    Channels.SUBSCRIBE_QUEUE,
                    String.class,
                    "Hear of a queue's new calls, by the queue's id, and no longer of all queues'."),
            new Event(Channels.UNSUBSCRIBE_QUEUE, String.class, "No more of that queue."),
            new Event(
                    Channels.SUBSCRIBE_DASHBOARD,
                    null,
                    "The dashboard feed: new calls of all queues, numbers, alerts. Clients are in it from the start."),
            new Event(Channels.UNSUBSCRIBE_DASHBOARD, null, "No more of the dashboard feed."));

    private static final List<Event> SAID = List.of(
            new Event(
                    Channels.CALL_STATUS_UPDATE,
                    CallStatusUpdate.class,
                    "To those who follow the call: where it stands now. Drop it unless its sequence is newer."),
            new Event(
                    Channels.NEW_CALL,
                    CallStatusUpdate.class,
                    "To the dashboard feed and those who hear of its queue: a call began."),
            new Event(Channels.STATS_UPDATE, StatsView.class, "To the dashboard feed: the wallboard's numbers."),
            new Event(Channels.AGENT_UPDATE, AgentsUpdate.class, "To the dashboard feed: agents who changed."),
            new Event(Channels.ALERT, Alert.class, "To the dashboard feed: a limit is near or broken."),
            new Event(
                    Channels.ALERT_ACKNOWLEDGED,
                    Alert.class,
                    "To the same: somebody has taken notice of the alert, for everybody."),
            new Event(
                    Channels.ALERTS_ACKNOWLEDGED,
                    AlertsAcknowledged.class,
                    "To the same: somebody has taken notice of many alerts of a queue, read them again."),
            new Event(Channels.ALERT_CLEARED, Alert.class, "To the same: what the alert told of is so no longer."),
            new Event(
                    Channels.CALLBACK_CLAIM,
                    CallbackClaim.class,
                    "To the same: somebody will call the caller of a lost call back, or no longer will."),
            new Event(
                    Channels.RESYNC_REQUIRED,
                    Resync.class,
                    "To everyone it may concern: something may have been missed, read again."));

    private final ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(ROOT);

    private AsyncApi(ObjectNode schemas) {
        CHANNELS.forEach(this::add);
        var sockets = channel(SOCKETS, "/", "realtime", "The one namespace. Rooms decide who is told what.");
        HEARD.forEach(event -> add(event, "receive", sockets));
        SAID.forEach(event -> add(event, "send", sockets));
        add(new Event("ack", Ack.class, "The answer to whoever asked for one."), sockets);
        add(
                new Event(
                        "connect_error",
                        ConnectRefusal.class,
                        "Socket.IO's own, in place of a connection: why a client was not let in."),
                sockets);
        ((ObjectNode) document.at("/components")).set("schemas", Schemas.under(schemas, "#/components/schemas/"));
    }

    static ObjectNode document(ObjectNode schemas) {
        return new AsyncApi(schemas).document;
    }

    private void add(Channel channel) {
        var node = channel(channel.name, channel.name, "redis", channel.says);
        add(new Event(channel.payload.getSimpleName(), channel.payload, channel.says), node);
        operation("publish " + channel.name, "send", channel.name, channel.payload.getSimpleName(), channel.says);
        operation("hear " + channel.name, "receive", channel.name, channel.payload.getSimpleName(), channel.says);
    }

    private void add(Event event, String action, ObjectNode channel) {
        add(event, channel);
        var operation = operation(event.name, action, SOCKETS, event.name, event.says);
        if (action.equals("receive")) {
            var reply = operation.putObject("reply");
            reply.putObject("channel").put("$ref", "#/channels/" + SOCKETS);
            reply.putArray("messages").addObject().put("$ref", "#/channels/" + SOCKETS + "/messages/ack");
        }
    }

    private void add(Event event, ObjectNode channel) {
        ((ObjectNode) channel.get("messages")).putObject(event.name).put("$ref", "#/components/messages/" + event.name);
        var message = ((ObjectNode) document.at("/components/messages"))
                .putObject(event.name)
                .put("name", event.name)
                .put("summary", event.says);
        var payload = message.putObject("payload");
        if (event.payload == null) {
            payload.put("type", "null").put("description", "Nothing.");
        } else if (event.payload == String.class) {
            payload.put("type", "string").put("minLength", 1).put("maxLength", 128);
        } else {
            payload.put("$ref", "#/components/schemas/" + Schemas.name(event.payload));
        }
        if (event.name.equals(Channels.STATS_UPDATE) || event.name.equals(Channels.AGENT_UPDATE)) {
            var again = event.name.equals(Channels.STATS_UPDATE) ? "/api/stats" : "/api/agents";
            var whole = payload.deepCopy();
            payload.removeAll();
            payload.putArray("anyOf")
                    .add(whole)
                    .addObject()
                    .put("type", "object")
                    .put("maxProperties", 0)
                    .put("description", "To a viewer of some queues: something changed, read " + again + " again.");
        }
    }

    private ObjectNode channel(String name, String address, String server, String says) {
        var channel = ((ObjectNode) document.get("channels"))
                .putObject(name)
                .put("address", address)
                .put("description", says);
        channel.putArray("servers").addObject().put("$ref", "#/servers/" + server);
        channel.putObject("messages");
        return channel;
    }

    private ObjectNode operation(String name, String action, String channel, String message, String says) {
        var operation = ((ObjectNode) document.get("operations"))
                .putObject(name.replaceAll("[ -]", "_"))
                .put("action", action)
                .put("summary", says);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        operation.putArray("messages").addObject().put("$ref", "#/channels/" + channel + "/messages/" + message);
        return operation;
    }

    /// Every name that is described, for [Channels] to be held against.
    static List<String> names() {
        return Stream.of(
                        CHANNELS.stream().map(Channel::name),
                        HEARD.stream().map(Event::name),
                        SAID.stream().map(Event::name))
                .flatMap(names -> names)
                .toList();
    }
}
