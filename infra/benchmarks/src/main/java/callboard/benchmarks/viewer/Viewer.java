package callboard.benchmarks.viewer;

import callboard.contracts.Channels;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One Socket.IO client on a WebSocket, which says what it wants to watch and then only listens.
///
/// It takes apart no more than it must: where client and server share few cores, a full client library would take
/// more of them than the server it measures.
public final class Viewer {

    private static final byte[] NOTHING = {};

    private final int number;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final URI service;
    private final Interest interest;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    /// The beginning of what has not arrived in full.
    private byte[] rest = NOTHING;
    private boolean upgraded;
    private boolean watching;

    /// Free for the listener, such as when it last received something.
    public long note;

    Viewer(int number, SocketChannel channel, SelectionKey key, URI service, Interest interest) {
        this.number = number;
        this.channel = channel;
        this.key = key;
        this.service = service;
        this.interest = interest;
    }

    /// 0, 1, 2, … in the order of opening.
    public int number() {
        return number;
    }

    public Interest interest() {
        return interest;
    }

    /// Whether the service acknowledged everything it subscribed to.
    boolean isWatching() {
        return watching;
    }

    void connected() throws IOException {
        channel.finishConnect();
        send(("GET /socket.io/?EIO=4&transport=websocket" + (interest.feed() ? "" : "&feed=none") + " HTTP/1.1\r\n"
                        + "Host: " + service.getAuthority() + "\r\n"
                        + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /// Takes what has arrived.
    ///
    /// @param buffer of all viewers, its content free to overwrite
    void read(ByteBuffer buffer, UpdateListener audience) throws IOException {
        buffer.clear();
        buffer.put(rest);
        rest = NOTHING;
        if (channel.read(buffer) < 0) {
            throw new EOFException("The service hung up on viewer " + number);
        }
        long now = System.nanoTime();
        byte[] bytes = buffer.array();
        int end = buffer.position();
        int at = upgraded ? 0 : upgrade(bytes, end);
        while (upgraded && at < end) {
            int next = frame(bytes, at, end, audience, now);
            if (next < 0) {
                break;
            }
            at = next;
        }
        if (at < end) {
            if (at == 0 && end == bytes.length) {
                throw new IOException("A message to viewer " + number + " is longer than " + bytes.length + " bytes");
            }
            rest = new byte[end - at];
            System.arraycopy(bytes, at, rest, 0, rest.length);
        }
    }

    /// Goes on sending what the socket did not take.
    void write() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    void close() throws IOException {
        channel.close();
    }

    private int upgrade(byte[] bytes, int end) throws IOException {
        var answer = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        int head = answer.indexOf("\r\n\r\n");
        if (head < 0) {
            return 0;
        }
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(
                    "Not a WebSocket: " + answer.lines().findFirst().orElse(""));
        }
        upgraded = true;
        return head + 4;
    }

    /// @return where the next frame begins; less than 0 when this one has not arrived in full
    private int frame(byte[] bytes, int at, int end, UpdateListener audience, long now) throws IOException {
        int from = Frames.payload(bytes, at, end);
        long length = from < 0 ? 0 : Frames.length(bytes, at, from);
        if (from < 0 || length > end - from) {
            return -1;
        }
        int to = from + (int) length;
        if (!Frames.isText(bytes, at)) {
            throw new IOException("Viewer " + number + " was disconnected (frame of type " + (bytes[at] & 0x0F) + ")");
        }
        packet(bytes, from, to, audience, now);
        return to;
    }

    private void packet(byte[] bytes, int from, int to, UpdateListener audience, long now) throws IOException {
        switch (to - from < 1 ? ' ' : bytes[from]) {
            case '0' -> say("40");
            case '2' -> say("3");
            case '4' -> message(bytes, from, to, audience, now);
            default -> throw new IOException("Not an Engine.IO packet: " + text(bytes, from, to));
        }
    }

    private void message(byte[] bytes, int from, int to, UpdateListener audience, long now) throws IOException {
        switch (to - from < 2 ? ' ' : bytes[from + 1]) {
            case '2' -> audience.received(this, bytes, from, to, now);
            case '0' -> subscribe();
            case '3' -> acknowledged(text(bytes, from, to));
            default -> throw new IOException("The service refused: " + text(bytes, from, to));
        }
    }

    /// The last of them is acknowledged last.
    private void subscribe() throws IOException {
        int left = interest.calls().size();
        watching = left == 0;
        for (var call : interest.calls()) {
            say("42" + --left + "[\"" + Channels.SUBSCRIBE_CALL + "\",\"" + call + "\"]");
        }
    }

    private void acknowledged(String ack) throws IOException {
        if (!ack.contains("\"ok\":true")) {
            throw new IOException("A subscription of viewer " + number + " was refused: " + ack);
        }
        watching = watching || ack.startsWith("430[");
    }

    private void say(String packet) throws IOException {
        send(Frames.of(packet));
    }

    private void send(byte[] bytes) throws IOException {
        var all = ByteBuffer.allocate(unsent.remaining() + bytes.length)
                .put(unsent)
                .put(bytes)
                .flip();
        unsent = all;
        write();
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
