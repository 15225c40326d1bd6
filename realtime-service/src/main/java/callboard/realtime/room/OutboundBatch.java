package callboard.realtime.room;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The frames of a batch, collected for each client and written to its WebSocket as one buffer.
///
/// The cost of a delivery is its system call, so there is one for all frames that a client gets of a batch.
/// Copying a frame is cheaper than anything that would avoid the copy. Used on the [SocketLoop] only.
@Component
final class OutboundBatch {

    private final List<Subscriber> pending = new ArrayList<>();

    /// @return false when its socket isn't writable
    boolean add(Subscriber subscriber, ChannelHandlerContext socket, byte[] frame) {
        if (!socket.channel().isWritable()) {
            return false;
        }
        if (subscriber.frames.isEmpty()) {
            pending.add(subscriber);
        }
        subscriber.frames.add(frame);
        subscriber.frameBytes += frame.length;
        return true;
    }

    /// Writes everything pending. Writing may add more.
    void flush() {
        for (int next = 0; next < pending.size(); next++) {
            flush(pending.get(next));
        }
        pending.clear();
    }

    /// Writes what is pending for one client.
    void flush(Subscriber subscriber) {
        var socket = subscriber.webSocket();
        ByteBuf buffer = socket != null && socket.channel().isActive() && !subscriber.frames.isEmpty()
                ? socket.alloc().directBuffer(subscriber.frameBytes, subscriber.frameBytes)
                : null;
        if (buffer != null) {
            subscriber.frames.forEach(buffer::writeBytes);
        }
        subscriber.frames.clear();
        subscriber.frameBytes = 0;
        if (socket != null && buffer != null) {
            socket.writeAndFlush(buffer, socket.voidPromise());
        }
    }
}
