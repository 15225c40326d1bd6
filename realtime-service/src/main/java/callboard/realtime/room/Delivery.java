package callboard.realtime.room;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message on its way to its subscribers: its frame is built once, for the first WebSocket.
final class Delivery {

    /// Bytes for one client that are written before the batch ends, so that a slow socket is noticed in time.
    private static final int EARLY_FLUSH_BYTES = 64 * 1_024;

    private final long number;
    private final String event;
    private final RawJson payload;
    private final OutboundBatch outbound;
    private final SlowClients slowClients;
    private final List<Subscriber> earlyFlush = new ArrayList<>(0);
    private final List<Subscriber> skipped = new ArrayList<>(0);
    private final List<Subscriber> polling = new ArrayList<>(0);
    private byte @Nullable [] frame;
    private int delivered;

    /// @param number of the message, by which a subscriber in several of its rooms gets it once
    Delivery(long number, String event, RawJson payload, OutboundBatch outbound, SlowClients slowClients) {
        this.number = number;
        this.event = event;
        this.payload = payload;
        this.outbound = outbound;
        this.slowClients = slowClients;
    }

    void to(Subscriber subscriber) {
        if (subscriber.lastMessage == number) {
            return;
        }
        subscriber.lastMessage = number;
        var socket = subscriber.webSocket();
        if (socket == null) {
            polling.add(subscriber);
            return;
        }
        if (frame == null) {
            frame = EventFrame.of(event, payload.utf8());
        }
        if (!outbound.add(subscriber, socket, frame)) {
            skipped.add(subscriber);
            return;
        }
        delivered++;
        if (subscriber.frameBytes >= EARLY_FLUSH_BYTES) {
            earlyFlush.add(subscriber);
        }
    }

    /// Does what may close connections, whose subscribers then leave their rooms: not while rooms are iterated.
    ///
    /// @return the number of deliveries
    int end() {
        earlyFlush.forEach(outbound::flush);
        for (var subscriber : polling) {
            if (slowClients.keepsPolling(subscriber)) {
                subscriber.sendByPolling(event, payload);
                delivered++;
            }
        }
        skipped.forEach(slowClients::skipped);
        return delivered;
    }
}
