package callboard.simulator.telephony;

import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.contracts.QueuesMet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A FreeSWITCH whose event socket Callboard dials.
/// [The protocol](https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Modules/mod_event_socket_1048924).
final class FreeSwitch extends DialledServer {

    private static final String AUTH = "auth ";
    private static final String API = "api ";

    private final String password;
    private final EslLists lists = new EslLists(pbx);

    FreeSwitch(String password) {
        super(EslEvents::new);
        this.password = password;
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.FreeSwitch(true, QueuesMet.ADOPT, "127.0.0.1", server.port(), password);
    }

    /// A call has its channel's id.
    @Override
    public String callId(String callId) {
        return EslEvents.session(callId);
    }

    /// Whoever leaves a queue unanswered and does not hang up has gone elsewhere; where is not told.
    @Override
    public EndReason outcome(EndReason reason, boolean isTalking) {
        if (isTalking) {
            return EndReason.COMPLETED;
        }
        return switch (reason) {
            case OVERFLOWED, CALLBACK, VOICEMAIL -> EndReason.OVERFLOWED;
            case ABANDONED, COMPLETED, FAILED -> EndReason.ABANDONED;
        };
    }

    @Override
    void talk(LineServer.Client client) throws IOException {
        client.say("Content-Type: auth/request\n\n");
        boolean isLoggedIn = false;
        for (var line = client.line(); line != null; line = client.line()) {
            if (line.equals("exit")) {
                client.say(reply("+OK bye") + "Content-Type: text/disconnect-notice\nContent-Length: 0\n\n");
                return;
            }
            if (line.startsWith(AUTH)) {
                isLoggedIn = line.equals(AUTH + password);
                client.say(reply(isLoggedIn ? "+OK accepted" : "-ERR invalid"));
            } else if (!line.isEmpty()) {
                answer(client, line, isLoggedIn);
            }
        }
    }

    private synchronized void answer(LineServer.Client client, String command, boolean isLoggedIn) throws IOException {
        if (!isLoggedIn) {
            client.say(reply("-ERR command not found"));
        } else if (command.startsWith("event plain ")) {
            client.say(reply("+OK event listener enabled plain"));
            client.listen();
        } else if (command.startsWith(API)) {
            var body = lists.answer(command.substring(API.length()));
            client.say("Content-Type: api/response\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                    + "\n\n" + body);
        } else {
            client.say(reply("-ERR command not found"));
        }
    }

    private static String reply(String text) {
        return "Content-Type: command/reply\nReply-Text: " + text + "\n\n";
    }
}
