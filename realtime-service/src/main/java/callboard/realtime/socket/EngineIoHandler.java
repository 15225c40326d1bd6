package callboard.realtime.socket;

import callboard.realtime.room.FanOut;
import com.corundumstudio.socketio.Transport;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.CharsetUtil;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Validates every request and frame before netty-socketio's handlers: what breaks Engine.IO never reaches them.
@Component
@ChannelHandler.Sharable
final class EngineIoHandler extends ChannelInboundHandlerAdapter {

    private static final String PROBE = "2probe";
    private static final String PROBE_ANSWER = "3probe";
    private static final String UPGRADE = "5";

    private final RequestRouter router;
    private final EngineIoProtocol protocol;
    private final Sessions sessions;
    private final FanOut fanOut;
    private final ExceptionHandler exceptionHandler;

    EngineIoHandler(
            RequestRouter router,
            EngineIoProtocol protocol,
            Sessions sessions,
            FanOut fanOut,
            ExceptionHandler exceptionHandler) {
        this.router = router;
        this.protocol = protocol;
        this.sessions = sessions;
        this.fanOut = fanOut;
        this.exceptionHandler = exceptionHandler;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case FullHttpRequest request -> router.handle(context, request);
            case WebSocketFrame frame -> {
                try {
                    frame(context, frame);
                } finally {
                    frame.release();
                }
            }
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        var session = session(context);
        if (session != null) {
            fanOut.writabilityChanged(session.subscriber);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var session = session(context);
        if (session != null) {
            session.probeEnded(context.channel());
        }
        // The library ends the session of a WebSocket and forgets the connection of a poll.
        context.fireChannelInactive();
        if (session != null && session.isOn(context)) {
            // It does not report a session whose WebSocket handshake failed.
            sessions.ended(session.sid());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        exceptionHandler.exceptionCaught(context, cause);
    }

    private void frame(ChannelHandlerContext context, WebSocketFrame frame) {
        var session = session(context);
        if (session == null || !session.isOpen()) {
            if (frame instanceof CloseWebSocketFrame) {
                context.close();
            }
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text -> text(context, session, text);
            case BinaryWebSocketFrame _ -> close(context, session, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
            case PingWebSocketFrame ping ->
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close ->
                context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            default -> {}
        }
    }

    private void text(ChannelHandlerContext context, Session session, TextWebSocketFrame frame) {
        if (!ByteBufUtil.isText(frame.content(), CharsetUtil.UTF_8)) {
            close(context, session, WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        } else if (session.isProbedBy(context.channel())) {
            probe(context, session, frame.text());
        } else {
            protocol.handle(context, session, frame.text(), Transport.WEBSOCKET);
        }
    }

    private static void probe(ChannelHandlerContext context, Session session, String packet) {
        switch (packet) {
            case PROBE -> {
                context.writeAndFlush(new TextWebSocketFrame(PROBE_ANSWER));
                session.answerPoll();
            }
            case UPGRADE -> session.upgrade(context);
            default -> context.close();
        }
    }

    private void close(ChannelHandlerContext context, Session session, WebSocketCloseStatus status) {
        if (session.isProbedBy(context.channel())) {
            context.close();
        } else {
            protocol.violated(session, status);
        }
    }

    private static @Nullable Session session(ChannelHandlerContext context) {
        return context.channel().attr(Session.OF).get();
    }
}
