package callboard.calls.connection.asterisk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a stream of messages, each a block of lines that ends with an empty one. Whatever is sent, no more than a
/// block
/// is kept in memory: a longer line is cut, further lines of a block are left out.
///
/// What was read when the stream timed out is kept for the next attempt.
final class AmiReader {

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 512;
    private static final int LARGEST_BLOCK = 256 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private List<String> block = new ArrayList<>();
    private int size;

    AmiReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /// The first line, which says what is spoken here; null when there is none.
    @Nullable
    String banner() throws IOException {
        return line();
    }

    /// The next message; null at the end of the stream. One that was not finished is none.
    @Nullable
    AmiMessage next() throws IOException {
        for (var read = line(); read != null; read = line()) {
            if (read.isEmpty() && !block.isEmpty()) {
                var message = AmiMessage.of(block);
                block = new ArrayList<>();
                size = 0;
                return message;
            }
            if (!read.isEmpty() && block.size() < MOST_LINES && size < LARGEST_BLOCK) {
                block.add(read);
                size += read.length();
            }
        }
        return null;
    }

    /// Whether there is more to read without waiting.
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    private @Nullable String line() throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                var read = line.toString(StandardCharsets.UTF_8);
                line.reset();
                return read;
            }
            if (next != '\r' && line.size() < LONGEST_LINE) {
                line.write(next);
            }
        }
        return null;
    }
}
