package callboard.calls.connection.message;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a stream by lines and by bytes. A longer line is cut, so that no more than one is kept in memory.
///
/// What was read of a line when the stream timed out is kept for the next attempt.
public final class BoundedReader {

    /// So much is read at once.
    public static final int CHUNK = 16 * 1024;

    private static final int LONGEST_LINE = 16 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

    public BoundedReader(InputStream in) {
        this.in = new BufferedInputStream(in, CHUNK);
    }

    /// The next line; null at the end of the stream. One that was not finished is none.
    public @Nullable String line() throws IOException {
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

    /// As a stream reads.
    public int read(byte[] chunk) throws IOException {
        return in.read(chunk);
    }

    /// Whether there is more to read without waiting.
    public boolean hasMore() throws IOException {
        return in.available() > 0;
    }
}
