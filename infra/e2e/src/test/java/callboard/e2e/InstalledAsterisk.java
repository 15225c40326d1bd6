package callboard.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// An Asterisk with queues that somebody has set up, and the commands with which it can be played upon.
final class InstalledAsterisk {

    private static final Pattern QUEUE = Pattern.compile("^(\\S+) has (\\d+) calls? .*");
    private static final Pattern TALKS = Pattern.compile("^ +(.+?) \\([^()]*/[^()]*\\).* \\(in call\\).*");

    /// What `queue show` says: how many wait in each queue, and who talks.
    record Shown(Map<String, Long> waiting, TreeSet<String> talking) {}

    /// `host:port` of its Manager Interface.
    String manager() {
        return told("ami");
    }

    String username() {
        return told("user");
    }

    String secret() {
        return told("secret");
    }

    Path queueLog() {
        return Path.of(told("queue-log"));
    }

    /// Plays calls; the process ends with the last one. What became of them is for the log to say, not for it.
    Process playCalls() throws IOException {
        return new ProcessBuilder("sh", "-c", told("calls"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Kills it and starts it again.
    void restart() throws IOException, InterruptedException {
        run(told("restart"));
    }

    Shown show() throws IOException, InterruptedException {
        var waiting = new TreeMap<String, Long>();
        var talking = new TreeSet<String>();
        for (var line : run(told("console") + " 'queue show'").lines().toList()) {
            var queue = QUEUE.matcher(line);
            var member = TALKS.matcher(line);
            if (queue.matches() && !queue.group(2).equals("0")) {
                waiting.put(queue.group(1), Long.valueOf(queue.group(2)));
            } else if (member.matches()) {
                talking.add(member.group(1));
            }
        }
        return new Shown(waiting, talking);
    }

    private static String run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said : fail("%s failed: %s", command, said);
    }

    private static String told(String name) {
        var value = System.getProperty("asterisk." + name);
        return value == null || value.isBlank() ? fail("Say -Dasterisk.%s=…: see docs/testing.md", name) : value;
    }
}
