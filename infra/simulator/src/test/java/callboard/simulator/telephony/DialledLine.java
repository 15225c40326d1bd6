package callboard.simulator.telephony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The side that dials, line by line.
final class DialledLine implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader in;

    DialledLine(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /// Null when the other side has hung up.
    String line() throws IOException {
        return in.readLine();
    }

    /// The next block of `Name: value`.
    Map<String, String> block() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            var parts = line.split(": ?", 2);
            fields.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return fields;
    }

    /// So many bytes of text.
    String text(int bytes) throws IOException {
        var text = new StringBuilder();
        while (text.toString().getBytes(StandardCharsets.UTF_8).length < bytes) {
            text.append((char) in.read());
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
