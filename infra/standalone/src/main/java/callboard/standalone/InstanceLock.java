package callboard.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Held by the one launcher that works in a home folder, which keeps a reference to it: the garbage collector
/// releases a lock that is forgotten. The system releases it however that launcher ends.
record InstanceLock(FileLock lock) implements AutoCloseable {

    static InstanceLock take(Path run) {
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
            return new InstanceLock(lock);
        } catch (IOException failed) {
            throw new LaunchFailure(
                    "The folder " + run + " can't be written (" + failed
                            + "): choose another with -Dcallboard.home=DIR.",
                    failed);
        }
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException failed) {
            throw new LaunchFailure("The lock of Callboard's folder can't be released (" + failed + ").", failed);
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
