package callboard.realtime.socket;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Engine.IO over HTTP: how sessions begin, poll, post and move to a WebSocket. The library sees beginnings only.
@Component
final class Transports {

    private static final String SEPARATOR = "\u001e";

    private final Sessions sessions;
    private final Conversation conversation;
    private final Answers answers;
    private final SocketProperties properties;
    private final HandshakeRate rate;

    Transports(Sessions sessions, Conversation conversation, Answers answers, SocketProperties properties) {
        this.sessions = sessions;
        this.conversation = conversation;
        this.answers = answers;
        this.properties = properties;
        rate = new HandshakeRate(properties.handshakesPerSecond());
    }

    /// @return whether the library has the request now, and lets go of it
    boolean take(ChannelHandlerContext context, FullHttpRequest request, Handshake handshake) {
        var session = handshake.sid() == null ? null : sessions.find(handshake.sid());
        Optional<Refusal> refusal = handshake.refusal(session);
        if (refusal.isEmpty() && session == null) {
            refusal = overload(address(context, request));
        }
        if (refusal.isPresent()) {
            answers.refuse(context, refusal.get());
            return false;
        }
        if (session == null) {
            begin(context, request, handshake);
            return true;
        }
        if (handshake.transport() == Transport.WEBSOCKET) {
            probe(context, request, session);
        } else if (handshake.method().equals(HttpMethod.GET)) {
            poll(context, session);
        } else {
            receive(context, request, session);
        }
        return false;
    }

    private Optional<Refusal> overload(String address) {
        if (sessions.from(address) >= properties.connectionsPerAddress()) {
            return Optional.of(Refusal.TOO_MANY_FROM_THERE);
        }
        if (sessions.size() >= properties.maxConnections()) {
            return Optional.of(Refusal.TOO_MANY_CONNECTIONS);
        }
        return rate.admits(address, System.nanoTime()) ? Optional.empty() : Optional.of(Refusal.TOO_MANY_HANDSHAKES);
    }

    private String address(ChannelHandlerContext context, FullHttpRequest request) {
        String forwarded = request.headers().get("X-Forwarded-For");
        if (properties.behindProxy() && forwarded != null) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        return context.channel().remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : String.valueOf(context.channel().remoteAddress());
    }

    /// The library opens the session. It sees none of the query's other parameters, some of which it stumbles
    /// over.
    private void begin(ChannelHandlerContext context, FullHttpRequest request, Handshake handshake) {
        boolean polling = handshake.transport() == Transport.POLLING;
        String address = address(context, request);
        request.setUri(Requests.PATH + "?EIO=4&transport=" + (polling ? "polling" : "websocket"));
        context.fireChannelRead(request);
        var head = context.channel().attr(ClientHead.CLIENT).get();
        if (head == null) {
            context.close();
            return;
        }
        var session =
                new Session(head, handshake.withoutFeed(), address, new MessageRate(properties.messagesPerSecond()));
        sessions.add(session);
        conversation.begun(session);
        if (!polling) {
            context.channel().attr(Session.OF).set(session);
            session.onWebSocket(context);
        }
    }

    private void poll(ChannelHandlerContext context, Session session) {
        if (session.isPolling()) {
            // The protocol allows one at a time: nobody could tell which of them gets what.
            answers.refuse(context, Refusal.BAD_REQUEST);
            conversation.broke(session);
            return;
        }
        session.onPoll(context.channel());
    }

    private void receive(ChannelHandlerContext context, FullHttpRequest request, Session session) {
        context.channel().attr(Session.OF).set(session);
        boolean legal = true;
        for (String packet : request.content().toString(StandardCharsets.UTF_8).split(SEPARATOR, -1)) {
            legal = legal && conversation.take(context, session, packet, Transport.POLLING);
        }
        if (legal) {
            // CONNECT is answered through this connection: it stays until then.
            session.onceConnected(() -> answers.ok(context));
        } else {
            answers.refuse(context, Refusal.BAD_REQUEST);
        }
    }

    /// A WebSocket that wants to take over. The library learns of it when it does: it would end the session with
    /// it.
    private void probe(ChannelHandlerContext context, FullHttpRequest request, Session session) {
        var channel = context.channel();
        channel.attr(Session.OF).set(session);
        session.onProbe(channel);
        String location = "ws://" + request.headers().get(HttpHeaderNames.HOST) + Requests.PATH;
        var handshaker = new WebSocketServerHandshakerFactory(location, null, false, properties.maxPayload())
                .newHandshaker(request);
        handshaker.handshake(channel, request).addListener(done -> {
            if (!done.isSuccess()) {
                channel.close();
            }
        });
        context.executor()
                .schedule(
                        () -> {
                            if (session.isProbedBy(channel)) {
                                channel.close();
                            }
                        },
                        properties.upgradeTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
