package callboard.calls.connection.queuelog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A log's lines, plain or gzip, and where each begins; positions are those of the plain log. A line that is too long
/// is
/// cut, so that memory is bounded.
final class LogLines {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST = 8 * 1024;
    private static final int GZIP = 0x1f8b;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private long next;

    private LogLines(InputStream in, long next) {
        this.in = in;
        this.next = next;
    }

    /// @param from where to begin
    static LogLines of(InputStream log, long from) throws IOException {
        var plain = plain(log);
        plain.skipNBytes(from);
        return new LogLines(plain, from);
    }

    private static InputStream plain(InputStream log) throws IOException {
        var buffered = new BufferedInputStream(log, BUFFER);
        buffered.mark(2);
        int begins = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return begins == GZIP ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER) : buffered;
    }

    /// @return nothing at the end
    @Nullable
    String read() throws IOException {
        line.reset();
        int each = in.read();
        if (each < 0) {
            return null;
        }
        for (; each >= 0; each = in.read()) {
            next++;
            if (each == '\n') {
                break;
            }
            if (line.size() < LONGEST) {
                line.write(each);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// Where the next line begins.
    long next() {
        return next;
    }
}
