package callboard.calls.connection.queuelog;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A log's lines, plain or gzip, and where each begins; positions are those of the plain log. A line that is too long
/// is cut, so that memory is bounded.
final class LogLines {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST = 8 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int begin;
    private int end;
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
        var marked = new PushbackInputStream(log, 2);
        var first = marked.readNBytes(2);
        marked.unread(first);
        boolean isGzip = first.length == 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b;
        return isGzip ? new GZIPInputStream(marked, BUFFER) : marked;
    }

    /// @return nothing at the end
    @Nullable
    String read() throws IOException {
        for (int at = begin; ; at++) {
            if (at == end) {
                at = cut();
                int some = in.read(buffer, end, buffer.length - end);
                if (some < 0) {
                    return end == begin ? null : line(end, 0);
                }
                end += some;
            }
            if (buffer[at] == '\n') {
                return line(at, 1);
            }
        }
    }

    /// Makes room behind what there is of the line.
    ///
    /// @return where what is read next begins
    private int cut() {
        int kept = Math.min(end - begin, LONGEST);
        next += end - begin - kept;
        System.arraycopy(buffer, begin, buffer, 0, kept);
        begin = 0;
        end = kept;
        return end;
    }

    private String line(int to, int ending) {
        var line = new String(buffer, begin, Math.min(to - begin, LONGEST), StandardCharsets.UTF_8);
        next += to - begin + ending;
        begin = to + ending;
        return line;
    }

    /// Where the next line begins.
    long next() {
        return next;
    }
}
