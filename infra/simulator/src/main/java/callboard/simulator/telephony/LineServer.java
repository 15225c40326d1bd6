package callboard.simulator.telephony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A server on this machine that speaks in lines: whoever is connected may ask, and whoever listens is told.
final class LineServer implements AutoCloseable {

    /// Leads a connection's conversation, until it is over.
    @FunctionalInterface
    interface Conversation {
        void with(Client client) throws IOException;
    }

    private final Conversation conversation;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;

    LineServer(Conversation conversation) {
        this.conversation = conversation;
        try {
            server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().name("line-server").start(this::serve);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var client = new Client(server.accept());
                clients.add(client);
                Thread.ofVirtual().name("line").start(() -> serve(client));
            } catch (IOException _) {
                // Closed, or the other side was gone before it was let in.
            }
        }
    }

    private void serve(Client client) {
        try (client) {
            conversation.with(client);
        } catch (IOException _) {
            // It has hung up.
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /// How many listen.
    int listeners() {
        return Math.toIntExact(clients.stream().filter(Client::listens).count());
    }

    /// Tells all who listen.
    void tell(String text) {
        for (var client : clients) {
            if (client.listens()) {
                try {
                    client.say(text);
                } catch (IOException gone) {
                    client.close();
                }
            }
        }
    }

    /// Every connection breaks.
    void cut() {
        clients.forEach(Client::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException _) {
            // It is of no use any more, either way.
        }
        cut();
    }

    /// A connection.
    final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private volatile boolean isListening;

        private Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /// The next line; null when the other side has hung up.
        @Nullable
        String line() throws IOException {
            return in.readLine();
        }

        synchronized void say(String text) throws IOException {
            var out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /// From here on it is told.
        void listen() {
            isListening = true;
        }

        private boolean listens() {
            return isListening;
        }

        @Override
        public void close() {
            clients.remove(this);
            try {
                socket.close();
            } catch (IOException _) {
                // It is gone already.
            }
        }
    }
}
