package callboard.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The last lines of a log, however long it has become.
final class LogTail {

    private static final int LINES = 12;
    private static final int BYTES = 16_384;

    private LogTail() {}

    static List<String> of(Path log) {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - BYTES));
            var bytes = ByteBuffer.allocate(BYTES);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Until the end of the file or of the buffer.
            }
            var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
