package callboard.realtime.socket;

import callboard.realtime.room.Watcher;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
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

/// What the guard knows of one Engine.IO session, and the library doesn't tell.
final class Session {

    /// The session that a connection belongs to.
    static final AttributeKey<Session> OF = AttributeKey.valueOf(Session.class, "of");

    private static final long GENTLY_SECONDS = 1;

    final ClientHead head;
    final Watcher watcher;
    /// Whether its handshake asked for no dashboard feed.
    final boolean withoutFeed;
    /// Whether it is in the namespace: CONNECT was accepted and no DISCONNECT followed.
    boolean joined;
    /// Whether it subscribed to the dashboard feed itself, rather than being in it from the start.
    boolean askedForFeed;
    /// Whether it sent CONNECT and is not answered yet.
    boolean connecting;
    /// What is put off until it is.
    private final List<Runnable> onceConnected = new ArrayList<>();
    private final String address;
    private final MessageRate rate;
    private @Nullable Channel poll;
    private @Nullable Channel probe;
    private @Nullable ChannelHandlerContext webSocket;

    Session(ClientHead head, boolean withoutFeed, String address, MessageRate rate) {
        this.head = head;
        this.withoutFeed = withoutFeed;
        this.address = address;
        this.rate = rate;
        watcher = new Watcher(head);
    }

    String sid() {
        return head.getSessionId().toString();
    }

    /// Where it came from.
    String address() {
        return address;
    }

    /// Counts a message of the client's.
    boolean maySpeak() {
        return rate.admits(System.nanoTime());
    }

    /// Runs it when CONNECT is answered: now, unless that takes a while.
    void onceConnected(Runnable then) {
        if (connecting) {
            onceConnected.add(then);
        } else {
            then.run();
        }
    }

    /// CONNECT is answered, one way or the other.
    void connected() {
        connecting = false;
        onceConnected.forEach(Runnable::run);
        onceConnected.clear();
    }

    boolean isOpen() {
        return head.isConnected();
    }

    /// Where it is now; a WebSocket that only probes doesn't count.
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
        head.bindChannel(channel, Transport.POLLING);
        watcher.polled();
        if (probe != null) {
            answerPoll();
        }
    }

    /// Lets a waiting poll go with nothing, so that the client can move on.
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

    /// What waited for a poll goes out first, then everything is written here.
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
        watcher.onWebSocket(context);
    }

    /// Ends it from our side. Never with a DISCONNECT: after that the JavaScript client would not come back.
    void close(WebSocketCloseStatus status) {
        var context = webSocket;
        if (context != null && context.channel().isActive()) {
            context.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
        } else if (isPolling()) {
            head.send(new Packet(PacketType.CLOSE, head.getEngineIOVersion()), Transport.POLLING);
        }
        head.onChannelDisconnect();
    }

    /// The library has let go of it. A connection that still takes what was written last gets a second for that.
    void ended() {
        joined = false;
        if (probe != null) {
            probe.close();
        }
        var context = webSocket;
        if (context != null && context.channel().isActive()) {
            context.executor().schedule(() -> context.close(), GENTLY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
