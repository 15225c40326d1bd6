package callboard.simulator.telephony;

import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.contracts.QueuesMet;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An Asterisk whose Manager Interface Callboard dials.
/// [The protocol](https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/).
final class Asterisk extends DialledServer {

    private static final String USER = "callboard";

    private final String secret;
    private final AmiLists lists = new AmiLists(pbx);

    Asterisk(String secret) {
        super(AmiEvents::new);
        this.secret = secret;
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.Asterisk(
                true, QueuesMet.ADOPT, "127.0.0.1", server.port(), false, null, USER, secret);
    }

    /// A line that breaks looks as if somebody had hung up.
    @Override
    public EndReason outcome(EndReason reason, boolean isTalking) {
        if (isTalking) {
            return EndReason.COMPLETED;
        }
        return switch (reason) {
            case OVERFLOWED, CALLBACK, VOICEMAIL -> reason;
            case ABANDONED, COMPLETED, FAILED -> EndReason.ABANDONED;
        };
    }

    @Override
    void talk(LineServer.Client client) throws IOException {
        client.say("Asterisk Call Manager/11.0.0\r\n");
        boolean isLoggedIn = false;
        for (var action = next(client); action != null; action = next(client)) {
            isLoggedIn = answer(client, action, isLoggedIn);
            if (action.getOrDefault("Action", "").equalsIgnoreCase("Logoff") || !isLoggedIn) {
                return;
            }
        }
    }

    /// What is told between two lists is in neither, so each is sent at one moment.
    private synchronized boolean answer(LineServer.Client client, Map<String, String> action, boolean isLoggedIn)
            throws IOException {
        var id = action.getOrDefault("ActionID", "");
        var name = action.getOrDefault("Action", "").toLowerCase(Locale.ROOT);
        if (name.equals("login")) {
            boolean isRight = USER.equals(action.get("Username")) && secret.equals(action.get("Secret"));
            client.say(
                    isRight
                            ? AmiBlock.response("Success", id, "Authentication accepted") + booted()
                            : AmiBlock.response("Error", id, "Authentication failed")
                                    .toString());
            if (isRight) {
                client.listen();
            }
            return isRight;
        }
        if (!isLoggedIn) {
            client.say(AmiBlock.response("Error", id, "Permission denied").toString());
            return false;
        }
        client.say(
                switch (name) {
                    case "ping" -> AmiBlock.response("Success", id, "Ping").with("Ping", "Pong") + "";
                    case "queuestatus" -> lists.queues(id, Instant.now());
                    case "coreshowchannels" -> lists.channels(id, Instant.now());
                    case "logoff" -> AmiBlock.response("Goodbye", id, "Thanks for all the fish.") + "";
                    default -> AmiBlock.response("Error", id, "Invalid/unknown command") + "";
                });
        return true;
    }

    private static String booted() {
        return new AmiBlock()
                .with("Event", "FullyBooted")
                .with("Privilege", "system,all")
                .with("Status", "Fully Booted")
                .toString();
    }

    private static @Nullable Map<String, String> next(LineServer.Client client) throws IOException {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = client.line(); line != null; line = client.line()) {
            if (line.isEmpty() && !fields.isEmpty()) {
                return fields;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return null;
    }
}
