package callboard.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What processes take while a run goes on, as Linux shows it in `/proc`; children count in with their parent, so
/// that PostgreSQL is one process here.
public final class Processes {

    /// @param cpuSeconds since the watch began, user and system
    /// @param megabytes  resident now; memory that processes share is counted once
    public record Use(String name, double cpuSeconds, double megabytes) {}

    // Linux shows times to programs in hundredths of a second, whatever it counts in itself.
    private static final double TICKS_PER_SECOND = 100;
    // After the name of the program, which is in parentheses and may hold anything: state, then 10 others, then the
    // times of the process itself and of children that it has waited for.
    private static final int USER_TIME = 11;
    private static final int TIMES = 4;

    private final Map<String, Long> ids;
    private final Map<String, Long> ticksBefore = new LinkedHashMap<>();

    private Processes(Map<String, Long> ids) {
        this.ids = new LinkedHashMap<>(ids);
        this.ids.forEach((name, id) -> ticksBefore.put(name, ticks(id)));
    }

    /// Watches from now on.
    ///
    /// @param ids process ids by the names that they are reported under
    /// @throws IllegalArgumentException when there is no such process, or no `/proc`
    public static Processes watch(Map<String, Long> ids) {
        ids.forEach((name, id) -> {
            if (!Files.isReadable(Path.of("/proc", id.toString(), "stat"))) {
                throw new IllegalArgumentException("There is no process " + id + " to watch as " + name);
            }
        });
        return new Processes(ids);
    }

    /// In the order in which they were named. A process that has ended has used what it had used by its last
    /// look.
    public List<Use> used() {
        var used = new ArrayList<Use>();
        ids.forEach((name, id) -> used.add(new Use(
                name,
                Math.max(0, ticks(id) - ticksBefore.getOrDefault(name, 0L)) / TICKS_PER_SECOND,
                family(id).mapToLong(Processes::kilobytes).sum() / 1024.0)));
        return used;
    }

    /// A table, with CPU seconds for each thousand of what was done; empty when nothing was watched.
    public String table(long done) {
        if (ids.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(
                String.format(Locale.ROOT, "%n%-20s %8s %12s %8s%n", "process", "CPU s", "CPU s/1000", "MB"));
        for (var use : used()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %8.2f %12.3f %8.0f%n",
                    use.name(),
                    use.cpuSeconds(),
                    done == 0 ? 0 : use.cpuSeconds() * 1000 / done,
                    use.megabytes()));
        }
        return text.toString();
    }

    private static Stream<Long> family(long id) {
        return ProcessHandle.of(id).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid);
    }

    private static long ticks(long id) {
        return family(id)
                .mapToLong(each -> {
                    var stat = read(each, "stat");
                    var fields =
                            stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
                    return fields.length < USER_TIME + TIMES
                            ? 0
                            : Stream.of(fields)
                                    .skip(USER_TIME)
                                    .limit(TIMES)
                                    .mapToLong(Long::parseLong)
                                    .sum();
                })
                .sum();
    }

    private static long kilobytes(long id) {
        return read(id, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /// Nothing of a process that has just ended.
    private static String read(long id, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(id), file));
        } catch (IOException _) {
            return "";
        }
    }
}
