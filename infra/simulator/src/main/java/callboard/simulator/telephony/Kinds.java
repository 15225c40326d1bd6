package callboard.simulator.telephony;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The kinds by their names, which are those of connections.
public final class Kinds {

    private static final Map<String, Function<String, Kind>> KINDS = new TreeMap<>(Map.of(
            "amazon-connect", AmazonConnect::new,
            "asterisk", Asterisk::new,
            "asterisk-queue-log", _ -> QueueLog.inLogDirectory(),
            "cloudevents", CloudEvents::new,
            "freeswitch", FreeSwitch::new,
            "json", Json::new,
            "telnyx", Telnyx::new,
            "twilio", Twilio::new,
            "vonage", Vonage::new));

    private Kinds() {}

    public static Set<String> names() {
        return Set.copyOf(KINDS.keySet());
    }

    /// @param secret that the connection and the system share, of letters and digits
    /// @throws IllegalArgumentException for a name that is none, with those that are
    public static Kind named(String name, String secret) {
        var kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "There is no kind \"%s\"; give one of %s".formatted(name, String.join(", ", KINDS.keySet())));
        }
        return kind.apply(secret);
    }
}
