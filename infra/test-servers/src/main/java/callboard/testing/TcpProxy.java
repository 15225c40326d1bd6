package callboard.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A cable to a server that can be cut, left dead, and mended.
public final class TcpProxy implements AutoCloseable {

    private enum State {
        WHOLE,
        DEAD,
        CUT
    }

    private final ServerSocket end;
    private final String host;
    private final int port;
    private final Set<Socket> wires = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;

    public TcpProxy(String host, int port) throws IOException {
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
        become(State.CUT);
        for (var wire : List.copyOf(wires)) {
            wire.close();
            wires.remove(wire);
        }
    }

    /// Every connection stays, and new ones can be made, but nothing comes through; as when the server stands
    /// still.
    public void freeze() {
        become(State.DEAD);
    }

    /// What was sent meanwhile on connections that still stand comes through now.
    public void mend() {
        become(State.WHOLE);
    }

    @Override
    public void close() throws IOException {
        cut();
        end.close();
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private synchronized void awaitLife() throws InterruptedException {
        while (state == State.DEAD) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                join(end.accept());
            }
        } catch (IOException closed) {
            // close() ends the wait for the next connection.
            assert end.isClosed() : closed;
        }
    }

    /// One connection more. What becomes of it is its own affair: those that come after it are taken all the
    /// same.
    private void join(Socket near) throws IOException {
        if (isCut()) {
            near.close();
            return;
        }
        try {
            var far = new Socket(host, port);
            wires.add(near);
            wires.add(far);
            // Asked after the two are listed: a cut closes what it finds listed, and is seen here if it found nothing.
            if (isCut()) {
                near.close();
                far.close();
            } else {
                pump(near.getInputStream(), far.getOutputStream());
                pump(far.getInputStream(), near.getOutputStream());
            }
        } catch (IOException broken) {
            // Cut while it was being made, or the server takes no more.
            assert broken.getMessage() != null;
            near.close();
        }
    }

    private void pump(InputStream from, OutputStream to) {
        Thread.ofVirtual().start(() -> {
            var bytes = new byte[8192];
            try (from;
                    to) {
                for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                    awaitLife();
                    to.write(bytes, 0, count);
                }
            } catch (IOException cut) {
                // Either side may hang up; the try closes the other.
                assert cut.getMessage() != null;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
