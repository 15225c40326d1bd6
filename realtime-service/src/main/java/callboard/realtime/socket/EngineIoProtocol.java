package callboard.realtime.socket;

import com.corundumstudio.socketio.Transport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.springframework.stereotype.Component;

/// Engine.IO, revision 4: which packets a client may send. A session whose client breaks it is closed.
@Component
final class EngineIoProtocol {

    private final SocketIoProtocol socketIo;
    private final Counter protocolErrors;

    EngineIoProtocol(SocketIoProtocol socketIo, MeterRegistry meters) {
        this.socketIo = socketIo;
        protocolErrors = meters.counter("callboard.realtime.protocol.errors");
    }

    /// Handles one packet.
    ///
    /// @return false when it broke the protocol
    boolean handle(ChannelHandlerContext context, Session session, String packet, Transport transport) {
        if (!session.isWithinMessageRate()) {
            violated(session, WebSocketCloseStatus.POLICY_VIOLATION);
            return false;
        }
        boolean legal = !packet.isEmpty()
                && switch (packet.charAt(0)) {
                    case '1' -> close(session);
                    case '3' -> SocketIoProtocol.pass(context, session, "3", transport);
                    case '4' -> socketIo.handle(context, session, packet.substring(1), transport);
                    // OPEN, UPGRADE and NOOP mean nothing here and do no harm. PING is the server's to send.
                    case '0', '5', '6' -> true;
                    default -> false;
                };
        if (!legal) {
            violated(session);
        }
        return legal;
    }

    /// Closes a session whose client broke the protocol.
    void violated(Session session) {
        violated(session, WebSocketCloseStatus.PROTOCOL_ERROR);
    }

    void violated(Session session, WebSocketCloseStatus status) {
        protocolErrors.increment();
        if (session.isOpen()) {
            session.close(status);
        }
    }

    private static boolean close(Session session) {
        session.answerPoll();
        session.close(WebSocketCloseStatus.NORMAL_CLOSURE);
        return true;
    }
}
