package callboard.standalone;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What the person who started Callboard reads: whole lines, calm, one thing each.
final class Console {

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    /// Straight to standard output, since Maven may put words of its own in front of what goes through
    /// `System.out`.
    static Console standardOutput() {
        return new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), true, Charset.defaultCharset()));
    }

    void say(String line) {
        out.println(line.isEmpty() ? "" : "  " + line);
    }

    void ready(String part, Duration took) {
        say(String.format(Locale.ROOT, "%-17s ready in %.1f s", part, took.toMillis() / 1000.0));
    }

    void problem(String sentence) {
        say("");
        say(sentence);
    }

    void quote(List<String> lines) {
        lines.forEach(line -> say("  | " + line));
    }
}
