package callboard.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP proxy in front of a server whose connections can be cut, frozen and restored.
public final class TcpProxy implements AutoCloseable {

    private enum State {
        OPEN,
        FROZEN,
        CUT
    }

    private final ServerSocket listener;
    private volatile String host;
    private volatile int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;

    public TcpProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listener = new ServerSocket(0);
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Every connection breaks, and new ones are refused as soon as they are made.
    public void cut() throws IOException {
        changeTo(State.CUT);
        for (var socket : List.copyOf(sockets)) {
            socket.close();
            sockets.remove(socket);
        }
    }

    /// Every connection stays open and new ones are accepted, but nothing comes through, as when the server hangs.
    public void freeze() {
        changeTo(State.FROZEN);
    }

    /// What was sent meanwhile on open connections comes through now.
    public void mend() {
        changeTo(State.OPEN);
    }

    /// New connections go there; those that are open stay where they are, as when another server takes an address over.
    public void redirect(String newHost, int newPort) {
        host = newHost;
        port = newPort;
    }

    @Override
    public void close() throws IOException {
        cut();
        listener.close();
    }

    private synchronized void changeTo(State next) {
        state = next;
        notifyAll();
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (state == State.FROZEN) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException closed) {
            // close() ends accept().
            assert listener.isClosed() : closed;
        }
    }

    /// Connects one client to the server. If that fails, later clients are accepted all the same.
    private void connect(Socket client) throws IOException {
        if (isCut()) {
            client.close();
            return;
        }
        try {
            var server = new Socket(host, port);
            sockets.add(client);
            sockets.add(server);
            // Checked once both are listed: a cut closes what is listed, and one before that is seen here.
            if (isCut()) {
                client.close();
                server.close();
            } else {
                pump(client.getInputStream(), server.getOutputStream());
                pump(server.getInputStream(), client.getOutputStream());
            }
        } catch (IOException broken) {
            // Cut meanwhile, or the server refuses it.
            assert broken.getMessage() != null;
            client.close();
        }
    }

    private void pump(InputStream from, OutputStream to) {
        Thread.ofVirtual().start(() -> {
            var bytes = new byte[8192];
            try (from;
                    to) {
                for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                    awaitThaw();
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
