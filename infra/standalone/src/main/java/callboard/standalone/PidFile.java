package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Remembers a process across runs, so that what a killed launcher left behind can be found and ended.
record PidFile(Path path) {

    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(3);

    static PidFile of(Path folder, String part) {
        return new PidFile(folder.resolve(part + ".pid"));
    }

    void write(ProcessHandle process) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, process.pid() + " " + started);
        } catch (IOException failed) {
            throw new LaunchFailure("The file " + path + " can't be written (" + failed + ").", failed);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new LaunchFailure("The file " + path + " can't be deleted (" + failed + ").", failed);
        }
    }

    /// The remembered process if it still runs; another that has since been given its number does not count.
    Optional<ProcessHandle> process() {
        try {
            String[] words = Files.readString(path).strip().split(" ");
            Instant started = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(Long.parseLong(words[0])).filter(found -> startedAt(found, started));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    private static boolean startedAt(ProcessHandle found, Instant started) {
        return found.info()
                .startInstant()
                .map(actual -> Duration.between(actual, started).abs().compareTo(CLOCKS_MAY_DIFFER) < 0)
                .orElse(false);
    }
}
