package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.Ack;
import callboard.contracts.Alert;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.Channels;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/// A Socket.IO client as anybody might write one.
final class LiveClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket;
    private final List<CallStatusUpdate> updates = new CopyOnWriteArrayList<>();
    private final List<CallStatusUpdate> newCalls = new CopyOnWriteArrayList<>();
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final List<Alert> acknowledged = new CopyOnWriteArrayList<>();

    private LiveClient(Callboard callboard, String[] transports) {
        var options = IO.Options.builder()
                .setTransports(transports)
                .setForceNew(true)
                .setReconnectionDelay(200)
                .setReconnectionDelayMax(1000)
                .build();
        socket = IO.socket(callboard.realtime(), options);
        socket.on(Channels.CALL_STATUS_UPDATE, told -> updates.add(read(told[0])));
        socket.on(Channels.NEW_CALL, told -> newCalls.add(read(told[0])));
        socket.on(Channels.ALERT, told -> alerts.add(JSON.readValue(told[0].toString(), Alert.class)));
        socket.on(
                Channels.ALERT_ACKNOWLEDGED, told -> acknowledged.add(JSON.readValue(told[0].toString(), Alert.class)));
    }

    /// Polling first and then a WebSocket, as clients do by themselves.
    static LiveClient connected(Callboard callboard) {
        return connected(callboard, Polling.NAME, WebSocket.NAME);
    }

    static LiveClient connected(Callboard callboard, String... transports) {
        var client = new LiveClient(callboard, transports);
        client.socket.connect();
        await("the socket").atMost(PATIENCE).until(client.socket::connected);
        return client;
    }

    /// Watches a call and returns what was answered.
    Ack watch(String callId) {
        var answer = new CompletableFuture<Ack>();
        socket.emit(Channels.SUBSCRIBE_CALL, callId, (io.socket.client.Ack)
                told -> answer.complete(JSON.readValue(told[0].toString(), Ack.class)));
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    void sees(Predicate<CallStatusUpdate> update) {
        await("an update")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(updates).anyMatch(update));
    }

    void seesNew(String callId) {
        await("new_call")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(newCalls)
                        .extracting(CallStatusUpdate::callId)
                        .contains(callId));
    }

    void seesAlert(Predicate<Alert> alert) {
        await("an alert")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alerts).anyMatch(alert));
    }

    void seesAcknowledged(Alert alert) {
        await("an acknowledgement")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(acknowledged).contains(alert));
    }

    List<Alert> alerts() {
        return alerts;
    }

    List<CallStatusUpdate> updates() {
        return updates;
    }

    private static CallStatusUpdate read(Object told) {
        return JSON.readValue(told.toString(), CallStatusUpdate.class);
    }

    @Override
    public void close() {
        socket.close();
    }
}
