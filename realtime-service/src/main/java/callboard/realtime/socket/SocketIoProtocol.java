package callboard.realtime.socket;

import callboard.contracts.Channels;
import callboard.contracts.ConnectRefusal;
import callboard.contracts.ProblemCode;
import callboard.contracts.viewer.Identified;
import callboard.contracts.viewer.Viewer;
import callboard.realtime.room.Rooms;
import callboard.realtime.room.SocketLoop;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.PacketsMessage;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.CharsetUtil;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Socket.IO, revision 5: which packets a client may send and when. Only legal ones reach netty-socketio.
@Component
final class SocketIoProtocol {

    private static final String CONNECT = "40";

    private final SocketLoop loop;
    private final Rooms rooms;
    private final AccessControl access;
    private final SocketProperties properties;
    private final JsonMapper mapper;
    private final Clock clock;

    SocketIoProtocol(
            SocketLoop loop,
            Rooms rooms,
            AccessControl access,
            SocketProperties properties,
            JsonMapper mapper,
            Clock clock) {
        this.loop = loop;
        this.rooms = rooms;
        this.access = access;
        this.properties = properties;
        this.mapper = mapper;
        this.clock = clock;
    }

    /// Closes the session again unless it joins the namespace in time.
    void awaitConnect(Session session) {
        loop.schedule(
                () -> {
                    if (session.isOpen() && !session.joined) {
                        session.close(WebSocketCloseStatus.POLICY_VIOLATION);
                    }
                },
                properties.connectTimeout());
    }

    /// Handles what an Engine.IO MESSAGE carries.
    ///
    /// @return false when it breaks the protocol
    boolean handle(ChannelHandlerContext context, Session session, String text, Transport transport) {
        var packet = SocketIoPacket.read(text, mapper).orElse(null);
        if (packet == null) {
            return false;
        }
        return switch (packet.type()) {
            case CONNECT -> connect(context, session, packet, transport);
            case DISCONNECT -> isConnected(session, packet) && leave(session);
            case EVENT -> isConnected(session, packet) && pass(context, session, packet.canonical(), transport);
            // The server asks for none.
            case ACK -> isConnected(session, packet);
        };
    }

    private boolean connect(
            ChannelHandlerContext context, Session session, SocketIoPacket packet, Transport transport) {
        if (!packet.namespace().equals("/")) {
            refuse(session, packet.namespace(), "Invalid namespace");
            return true;
        }
        if (session.joined || session.connecting) {
            return false;
        }
        var auth = packet.payload() == null ? MissingNode.getInstance() : packet.payload();
        session.connecting = true;
        access.identify(auth, identified -> {
            if (session.isOpen() && context.channel().isActive()) {
                switch (identified) {
                    case Identified.As(var viewer) -> accept(context, session, viewer, transport);
                    case Identified.Unauthenticated(var why) ->
                        refuse(session, "", refusal(why, ProblemCode.UNAUTHORIZED));
                    case Identified.Forbidden(var why) -> refuse(session, "", refusal(why, ProblemCode.FORBIDDEN));
                    case Identified.Unavailable(var why) -> refuse(session, "", refusal(why, ProblemCode.UNAVAILABLE));
                }
            }
            session.connectAnswered();
        });
        return true;
    }

    private void accept(ChannelHandlerContext context, Session session, Viewer viewer, Transport transport) {
        // The library answers CONNECT; only then may anything else be sent. It is not shown the payload, in which it
        // would take a `[` for the start of an event's arguments.
        pass(context, session, CONNECT, transport);
        if (session.isOpen()) {
            session.joined = true;
            session.subscriber.authenticatedAs(viewer);
            rooms.add(session.subscriber);
            if (!session.withoutFeed
                    && access.refusalToWatch(session, Channels.DASHBOARD_ROOM).isEmpty()) {
                rooms.join(session.subscriber, Channels.DASHBOARD_ROOM);
            }
            if (viewer.until() != null) {
                closeOnExpiry(session, viewer, Duration.between(clock.instant(), viewer.until()));
            }
        }
    }

    /// Once its token expires the client has to reconnect with another.
    private void closeOnExpiry(Session session, Viewer viewer, Duration left) {
        loop.schedule(
                () -> {
                    if (session.isOpen()
                            && session.joined
                            && session.subscriber.viewer().equals(viewer)) {
                        session.close(WebSocketCloseStatus.POLICY_VIOLATION);
                    }
                },
                left.isPositive() ? left : Duration.ZERO);
    }

    private static ConnectRefusal refusal(String why, ProblemCode code) {
        return new ConnectRefusal(why, new ConnectRefusal.Cause(code));
    }

    /// Not passed to the library, which would end the whole session.
    private boolean leave(Session session) {
        session.joined = false;
        rooms.remove(session.subscriber);
        awaitConnect(session);
        return true;
    }

    private static boolean isConnected(Session session, SocketIoPacket packet) {
        return session.joined && packet.namespace().equals("/");
    }

    /// Hands an Engine.IO packet to netty-socketio.
    static boolean pass(ChannelHandlerContext context, Session session, String packet, Transport transport) {
        var content = Unpooled.copiedBuffer(packet, CharsetUtil.UTF_8);
        try {
            context.fireChannelRead(new PacketsMessage(session.head, content, transport));
        } finally {
            content.release();
        }
        return true;
    }

    private static void refuse(Session session, String namespace, Object why) {
        var packet = new Packet(PacketType.MESSAGE, session.head.getEngineIOVersion());
        packet.setSubType(PacketType.ERROR);
        packet.setNsp(namespace);
        packet.setData(why);
        session.head.send(packet);
    }
}
