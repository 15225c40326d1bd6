package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.BoundedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a stream of messages, each a block of lines that ends with an empty one. Whatever is sent, no more than a
/// block is kept in memory: a longer line is cut, further lines of a block are left out.
///
/// What was read when the stream timed out is kept for the next attempt.
final class AmiReader {

    private static final int MOST_LINES = 512;
    private static final int LARGEST_BLOCK = 256 * 1024;

    private final BoundedReader in;
    private List<String> block = new ArrayList<>();
    private int size;

    AmiReader(InputStream in) {
        this.in = new BoundedReader(in);
    }

    /// The first line, which says what is spoken here; null when there is none.
    @Nullable
    String banner() throws IOException {
        return in.line();
    }

    /// The next message; null at the end of the stream. One that was not finished is none.
    @Nullable
    AmiMessage next() throws IOException {
        for (var read = in.line(); read != null; read = in.line()) {
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
        return in.hasMore();
    }
}
