package callboard.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// Whose CPU time and memory a run reports, besides its own.
public final class WatchedProcesses {

    @Option(
            names = "--pid",
            paramLabel = "NAME=ID",
            description = "A process to report the CPU time and memory of, its children's included. May be repeated.")
    private Map<String, Long> ids = new LinkedHashMap<>();

    /// From now on.
    public Processes watch() {
        if (ids.isEmpty()) {
            return Processes.watch(Map.of());
        }
        var all = new LinkedHashMap<>(ids);
        all.put("benchmarks", ProcessHandle.current().pid());
        return Processes.watch(all);
    }
}
