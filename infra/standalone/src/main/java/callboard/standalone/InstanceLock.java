package callboard.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Held by the one launcher that works in a home folder; the system releases it however that launcher ends.
final class InstanceLock {

    // Kept for as long as this process lives: a lock that is forgotten is released by the garbage collector.
    private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

    private InstanceLock() {}

    static void take(Path run) {
        PidFile holder = PidFile.of(run, "launcher");
        try {
            Files.createDirectories(run);
            var channel = FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new LaunchFailure("Callboard already runs in " + run.getParent()
                        + holder.process()
                                .map(process -> " (process " + process.pid() + ")")
                                .orElse("")
                        + ": stop that one with Ctrl-C, or give this one a folder of its own with"
                        + " -Dcallboard.home=DIR and ports of its own with -Dcallboard.port.dashboard=PORT,"
                        + " -Dcallboard.port.calls=PORT and -Dcallboard.port.realtime=PORT.");
            }
            holder.write(ProcessHandle.current());
            HELD.add(lock);
        } catch (IOException failed) {
            throw new LaunchFailure(
                    "The folder " + run + " can't be written (" + failed
                            + "): choose another with -Dcallboard.home=DIR.",
                    failed);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
