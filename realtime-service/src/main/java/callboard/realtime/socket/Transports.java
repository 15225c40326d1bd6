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

/// Engine.IO over HTTP: how a session opens, polls, posts and upgrades to a WebSocket. The library only sees it
/// open.
@Component
final class Transports {

    private static final String SEPARATOR = "\u001e";

    private final Sessions sessions;
    private final EngineIoProtocol protocol;
    private final SocketIoProtocol socketIo;
    private final HttpResponses responses;
    private final SocketProperties properties;
    private final RateLimits rateLimits;

    Transports(
            Sessions sessions,
            EngineIoProtocol protocol,
            SocketIoProtocol socketIo,
            HttpResponses responses,
            RateLimits rateLimits,
            SocketProperties properties) {
        this.sessions = sessions;
        this.protocol = protocol;
        this.socketIo = socketIo;
        this.responses = responses;
        this.rateLimits = rateLimits;
        this.properties = properties;
    }

    /// @return whether the library has the request now, and releases it
    boolean handle(ChannelHandlerContext context, FullHttpRequest request, EngineIoRequest engineIo) {
        var session = engineIo.sid() == null ? null : sessions.find(engineIo.sid());
        Optional<EngineIoError> error = engineIo.validate(session);
        if (error.isEmpty() && session == null) {
            error = overload(address(context, request));
        }
        if (error.isPresent()) {
            responses.error(context, error.get());
            return false;
        }
        if (session == null) {
            open(context, request, engineIo);
            return true;
        }
        if (engineIo.transport() == Transport.WEBSOCKET) {
            probe(context, request, session);
        } else if (engineIo.method().equals(HttpMethod.GET)) {
            poll(context, session);
        } else {
            receive(context, request, session);
        }
        return false;
    }

    private Optional<EngineIoError> overload(String address) {
        if (sessions.countFrom(address) >= properties.connectionsPerAddress()) {
            return Optional.of(EngineIoError.TOO_MANY_FROM_ADDRESS);
        }
        if (sessions.size() >= properties.maxConnections()) {
            return Optional.of(EngineIoError.TOO_MANY_CONNECTIONS);
        }
        return rateLimits.allowsHandshake(address) ? Optional.empty() : Optional.of(EngineIoError.TOO_MANY_HANDSHAKES);
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

    /// The library opens the session. It is not shown the query's other parameters, some of which it can't parse.
    private void open(ChannelHandlerContext context, FullHttpRequest request, EngineIoRequest engineIo) {
        boolean polling = engineIo.transport() == Transport.POLLING;
        String address = address(context, request);
        request.setUri(EngineIoRequest.PATH + "?EIO=4&transport=" + (polling ? "polling" : "websocket"));
        SessionId.set(request.headers());
        context.fireChannelRead(request);
        var head = context.channel().attr(ClientHead.CLIENT).get();
        if (head == null) {
            context.close();
            return;
        }
        var session = new Session(head, engineIo.withoutFeed(), address, rateLimits.messages());
        sessions.add(session);
        socketIo.awaitConnect(session);
        if (!polling) {
            context.channel().attr(Session.OF).set(session);
            session.onWebSocket(context);
        }
    }

    private void poll(ChannelHandlerContext context, Session session) {
        if (session.isPolling()) {
            // The protocol allows one poll at a time: packets could go to either.
            responses.error(context, EngineIoError.BAD_REQUEST);
            protocol.violated(session);
            return;
        }
        session.onPoll(context.channel());
    }

    private void receive(ChannelHandlerContext context, FullHttpRequest request, Session session) {
        context.channel().attr(Session.OF).set(session);
        boolean legal = true;
        for (String packet : request.content().toString(StandardCharsets.UTF_8).split(SEPARATOR, -1)) {
            legal = legal && protocol.handle(context, session, packet, Transport.POLLING);
        }
        if (legal) {
            // CONNECT needs this connection to be answered: it stays open until then.
            session.afterConnect(() -> responses.ok(context));
        } else {
            responses.error(context, EngineIoError.BAD_REQUEST);
        }
    }

    /// A WebSocket that may take over. The library is told only once it has, since it would end the session with a
    /// probe that fails.
    private void probe(ChannelHandlerContext context, FullHttpRequest request, Session session) {
        var channel = context.channel();
        channel.attr(Session.OF).set(session);
        session.onProbe(channel);
        String location = "ws://" + request.headers().get(HttpHeaderNames.HOST) + EngineIoRequest.PATH;
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
