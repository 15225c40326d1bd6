package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.Line;
import callboard.calls.connection.message.LineAddress;
import callboard.calls.connection.message.LineDialler;
import callboard.calls.connection.message.LineException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A connection to an Asterisk's Manager Interface, logged in. One thread reads; any may ask and close.
///
/// [The protocol](https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/).
public final class AmiConnection implements Line {

    private static final String BANNER = "Asterisk Call Manager";
    // An end of line would begin a header of its own.
    private static final Pattern NOT_A_VALUE = Pattern.compile("\\p{Cc}");
    private static final int SHOWN = 40;

    private final Socket socket;
    private final AmiReader reader;
    private final LineAddress address;
    private long actions;
    private boolean isAsked;

    private AmiConnection(Socket socket, LineAddress address) throws IOException {
        this.socket = socket;
        this.address = address;
        reader = new AmiReader(socket.getInputStream());
    }

    /// Dials and logs in, within the address's time.
    public static AmiConnection open(LineAddress address, String username, String secret) throws LineException {
        return LineDialler.dial(address, socket -> {
            var connection = new AmiConnection(socket, address);
            connection.logIn(username, secret);
            return connection;
        });
    }

    private void logIn(String username, String secret) throws IOException {
        var banner = reader.banner();
        if (banner == null || !banner.startsWith(BANNER)) {
            throw new LineException("%s is no Manager Interface of an Asterisk: it begins with \"%s\""
                    .formatted(address, shown(banner)));
        }
        var id = ask("Login", Map.of("Username", username, "Secret", secret, "Events", "on"));
        var answer = reader.next();
        while (answer != null && !answer.has("ActionID", id)) {
            answer = reader.next();
        }
        if (answer == null) {
            throw new LineException(address + " hung up at the login");
        }
        if (!answer.has("Response", "Success")) {
            throw new LineException(
                    "%s refused the login of %s: %s".formatted(address, username, answer.get("Message")));
        }
    }

    private static String shown(@Nullable String banner) {
        var text = banner == null ? "" : NOT_A_VALUE.matcher(banner).replaceAll("");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /// Asks for something; what is answered comes with [#next].
    ///
    /// @return the id that the answer carries
    public synchronized String ask(String action, Map<String, String> fields) throws IOException {
        var id = "callboard-" + ++actions;
        var block = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        new TreeMap<>(fields)
                .forEach((name, value) -> block.append(name)
                        .append(": ")
                        .append(NOT_A_VALUE.matcher(value).replaceAll(""))
                        .append("\r\n"));
        var out = socket.getOutputStream();
        out.write(block.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return id;
    }

    /// Waits for the next message; null when the other side has closed the connection. One that is silent for too long
    /// is asked whether it is there, and then given up.
    public @Nullable AmiMessage next() throws IOException {
        while (true) {
            try {
                var message = reader.next();
                isAsked = false;
                return message;
            } catch (SocketTimeoutException silent) {
                if (isAsked) {
                    throw address.silent(silent);
                }
                isAsked = true;
                ask("Ping", Map.of());
            }
        }
    }

    /// Whether more has arrived.
    public boolean hasMore() throws IOException {
        return reader.hasMore();
    }

    /// Logs off and hangs up; whoever waits in [#next] is told that the connection is closed.
    @Override
    public void close() {
        try {
            ask("Logoff", Map.of());
        } catch (IOException _) {
            // It is gone already.
        }
        LineDialler.closeQuietly(socket);
    }
}
