package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.LineAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/// The other side of connections, which says what a test has it say.
public final class ScriptedAsterisk implements AutoCloseable {

    static final Duration SILENCE = Duration.ofMillis(500);

    /// What it does with a connection.
    public interface Script {
        void play(ScriptedAsterisk.Line line) throws IOException, InterruptedException;
    }

    private final ServerSocket server;

    public ScriptedAsterisk(Script script) throws IOException {
        this(script, ServerSocketFactory.getDefault());
    }

    ScriptedAsterisk(Script script, ServerSocketFactory sockets) throws IOException {
        server = sockets.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    script.play(new Line(socket));
                } catch (IOException | InterruptedException _) {
                    // The test has what it wanted.
                }
            }
        });
    }

    public LineAddress address() {
        return new LineAddress("127.0.0.1", server.getLocalPort(), false, null, Duration.ofSeconds(10), SILENCE);
    }

    static String text(Map<String, String> fields) {
        var text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /// A connection.
    public static final class Line {

        private final BufferedReader in;
        private final Socket socket;

        private Line(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        public void say(String text) throws IOException {
            var out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void say(AmiMessage message) throws IOException {
            say(text(message.fields()));
        }

        /// The next action; null when the connection is closed.
        public @Nullable Map<String, String> asked() throws IOException {
            var fields = new HashMap<String, String>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    return fields;
                }
                var parts = line.split(": ", 2);
                fields.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
            return null;
        }

        public void logIn() throws IOException {
            say("Asterisk Call Manager/11.0.0\r\n");
            var login = asked();
            if (login == null || !"Login".equals(login.get("Action")) || !"geheim".equals(login.get("Secret"))) {
                throw new IOException("No login: " + login);
            }
            say("Response: Success\r\nActionID: " + login.get("ActionID") + "\r\n\r\n");
        }
    }
}
