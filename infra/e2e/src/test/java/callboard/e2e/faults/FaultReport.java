package callboard.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The table of faults.
final class FaultReport {

    private static final String HEAD = """
            | fault | acknowledged | sent again | lost | duplicated | gaps | rows unlike their replay | pending \
            | pictures wrong | longest stall of a sender | recovered in |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final List<Line> lines = new ArrayList<>();

    /// @param acknowledged events
    /// @param retries      deliveries that were answered with 503 or not at all, and made again
    /// @param pictures     calls times sockets, of which `wrong` were shown wrongly in the end
    /// @param recovery     from when it could recover until an event that was sent then was shown on every socket
    record Line(
            String fault,
            int acknowledged,
            int retries,
            Verification count,
            int pending,
            long wrong,
            int pictures,
            Duration longestStall,
            @Nullable Duration recovery) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %d | %d | %d of %d | %s | %s |%n",
                    fault,
                    acknowledged,
                    retries,
                    count.lost(),
                    count.duplicated(),
                    count.gaps(),
                    count.unlike(),
                    pending,
                    wrong,
                    pictures,
                    seconds(longestStall),
                    recovery == null ? "never" : seconds(recovery));
        }

        private static String seconds(Duration duration) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
    }

    void add(Line line) {
        lines.add(line);
        System.out.print(line);
    }

    int size() {
        return lines.size();
    }

    void write(Path file) throws IOException {
        var text = new StringBuilder(HEAD);
        lines.forEach(text::append);
        Files.writeString(file, text);
        System.out.print(text);
    }
}
