package callboard.realtime.socket;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import org.springframework.stereotype.Component;

/// Closes a connection on any exception and logs those that are our fault. The library would keep it open.
@Component
@ChannelHandler.Sharable
final class ExceptionHandler extends ChannelInboundHandlerAdapter {

    private final DefectLog defects;

    ExceptionHandler(DefectLog defects) {
        this.defects = defects;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A broken connection, or bytes that are neither HTTP nor WebSocket, are not our error.
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            defects.add("Connection of %s closed".formatted(context.channel().remoteAddress()), cause);
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
}
