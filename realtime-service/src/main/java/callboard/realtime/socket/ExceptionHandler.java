package callboard.realtime.socket;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes a connection on any exception and logs those that are our fault. The library would keep it open.
@ChannelHandler.Sharable
final class ExceptionHandler extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(ExceptionHandler.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A broken connection, or bytes that are neither HTTP nor WebSocket, are not our error.
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            log.error(
                    "Connection of {} closed: an unexpected exception",
                    context.channel().remoteAddress(),
                    cause);
        }
        var session = context.channel().attr(Session.OF).get();
        if (session != null && session.isOpen() && endsWith(context, session, cause)) {
            session.close(status(cause));
        } else {
            context.close();
        }
    }

    /// Neither a failed probe nor a broken request ends its session. Of a broken WebSocket the library ends it.
    private static boolean endsWith(ChannelHandlerContext context, Session session, Throwable cause) {
        return !(cause instanceof IOException) && !session.isProbedBy(context.channel());
    }

    private static WebSocketCloseStatus status(Throwable cause) {
        return switch (cause) {
            case CorruptedWebSocketFrameException corrupted -> corrupted.closeStatus();
            case TooLongFrameException _ -> WebSocketCloseStatus.MESSAGE_TOO_BIG;
            case DecoderException _ -> WebSocketCloseStatus.PROTOCOL_ERROR;
            default -> WebSocketCloseStatus.INTERNAL_SERVER_ERROR;
        };
    }

    /// The same for exceptions that the library catches itself.
    static final class Listener extends ExceptionListenerAdapter {

        private final Sessions sessions;

        Listener(Sessions sessions) {
            this.sessions = sessions;
        }

        @Override
        public void onEventException(Exception failure, List<Object> arguments, SocketIOClient client) {
            log.error("Event of client {} failed; disconnecting it", client.getSessionId(), failure);
            var session = sessions.find(client.getSessionId().toString());
            if (session != null) {
                session.close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
            }
        }

        @Override
        public void onDisconnectException(Exception failure, SocketIOClient client) {
            log.error("Disconnecting client {} failed", client.getSessionId(), failure);
        }

        @Override
        public void onAuthException(Throwable failure, SocketIOClient client) {
            log.error("Connecting client {} failed", client.getSessionId(), failure);
        }
    }
}
