package callboard.realtime.socket;

import callboard.realtime.room.Subscriber;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.github.bucket4j.Bucket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One Engine.IO session: what [EngineIoHandler] knows of it beyond the library's [ClientHead].
final class Session {

    /// The session that a connection belongs to.
    static final AttributeKey<Session> OF = AttributeKey.valueOf(Session.class, "of");

    private static final long LINGER_SECONDS = 1;

    final ClientHead head;
    final Subscriber subscriber;
    /// Whether its handshake asked for no dashboard feed.
    final boolean withoutFeed;
    /// Whether it is in the namespace: CONNECT was accepted and no DISCONNECT followed.
    boolean joined;
    /// Whether it subscribed to the dashboard feed itself, rather than being in it from the start.
    boolean subscribedToFeed;
    /// Whether it sent CONNECT and is not answered yet.
    boolean connecting;
    /// What waits for that answer.
    private final List<Runnable> afterConnect = new ArrayList<>();
    private final String address;
    private final Bucket messages;
    private @Nullable Channel poll;
    private @Nullable Channel probe;
    private @Nullable ChannelHandlerContext webSocket;

    Session(ClientHead head, boolean withoutFeed, String address, Bucket messages) {
        this.head = head;
        this.withoutFeed = withoutFeed;
        this.address = address;
        this.messages = messages;
        subscriber = new Subscriber(head);
    }

    String sid() {
        return head.getSessionId().toString();
    }

    /// The client's address.
    String address() {
        return address;
    }

    /// Counts one message.
    boolean isWithinMessageRate() {
        return messages.tryConsume(1);
    }

    /// Runs it when CONNECT is answered: now, unless authentication is still running.
    void afterConnect(Runnable then) {
        if (connecting) {
            afterConnect.add(then);
        } else {
            then.run();
        }
    }

    /// CONNECT was accepted or refused.
    void connectAnswered() {
        connecting = false;
        afterConnect.forEach(Runnable::run);
        afterConnect.clear();
    }

    boolean isOpen() {
        return head.isConnected();
    }

    /// The current one; a WebSocket that only probes doesn't count.
    Transport transport() {
        return head.getCurrentTransport();
    }

    boolean isPolling() {
        var channel = poll;
        return channel != null
                && channel.isActive()
                && channel.attr(EncoderHandler.WRITE_ONCE).get() == null;
    }

    void onPoll(Channel channel) {
        poll = channel;
        channel.closeFuture().addListener(_ -> pollClosed(channel));
        head.bindChannel(channel, Transport.POLLING);
        subscriber.polled();
        if (probe != null) {
            answerPoll();
        }
    }

    /// As Engine.IO has it: a client that cancels its poll doesn't come back, or wouldn't know what it missed.
    private void pollClosed(Channel channel) {
        boolean answered = channel.attr(EncoderHandler.WRITE_ONCE).get() != null;
        if (!answered && channel.equals(poll) && isOpen()) {
            close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
        }
    }

    /// Answers a waiting poll with NOOP, so that the client can go on.
    void answerPoll() {
        if (isPolling()) {
            head.send(new Packet(PacketType.NOOP, head.getEngineIOVersion()), Transport.POLLING);
        }
    }

    boolean isProbed() {
        return probe != null;
    }

    boolean isProbedBy(Channel channel) {
        return channel.equals(probe);
    }

    void onProbe(Channel channel) {
        probe = channel;
    }

    void probeEnded(Channel channel) {
        if (isProbedBy(channel)) {
            probe = null;
        }
    }

    /// What waited for a poll is sent first; from then on everything is written to the WebSocket.
    void upgrade(ChannelHandlerContext context) {
        answerPoll();
        probe = null;
        head.schedulePingTimeout();
        head.bindChannel(context.channel(), Transport.WEBSOCKET);
        head.upgradeCurrentTransport(Transport.WEBSOCKET);
        onWebSocket(context);
    }

    boolean isOn(ChannelHandlerContext context) {
        return context.equals(webSocket);
    }

    void onWebSocket(ChannelHandlerContext context) {
        webSocket = context;
        subscriber.onWebSocket(context);
    }

    /// Closes it from our side. Never with a DISCONNECT: after that the JavaScript client would not reconnect.
    void close(WebSocketCloseStatus status) {
        var context = webSocket;
        if (context != null && context.channel().isActive()) {
            context.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
        } else if (isPolling()) {
            head.send(new Packet(PacketType.CLOSE, head.getEngineIOVersion()), Transport.POLLING);
        }
        head.onChannelDisconnect();
    }

    /// The library has removed it. A connection that is still sending its last bytes gets a second for that.
    void ended() {
        joined = false;
        if (probe != null) {
            probe.close();
        }
        var context = webSocket;
        if (context != null && context.channel().isActive()) {
            context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }
}
