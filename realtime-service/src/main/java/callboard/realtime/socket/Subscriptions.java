package callboard.realtime.socket;

import callboard.contracts.Ack;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Channels;
import callboard.contracts.Ids;
import callboard.realtime.feed.LastValueCache;
import callboard.realtime.feed.LastValueCache.LastValue;
import callboard.realtime.room.RawJson;
import callboard.realtime.room.Rooms;
import callboard.realtime.room.SocketLoop;
import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.SocketIONamespace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Handles the events that a client may emit, and the `Ack` it may ask for with each.
@Component
final class Subscriptions {

    private static final String CALL_ID_WRONG = "callId " + CallEventRequest.ID_MESSAGE;
    private static final String QUEUE_ID_WRONG = "queueId " + CallEventRequest.ID_MESSAGE;

    private final Sessions sessions;
    private final Rooms rooms;
    private final AccessControl access;
    private final LastValueCache lastValues;
    private final SocketLoop loop;
    private final Counter refused;

    Subscriptions(
            Sessions sessions,
            Rooms rooms,
            AccessControl access,
            LastValueCache lastValues,
            SocketLoop loop,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.rooms = rooms;
        this.access = access;
        this.lastValues = lastValues;
        this.loop = loop;
        refused = meters.counter("callboard.realtime.subscriptions.refused");
    }

    private interface ClientEventHandler {
        void handle(Session session, @Nullable JsonNode argument, AckRequest ack);
    }

    void listenOn(SocketIONamespace namespace) {
        on(namespace, Channels.SUBSCRIBE_CALL, this::subscribeCall);
        on(
                namespace,
                Channels.UNSUBSCRIBE_CALL,
                (session, callId, ack) -> leave(session, id(callId).map(Channels::callRoom), CALL_ID_WRONG, ack));
        on(namespace, Channels.SUBSCRIBE_QUEUE, this::subscribeQueue);
        on(
                namespace,
                Channels.UNSUBSCRIBE_QUEUE,
                (session, queueId, ack) -> leave(session, id(queueId).map(Channels::queueRoom), QUEUE_ID_WRONG, ack));
        on(namespace, Channels.SUBSCRIBE_DASHBOARD, (session, nothing, ack) -> {
            if (join(session, Channels.DASHBOARD_ROOM, ack)) {
                session.subscribedToFeed = true;
                answer(ack, new Ack(true, null, null));
            }
        });
        on(namespace, Channels.UNSUBSCRIBE_DASHBOARD, (session, nothing, ack) -> {
            session.subscribedToFeed = false;
            leave(session, Optional.of(Channels.DASHBOARD_ROOM), "", ack);
        });
    }

    private void on(SocketIONamespace namespace, String event, ClientEventHandler handler) {
        namespace.addEventListener(event, JsonNode.class, (client, argument, ack) -> {
            var session = sessions.find(client.getSessionId().toString());
            if (session != null) {
                handler.handle(session, argument, ack);
            }
        });
    }

    /// The snapshot is read after joining: whatever is published from here on arrives by itself.
    private void subscribeCall(Session session, @Nullable JsonNode argument, AckRequest ack) {
        var callId = id(argument);
        if (callId.isEmpty()) {
            refuse(ack, CALL_ID_WRONG);
            return;
        }
        String room = Channels.callRoom(callId.get());
        if (!join(session, room, ack)) {
            return;
        }
        if (!ack.isAckRequested()) {
            rooms.recordSnapshot(room, 0);
            return;
        }
        lastValues
                .read(callId.get())
                .whenComplete((value, failure) -> loop.execute(() -> {
                    // Without a snapshot the client reads the call over REST, and is sent it once Redis is back.
                    Optional<LastValue> snapshot = failure == null ? value : Optional.empty();
                    snapshot = snapshot.filter(
                            latest -> session.subscriber.viewer().allows(latest.queueId()));
                    rooms.recordSnapshot(room, snapshot.map(LastValue::sequence).orElse(0));
                    answer(ack, snapshot);
                }));
    }

    /// A client that picks queues leaves the feed of all of them, unless it subscribed to that itself.
    private void subscribeQueue(Session session, @Nullable JsonNode argument, AckRequest ack) {
        var queueId = id(argument);
        if (queueId.isEmpty()) {
            refuse(ack, QUEUE_ID_WRONG);
        } else if (join(session, Channels.queueRoom(queueId.get()), ack)) {
            if (!session.subscribedToFeed) {
                rooms.leave(session.subscriber, Channels.DASHBOARD_ROOM);
            }
            answer(ack, new Ack(true, null, null));
        }
    }

    private boolean join(Session session, String room, AckRequest ack) {
        Optional<String> refusal = access.refusalToWatch(session, room);
        if (refusal.isEmpty() && !rooms.join(session.subscriber, room)) {
            refusal = Optional.of("too many subscriptions: unsubscribe from some first");
        }
        refusal.ifPresent(why -> refuse(ack, why));
        return refusal.isEmpty();
    }

    private void leave(Session session, Optional<String> room, String wrong, AckRequest ack) {
        if (room.isEmpty()) {
            refuse(ack, wrong);
            return;
        }
        rooms.leave(session.subscriber, room.get());
        answer(ack, new Ack(true, null, null));
    }

    private void refuse(AckRequest ack, String why) {
        refused.increment();
        answer(ack, new Ack(false, null, why));
    }

    private void answer(AckRequest ack, Ack answer) {
        ack.sendAckData(List.of(answer));
    }

    /// An [Ack] whose snapshot is the cache's bytes.
    private void answer(AckRequest ack, Optional<LastValue> snapshot) {
        if (snapshot.isEmpty()) {
            answer(ack, new Ack(true, null, null));
            return;
        }
        byte[] head = "{\"ok\":true,\"snapshot\":".getBytes(StandardCharsets.UTF_8);
        byte[] update = snapshot.get().update().utf8();
        byte[] whole = new byte[head.length + update.length + 1];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(update, 0, whole, head.length, update.length);
        whole[whole.length - 1] = '}';
        ack.sendAckData(List.of(new RawJson(whole)));
    }

    private static Optional<String> id(@Nullable JsonNode argument) {
        return Optional.ofNullable(argument)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .flatMap(Ids::id);
    }
}
