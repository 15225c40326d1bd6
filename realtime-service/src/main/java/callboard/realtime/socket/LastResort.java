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

/// Where exceptions end: the connection is closed, and ours are logged. The library lets them pass and the
/// connection live.
@ChannelHandler.Sharable
final class LastResort extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A connection that broke off, or bytes that are no HTTP or WebSocket, are the client's affair.
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            log.error(
                    "A connection of {} was closed, since handling it failed",
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

    /// A probe that fails, and a request that broke off, end without their session. The library ends it with its
    /// WebSocket.
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

    /// The same for what the library catches itself.
    static final class Listener extends ExceptionListenerAdapter {

        private final Sessions sessions;

        Listener(Sessions sessions) {
            this.sessions = sessions;
        }

        @Override
        public void onEventException(Exception failure, List<Object> arguments, SocketIOClient client) {
            log.error("What client {} asked for failed; it is disconnected", client.getSessionId(), failure);
            var session = sessions.find(client.getSessionId().toString());
            if (session != null) {
                session.close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
            }
        }

        @Override
        public void onDisconnectException(Exception failure, SocketIOClient client) {
            log.error("Letting go of client {} failed", client.getSessionId(), failure);
        }

        @Override
        public void onAuthException(Throwable failure, SocketIOClient client) {
            log.error("Letting client {} in failed", client.getSessionId(), failure);
        }
    }
}
