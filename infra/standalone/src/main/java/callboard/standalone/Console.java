package callboard.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What the person who started Callboard reads: whole lines, calm, one thing each.
public final class Console {

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line.isEmpty() ? "" : "  " + line);
    }

    void ready(String component, Duration took) {
        say(String.format(Locale.ROOT, "%-17s ready in %.1f s", component, took.toMillis() / 1000.0));
    }

    void problem(String sentence) {
        say("");
        say(sentence);
    }

    void quote(List<String> lines) {
        lines.forEach(line -> say("  | " + line));
    }
}
