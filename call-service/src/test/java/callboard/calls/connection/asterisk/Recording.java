package callboard.calls.connection.asterisk;

import callboard.contracts.CallEventRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Four minutes of a real Asterisk; see the README beside the files.
public final class Recording {

    private Recording() {}

    static List<AmiMessage> messages() {
        try (var in = file("recording.ami")) {
            var reader = new AmiReader(in);
            reader.banner();
            var messages = new ArrayList<AmiMessage>();
            for (var message = reader.next(); message != null; message = reader.next()) {
                messages.add(message);
            }
            return messages;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// What it tells, of calls and in queues that no other test has.
    public static List<CallEventRequest> events(String suffix) {
        var translator = new AsteriskTranslator(AsteriskRules.STANDARD);
        return messages().stream()
                .map(message -> renamed(message, suffix))
                .flatMap(message -> translator.translate(message, Instant.EPOCH).events().stream())
                .toList();
    }

    /// What was told, and when.
    public record Heard(Instant at, CallEventRequest event) {}

    /// What it tells, as it was heard.
    public static List<Heard> heard() {
        var translator = new AsteriskTranslator(AsteriskRules.STANDARD);
        var heard = new ArrayList<Heard>();
        var now = Instant.EPOCH;
        for (var message : messages()) {
            now = message.at(now);
            for (var event : translator.translate(message, now).events()) {
                heard.add(new Heard(now, event));
            }
        }
        return heard;
    }

    private static AmiMessage renamed(AmiMessage message, String suffix) {
        var fields = new TreeMap<>(message.fields());
        fields.replaceAll(
                (name, value) -> name.endsWith("Uniqueid") || name.endsWith("Linkedid") || name.equals("Queue")
                        ? value + suffix
                        : value);
        return new AmiMessage(fields);
    }

    /// Each line's fields.
    public static List<List<String>> queueLog() {
        return lines("queue_log");
    }

    /// A visit to a queue, as it was to be.
    public record Truth(
            String call,
            int visit,
            String name,
            String number,
            String queue,
            String agent,
            double waited,
            String outcome,
            double talk,
            double hold,
            List<String> missedBy) {}

    public static List<Truth> truth() {
        return lines("truth.csv").stream()
                .skip(1)
                .map(line -> new Truth(
                        line.get(0),
                        Integer.parseInt(line.get(1)),
                        line.get(2),
                        line.get(3),
                        line.get(4),
                        line.get(5),
                        Double.parseDouble(line.get(6)),
                        line.get(7),
                        line.get(8).isEmpty() ? 0 : Double.parseDouble(line.get(8)),
                        Double.parseDouble(line.get(9)),
                        line.get(10).isEmpty()
                                ? List.of()
                                : List.of(line.get(10).split(", "))))
                .toList();
    }

    private static List<List<String>> lines(String name) {
        try (var in = file(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> List.of(line.split("\\|", -1)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream file(String name) {
        return Objects.requireNonNull(Recording.class.getResourceAsStream("/asterisk/" + name), name);
    }
}
