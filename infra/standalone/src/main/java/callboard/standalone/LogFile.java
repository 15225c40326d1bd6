package callboard.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What one part has to say, in a file; the run before is kept beside it.
record LogFile(Path path) {

    private static final int QUOTED_LINES = 12;
    private static final int QUOTED_BYTES = 16_384;

    static LogFile fresh(Path folder, String part) {
        Path path = folder.resolve(part + ".log");
        try {
            Files.createDirectories(folder);
            if (Files.exists(path)) {
                Files.move(path, folder.resolve(part + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            return new LogFile(path);
        } catch (IOException failed) {
            throw new LaunchFailure("The log " + path + " can't be written (" + failed + ").", failed);
        }
    }

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(path.toFile());
    }

    List<String> lastLines() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var file = Files.newByteChannel(path)) {
            file.position(Math.max(0, file.size() - QUOTED_BYTES));
            var bytes = ByteBuffer.allocate(QUOTED_BYTES);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Until the end of the file or of the buffer.
            }
            var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
        } catch (IOException failed) {
            throw new UncheckedIOException("The log " + path + " can't be read", failed);
        }
    }
}
