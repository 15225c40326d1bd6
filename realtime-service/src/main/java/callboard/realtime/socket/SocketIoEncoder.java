package callboard.realtime.socket;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.messages.OutPacketMessage;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Writes the packets that the library queued for a client. Replaces its own encoder, which loses every 51st packet
/// that is polled.
@ChannelHandler.Sharable
final class SocketIoEncoder extends ChannelOutboundHandlerAdapter {

    private static final String ACK = "43";
    private static final byte SEPARATOR = 0x1e;
    /// The largest answer to one poll, roughly; the rest waits for the next.
    private static final int POLL_BYTES = 256 * 1_024;

    private final PacketEncoder encoder;

    SocketIoEncoder(PacketEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws IOException {
        if (!(message instanceof OutPacketMessage packets)) {
            context.write(message, promise);
            return;
        }
        Queue<Packet> queue = packets.getClientHead().getPacketsQueue(packets.getTransport());
        if (packets.getTransport() == Transport.WEBSOCKET) {
            writeFrames(context, queue);
        } else if (isOpen(queue.peek())) {
            // Once this request is done: before, the session can't be found, and its client may ask for it at once, on
            // another connection.
            context.executor().execute(() -> {
                try {
                    answer(context, packets, queue);
                } catch (IOException failed) {
                    context.fireExceptionCaught(failed);
                }
            });
        } else {
            answer(context, packets, queue);
        }
        promise.trySuccess();
    }

    private void answer(ChannelHandlerContext context, OutPacketMessage packets, Queue<Packet> queue)
            throws IOException {
        if (context.channel().isActive()
                && !queue.isEmpty()
                && context.channel().attr(EncoderHandler.WRITE_ONCE).compareAndSet(null, true)) {
            // What was taken from the queue is lost if it can't be written.
            answerPoll(context, queue).addListener(written -> {
                if (!written.isSuccess()) {
                    packets.getClientHead().onChannelDisconnect();
                }
            });
        }
    }

    private void writeFrames(ChannelHandlerContext context, Queue<Packet> queue) throws IOException {
        for (var packet = queue.poll(); packet != null; packet = queue.poll()) {
            if (isDisconnect(packet)) {
                context.write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                        .addListener(ChannelFutureListener.CLOSE);
            } else {
                var out = context.alloc().ioBuffer();
                encode(packet, out, context);
                context.write(new TextWebSocketFrame(out));
            }
        }
        context.flush();
    }

    private ChannelFuture answerPoll(ChannelHandlerContext context, Queue<Packet> queue) throws IOException {
        var out = context.alloc().ioBuffer();
        for (var packet = queue.poll();
                packet != null;
                packet = out.readableBytes() < POLL_BYTES ? queue.poll() : null) {
            if (out.isReadable()) {
                out.writeByte(SEPARATOR);
            }
            if (isDisconnect(packet)) {
                packet = new Packet(PacketType.CLOSE, packet.getEngineIOVersion());
            }
            encode(packet, out, context);
        }
        return HttpResponses.send(context, HttpResponseStatus.OK, "text/plain; charset=UTF-8", out);
    }

    private void encode(Packet packet, ByteBuf out, ChannelHandlerContext context) throws IOException {
        try {
            if (packet.getType() == PacketType.MESSAGE && packet.getSubType() == PacketType.ACK) {
                // The library can't write ids that don't fit into an `int`.
                out.writeCharSequence(ACK + packet.getAckId(), StandardCharsets.US_ASCII);
                encoder.getJsonSupport().writeValue(new ByteBufOutputStream(out), packet.getData());
            } else {
                encoder.encodePacket(packet, out, context.alloc(), true);
            }
        } catch (IOException | RuntimeException failed) {
            out.release();
            throw failed;
        }
    }

    private static boolean isOpen(@Nullable Packet packet) {
        return packet != null && packet.getType() == PacketType.OPEN;
    }

    /// The library sends DISCONNECT when a client missed a ping. After that the JavaScript client would not
    /// reconnect; after a plain close it does.
    private static boolean isDisconnect(Packet packet) {
        return packet.getType() == PacketType.MESSAGE && packet.getSubType() == PacketType.DISCONNECT;
    }
}
