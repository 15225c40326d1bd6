package callboard.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process on this machine uses, as Linux tells it.
public final class ServerProcess {

    private static final double TICKS_PER_SECOND = 100;

    private final Path folder;

    public ServerProcess(long pid) {
        folder = Path.of("/proc", Long.toString(pid));
        if (!Files.isReadable(folder.resolve("stat"))) {
            throw new IllegalArgumentException("There is no process " + pid + " on this machine");
        }
    }

    /// Since it started, by all of its threads, in user and kernel mode.
    public double cpuSeconds() throws IOException {
        var stat = Files.readString(folder.resolve("stat"));
        // What comes before may hold blanks: its name, in brackets.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /// The memory it has in use now (RSS), in kilobytes.
    public long residentKilobytes() throws IOException {
        try (var lines = Files.lines(folder.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .orElseThrow(() -> new IOException(folder + " tells no VmRSS"));
        }
    }
}
