package callboard.realtime.room;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What is on its way to the WebSockets: gathered for each client, then handed to its socket as one piece.
///
/// What a delivery costs is the system call that makes it, so there is one for all that a client gets of a batch,
/// not one
/// for each message; copying a frame costs less than anything that would avoid the copy. Only ever touched on the
/// [SocketLoop].
@Component
final class Outgoing {

    private final List<Watcher> gathered = new ArrayList<>();

    /// @return false when its socket can't take more now
    boolean add(Watcher watcher, ChannelHandlerContext socket, byte[] frame) {
        if (!socket.channel().isWritable()) {
            return false;
        }
        if (watcher.frames.isEmpty()) {
            gathered.add(watcher);
        }
        watcher.frames.add(frame);
        watcher.frameBytes += frame.length;
        return true;
    }

    /// Hands over everything gathered so far. What its handing over brings about may add to it.
    void flush() {
        for (int next = 0; next < gathered.size(); next++) {
            flush(gathered.get(next));
        }
        gathered.clear();
    }

    /// Hands over what was gathered for one client.
    void flush(Watcher watcher) {
        var socket = watcher.webSocket();
        boolean takes = socket != null && socket.channel().isActive() && !watcher.frames.isEmpty();
        ByteBuf piece = takes ? socket.alloc().directBuffer(watcher.frameBytes, watcher.frameBytes) : null;
        if (piece != null) {
            watcher.frames.forEach(piece::writeBytes);
        }
        watcher.frames.clear();
        watcher.frameBytes = 0;
        if (piece != null) {
            socket.writeAndFlush(piece, socket.voidPromise());
        }
    }
}
