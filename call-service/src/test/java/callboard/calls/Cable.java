package callboard.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A cable to a server that can be cut, left dead, and mended.
public final class Cable implements AutoCloseable {

    private final ServerSocket end;
    private final String host;
    private final int port;
    private final Set<Socket> wires = ConcurrentHashMap.newKeySet();
    private volatile boolean whole = true;

    public Cable(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.end = new ServerSocket(0);
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return end.getLocalPort();
    }

    /// Every connection breaks, and new ones are refused as soon as they are made.
    public void cut() throws IOException {
        whole = false;
        for (var wire : wires) {
            wire.close();
        }
        wires.clear();
    }

    public void mend() {
        whole = true;
    }

    @Override
    public void close() throws IOException {
        cut();
        end.close();
    }

    private void accept() {
        try {
            while (true) {
                var near = end.accept();
                if (!whole) {
                    near.close();
                    continue;
                }
                var far = new Socket(host, port);
                wires.add(near);
                wires.add(far);
                pump(near.getInputStream(), far.getOutputStream());
                pump(far.getInputStream(), near.getOutputStream());
            }
        } catch (IOException closed) {
            // close() ends the wait for the next connection.
            assert end.isClosed() : closed;
        }
    }

    private static void pump(InputStream from, OutputStream to) {
        Thread.ofVirtual().start(() -> {
            try (from; to) {
                from.transferTo(to);
            } catch (IOException cut) {
                // Either side may hang up; the try closes the other.
                assert cut.getMessage() != null;
            }
        });
    }
}
