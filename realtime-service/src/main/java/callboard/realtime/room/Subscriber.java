package callboard.realtime.room;

import callboard.contracts.viewer.Viewer;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connected client, its rooms, and how far it has fallen behind.
public final class Subscriber {

    private final ClientHead head;
    final Set<String> rooms = HashSet.newHashSet(4);
    private @Nullable ChannelHandlerContext webSocket;
    /// Who it is; nobody until that is known.
    private Viewer viewer = Viewer.NOBODY;

    /// Its frames of the current [OutboundBatch], and their bytes.
    final List<byte[]> frames = new ArrayList<>(0);
    int frameBytes;
    /// The number of the last message delivered to it.
    long lastMessage;
    /// Messages skipped while its socket was not writable.
    int skipped;
    /// When its socket stopped being writable, in nanoseconds; 0 while it is.
    long unwritableSince;
    /// Messages that wait for its next poll.
    int unfetched;

    public Subscriber(ClientHead head) {
        this.head = head;
    }

    /// From now on frames are written here, past the library's encoder.
    public void onWebSocket(ChannelHandlerContext context) {
        webSocket = context;
        unfetched = 0;
    }

    /// From now on it receives what this viewer may see.
    public void authenticatedAs(Viewer viewer) {
        this.viewer = viewer;
    }

    public Viewer viewer() {
        return viewer;
    }

    /// A poll fetched everything that waited.
    public void polled() {
        unfetched = 0;
    }

    /// Null while it polls.
    @Nullable
    ChannelHandlerContext webSocket() {
        return webSocket;
    }

    /// Queues it in the library, until the client polls.
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
            // Without a close frame: it would wait behind what can't be written.
            context.close();
        }
        head.onChannelDisconnect();
    }
}
