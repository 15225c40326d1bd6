package callboard.realtime.room;

import callboard.viewers.Viewer;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connected client, its rooms, and how well it keeps up.
public final class Watcher {

    private final ClientHead head;
    final Set<String> rooms = HashSet.newHashSet(4);
    private @Nullable ChannelHandlerContext webSocket;
    /// Who it is; until that is known it is shown nothing.
    private Viewer viewer = Viewer.NOBODY;

    /// What [Outgoing] has gathered for it, and how many bytes that is.
    final List<byte[]> frames = new ArrayList<>(0);
    int frameBytes;
    /// The number of the message that it was last given.
    long given;
    /// Messages it missed while its socket took nothing.
    int skipped;
    /// When its socket stopped taking anything, in nanoseconds; 0 while it does.
    long stuckSince;
    /// Messages that wait for its next poll.
    int unfetched;

    public Watcher(ClientHead head) {
        this.head = head;
    }

    /// From now on it is written to here, below the library's encoder.
    public void onWebSocket(ChannelHandlerContext context) {
        webSocket = context;
        unfetched = 0;
    }

    /// From now on it is shown what this viewer may see.
    public void isFor(Viewer viewer) {
        this.viewer = viewer;
    }

    public Viewer viewer() {
        return viewer;
    }

    /// A poll took everything that waited.
    public void polled() {
        unfetched = 0;
    }

    public boolean watches(String room) {
        return rooms.contains(room);
    }

    /// Null while it polls.
    @Nullable
    ChannelHandlerContext webSocket() {
        return webSocket;
    }

    /// The library's way, for clients that poll: it waits until they come for it.
    void sendByPolling(String event, RawJson payload) {
        var packet = new Packet(PacketType.MESSAGE, head.getEngineIOVersion());
        packet.setSubType(PacketType.EVENT);
        packet.setName(event);
        packet.setData(List.<Object>of(payload));
        head.send(packet);
        unfetched++;
    }

    void disconnect() {
        var context = webSocket;
        if (context != null) {
            // Not gently: what waits to be written is what it does not take.
            context.close();
        }
        head.onChannelDisconnect();
    }
}
