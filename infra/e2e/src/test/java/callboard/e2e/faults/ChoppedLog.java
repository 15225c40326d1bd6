package callboard.e2e.faults;

import callboard.contracts.ConnectionSettings;
import callboard.contracts.QueuesMet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/// A log that is written in pieces, lines in two, and is rotated and cut.
final class ChoppedLog {

    private final Path source;
    private final Path log;
    private final Random random = new Random(1);
    private int copied;

    ChoppedLog(Path directory, String name) {
        source = directory.resolve("." + name);
        log = directory.resolve(name);
    }

    /// Where lines are written.
    Path source() {
        return source;
    }

    /// Of a connection that follows it.
    ConnectionSettings settings() throws IOException {
        Files.writeString(log, "");
        return new ConnectionSettings.AsteriskQueueLog(true, QueuesMet.ADOPT, log.toString(), null);
    }

    /// Writes on, up to somewhere.
    void some() throws IOException {
        write(random.nextInt(60));
    }

    /// Writes on, to the end.
    void all() throws IOException {
        write(0);
    }

    private void write(int butFor) throws IOException {
        byte[] written = Files.readAllBytes(source);
        int end = Math.max(copied, written.length - butFor);
        Files.write(
                log, Arrays.copyOfRange(written, copied, end), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        copied = end;
    }

    void rotate() throws IOException {
        all();
        Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Once everything has been read.
    void cut() throws IOException {
        Files.write(log, new byte[0]);
    }
}
