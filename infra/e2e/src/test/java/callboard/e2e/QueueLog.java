package callboard.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an Asterisk's queues themselves wrote of calls, in
/// [queue_log](https://docs.asterisk.org/Configuration/Applications/Queue-Logs/). It knows nothing of how
/// Callboard reads an Asterisk.
final class QueueLog {

    private static final Set<String> LEAVING = Set.of(
            "ABANDON",
            "EXITWITHTIMEOUT",
            "EXITWITHKEY",
            "EXITEMPTY",
            "COMPLETECALLER",
            "COMPLETEAGENT",
            "BLINDTRANSFER",
            "ATTENDEDTRANSFER");

    private final Path file;
    private final int begin;

    private QueueLog(Path file, int begin) {
        this.file = file;
        this.begin = begin;
    }

    /// From the next line on.
    static QueueLog from(Path file) throws IOException {
        return new QueueLog(file, Files.readAllLines(file).size());
    }

    /// How many there are by now.
    int lines() throws IOException {
        return Files.readAllLines(file).size();
    }

    /// The calls that have come to a queue since, by their ids.
    Map<String, LoggedCall> calls() throws IOException {
        var calls = new LinkedHashMap<String, LoggedCall>();
        for (var text : Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .skip(begin)
                .toList()) {
            var line = Line.of(text);
            if (line.event.equals("ENTERQUEUE")) {
                calls.computeIfAbsent(line.call, id -> new LoggedCall(id, new ArrayList<>()))
                        .stays
                        .add(new Stay(new ArrayList<>()));
            }
            var call = calls.get(line.call);
            if (call != null) {
                call.in(line.queue).lines.add(line);
            }
        }
        return calls;
    }

    /// @param at whole seconds
    record Line(Instant at, String call, String queue, String agent, String event, List<String> data) {

        static Line of(String text) {
            var parts = List.of(text.split("\\|", -1));
            return new Line(
                    Instant.ofEpochSecond(Long.parseLong(parts.get(0))),
                    parts.get(1),
                    parts.get(2),
                    parts.get(3),
                    parts.get(4),
                    parts.subList(5, parts.size()));
        }

        double number(int field) {
            return Double.parseDouble(data.get(field));
        }
    }

    /// A call with its stays in queues.
    record LoggedCall(String id, List<Stay> stays) {

        /// Its last stay in a queue: that it was transferred is at times written after it has joined the next.
        Stay in(String queue) {
            return stays.reversed().stream()
                    .filter(stay -> stay.lines.isEmpty() || stay.entered().queue.equals(queue))
                    .findFirst()
                    .orElse(stays.getLast());
        }

        Stream<Line> lines() {
            return stays.stream().flatMap(stay -> stay.lines.stream());
        }

        /// Whether it has left its last queue.
        boolean isOver() {
            return stays.getLast().left() != null;
        }

        /// Those who were rung and did not answer, a name for each time.
        List<String> unanswered() {
            return lines().filter(line -> line.event.equals("RINGNOANSWER"))
                    .map(Line::agent)
                    .sorted()
                    .toList();
        }

        /// To somebody who dials on. An attended transfer to whoever talks already ends the call for its queue.
        long transfers() {
            return lines().filter(line -> line.event.equals("BLINDTRANSFER")
                            || line.event.equals("ATTENDEDTRANSFER")
                                    && !line.data.getFirst().equals("BRIDGE"))
                    .count();
        }
    }

    /// All that was written of one stay in a queue.
    record Stay(List<Line> lines) {

        Line entered() {
            return lines.getFirst();
        }

        @Nullable
        Line connected() {
            return lines.stream()
                    .filter(line -> line.event.equals("CONNECT"))
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        Line left() {
            return lines.stream()
                    .filter(line -> LEAVING.contains(line.event))
                    .findFirst()
                    .orElse(null);
        }

        /// Seconds, rounded either way; absent while it waits.
        @Nullable
        Double waitTime() {
            var connected = connected();
            var left = left();
            if (connected != null) {
                return connected.number(0);
            }
            return left == null ? null : left.number(left.event.equals("EXITWITHKEY") ? 3 : 2);
        }

        /// Seconds with the agent, holds included; 0 where nobody answered.
        double talkTime() {
            var left = left();
            if (connected() == null || left == null) {
                return 0;
            }
            return left.number(left.event.endsWith("TRANSFER") ? 3 : 1);
        }
    }
}
