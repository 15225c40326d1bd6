package callboard.realtime.socket;

import callboard.contracts.Channels;
import callboard.contracts.ConnectRefusal;
import callboard.contracts.ProblemCode;
import callboard.realtime.room.Rooms;
import callboard.realtime.room.SocketLoop;
import callboard.viewers.Identified;
import callboard.viewers.Viewer;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.PacketsMessage;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.CharsetUtil;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What a client may say and when. Only what is in order reaches the library.
@Component
final class Conversation {

    private final SocketLoop loop;
    private final Rooms rooms;
    private final Admission admission;
    private final SocketProperties properties;
    private final JsonMapper mapper;
    private final Clock clock;
    private final Counter protocolErrors;

    Conversation(
            SocketLoop loop,
            Rooms rooms,
            Admission admission,
            SocketProperties properties,
            JsonMapper mapper,
            Clock clock,
            MeterRegistry meters) {
        this.loop = loop;
        this.rooms = rooms;
        this.admission = admission;
        this.properties = properties;
        this.mapper = mapper;
        this.clock = clock;
        protocolErrors = meters.counter("callboard.realtime.protocol.errors");
    }

    /// The session began; it is closed again unless it joins the namespace in time.
    void begun(Session session) {
        loop.schedule(
                () -> {
                    if (session.isOpen() && !session.joined) {
                        session.close(WebSocketCloseStatus.POLICY_VIOLATION);
                    }
                },
                properties.connectTimeout());
    }

    /// Takes one Engine.IO packet.
    ///
    /// @return false when it broke the protocol; the session is closed then
    boolean take(ChannelHandlerContext context, Session session, String packet, Transport transport) {
        if (!session.maySpeak()) {
            broke(session, WebSocketCloseStatus.POLICY_VIOLATION);
            return false;
        }
        boolean legal = !packet.isEmpty()
                && switch (packet.charAt(0)) {
                    case '1' -> close(session);
                    case '3' -> pass(context, session, "3", transport);
                    case '4' -> message(context, session, packet.substring(1), transport);
                    // OPEN, UPGRADE and NOOP mean nothing here and do no harm. PING is the server's to send.
                    case '0', '5', '6' -> true;
                    default -> false;
                };
        if (!legal) {
            broke(session);
        }
        return legal;
    }

    /// It said what the protocol doesn't know.
    void broke(Session session) {
        broke(session, WebSocketCloseStatus.PROTOCOL_ERROR);
    }

    void broke(Session session, WebSocketCloseStatus status) {
        protocolErrors.increment();
        if (session.isOpen()) {
            session.close(status);
        }
    }

    private boolean message(ChannelHandlerContext context, Session session, String text, Transport transport) {
        var packet = SocketPacket.read(text, mapper).orElse(null);
        if (packet == null) {
            return false;
        }
        return switch (packet.type()) {
            case CONNECT -> connect(context, session, packet, transport);
            case DISCONNECT -> isAtHome(session, packet) && leave(session);
            case EVENT -> isAtHome(session, packet) && pass(context, session, packet.canonical(), transport);
            // The server asks for none.
            case ACK -> isAtHome(session, packet);
        };
    }

    private boolean connect(ChannelHandlerContext context, Session session, SocketPacket packet, Transport transport) {
        if (!packet.namespace().equals("/")) {
            refuse(session, packet.namespace(), "Invalid namespace");
            return true;
        }
        if (session.joined || session.connecting) {
            return false;
        }
        var auth = packet.payload() == null ? MissingNode.getInstance() : packet.payload();
        session.connecting = true;
        admission.identify(auth, identified -> {
            if (session.isOpen() && context.channel().isActive()) {
                switch (identified) {
                    case Identified.As(var viewer) -> letIn(context, session, viewer, packet, transport);
                    case Identified.Nobody(var why) -> refuse(session, "", refusal(why, ProblemCode.UNAUTHORIZED));
                    case Identified.Blind(var why) -> refuse(session, "", refusal(why, ProblemCode.FORBIDDEN));
                    case Identified.Unclear(var why) -> refuse(session, "", refusal(why, ProblemCode.UNAVAILABLE));
                }
            }
            session.connected();
        });
        return true;
    }

    private void letIn(
            ChannelHandlerContext context, Session session, Viewer viewer, SocketPacket packet, Transport transport) {
        // The library answers it; only then may anything else be sent.
        pass(context, session, packet.canonical(), transport);
        if (session.isOpen()) {
            session.joined = true;
            session.watcher.isFor(viewer);
            rooms.enter(session.watcher);
            if (!session.withoutFeed
                    && admission
                            .refusalToWatch(session, Channels.DASHBOARD_ROOM)
                            .isEmpty()) {
                rooms.join(session.watcher, Channels.DASHBOARD_ROOM);
            }
            if (viewer.until() != null) {
                endWith(session, viewer, Duration.between(clock.instant(), viewer.until()));
            }
        }
    }

    /// When its login is over it has to come back with another.
    private void endWith(Session session, Viewer viewer, Duration left) {
        loop.schedule(
                () -> {
                    if (session.isOpen()
                            && session.joined
                            && session.watcher.viewer().equals(viewer)) {
                        session.close(WebSocketCloseStatus.POLICY_VIOLATION);
                    }
                },
                left.isPositive() ? left : Duration.ZERO);
    }

    private static ConnectRefusal refusal(String why, ProblemCode code) {
        return new ConnectRefusal(why, new ConnectRefusal.Cause(code));
    }

    /// Kept from the library, which would end the whole session.
    private boolean leave(Session session) {
        session.joined = false;
        rooms.exit(session.watcher);
        begun(session);
        return true;
    }

    private static boolean isAtHome(Session session, SocketPacket packet) {
        return session.joined && packet.namespace().equals("/");
    }

    private static boolean close(Session session) {
        session.answerPoll();
        session.close(WebSocketCloseStatus.NORMAL_CLOSURE);
        return true;
    }

    private static boolean pass(ChannelHandlerContext context, Session session, String packet, Transport transport) {
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
