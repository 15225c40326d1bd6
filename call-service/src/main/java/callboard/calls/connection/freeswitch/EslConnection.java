package callboard.calls.connection.freeswitch;

import callboard.calls.connection.message.Line;
import callboard.calls.connection.message.LineAddress;
import callboard.calls.connection.message.LineDialler;
import callboard.calls.connection.message.LineException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A connection to a FreeSWITCH's event socket, logged in, with the events that tell of calls in queues subscribed. One
/// thread reads; any may ask and close.
///
/// [The protocol](https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Modules/mod_event_socket_1048924).
public final class EslConnection implements Line {

    // An end of line would begin a command of its own.
    private static final Pattern NOT_A_VALUE = Pattern.compile("\\p{Cc}");
    private static final String STILL_THERE = "api uptime";

    private final Socket socket;
    private final EslReader reader;
    private final LineAddress address;
    private final Queue<String> asked = new ArrayDeque<>();
    private boolean isAsked;

    private EslConnection(Socket socket, LineAddress address) throws IOException {
        this.socket = socket;
        this.address = address;
        reader = new EslReader(socket.getInputStream());
    }

    /// Dials and logs in, within the address's time.
    public static EslConnection open(LineAddress address, String password) throws LineException {
        return LineDialler.dial(address, socket -> {
            var connection = new EslConnection(socket, address);
            connection.logIn(password);
            return connection;
        });
    }

    private void logIn(String password) throws IOException {
        var first = reader.next();
        if (first != null && first.contentType().equals("text/rude-rejection")) {
            throw new LineException(
                    address + " refuses this machine's address: apply-inbound-acl of event_socket.conf.xml");
        }
        if (first == null || !first.contentType().equals("auth/request")) {
            throw new LineException(address + " is no event socket of a FreeSWITCH");
        }
        var answer = reply("auth " + password);
        if (!answer.startsWith("+OK")) {
            throw new LineException(address + " refused the password: " + answer);
        }
        answer = reply("event plain " + String.join(" ", EslEvent.SUBSCRIBED));
        if (!answer.startsWith("+OK")) {
            throw new LineException(address + " does not give events: " + answer);
        }
    }

    private String reply(String command) throws IOException {
        send(command);
        var answer = reader.next();
        while (answer != null && !answer.contentType().equals("command/reply")) {
            answer = reader.next();
        }
        if (answer == null) {
            throw new LineException(address + " hung up at the login");
        }
        return NOT_A_VALUE.matcher(answer.reply()).replaceAll("");
    }

    /// Asks for something; answers come with [#next], in the order of questions.
    public synchronized void ask(String command) throws IOException {
        asked.add(command);
        send(command);
    }

    private synchronized void send(String command) throws IOException {
        var out = socket.getOutputStream();
        out.write((NOT_A_VALUE.matcher(command).replaceAll("") + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Waits for the next message; null when the other side has closed the connection. One that is silent for too long
    /// is asked whether it is there, and then given up.
    public @Nullable EslMessage next() throws IOException {
        while (true) {
            try {
                var message = reader.next();
                isAsked = false;
                return message == null ? null : matched(message);
            } catch (SocketTimeoutException silent) {
                if (isAsked) {
                    throw address.silent(silent);
                }
                isAsked = true;
                ask(STILL_THERE);
            }
        }
    }

    private synchronized @Nullable EslMessage matched(EslMessage message) {
        return switch (message.contentType()) {
            case "text/disconnect-notice" -> null;
            case "api/response" -> message.answers(asked.poll());
            default -> message;
        };
    }

    /// Whether more has arrived.
    public boolean hasMore() throws IOException {
        return reader.hasMore();
    }

    /// Logs off and hangs up; whoever waits in [#next] is told that the connection is closed.
    @Override
    public void close() {
        try {
            send("exit");
        } catch (IOException _) {
            // It is gone already.
        }
        LineDialler.closeQuietly(socket);
    }
}
