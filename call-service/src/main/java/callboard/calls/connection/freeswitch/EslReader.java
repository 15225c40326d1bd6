package callboard.calls.connection.freeswitch;

import callboard.calls.connection.message.BoundedReader;
import callboard.calls.connection.message.LineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a stream of messages. Whatever is sent, no more than bounded headers and a bounded body are kept in memory.
///
/// What was read when the stream timed out is kept for the next attempt.
final class EslReader {

    private static final int MOST_LINES = 256;
    private static final int LARGEST_BODY = 16 * 1024 * 1024;

    private final BoundedReader in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private final List<String> lines = new ArrayList<>();
    private @Nullable Map<String, String> headers;
    private int missing;

    EslReader(InputStream in) {
        this.in = new BoundedReader(in);
    }

    /// The next message; null at the end of the stream. One that was not finished is none.
    @Nullable
    EslMessage next() throws IOException {
        var head = headers == null ? head() : headers;
        if (head == null) {
            return null;
        }
        while (missing > 0) {
            var chunk = new byte[Math.min(missing, BoundedReader.CHUNK)];
            int read = in.read(chunk);
            if (read < 0) {
                return null;
            }
            body.write(chunk, 0, read);
            missing -= read;
        }
        var message = new EslMessage(head, body.toString(StandardCharsets.UTF_8), null);
        body.reset();
        headers = null;
        return message;
    }

    private @Nullable Map<String, String> head() throws IOException {
        for (var read = in.line(); read != null; read = in.line()) {
            if (read.isEmpty() && !lines.isEmpty()) {
                var head = EslMessage.fields(lines);
                lines.clear();
                missing = length(head.getOrDefault("Content-Length", "0"));
                headers = head;
                return head;
            }
            if (!read.isEmpty() && lines.size() < MOST_LINES) {
                lines.add(read);
            }
        }
        return null;
    }

    private static int length(String text) throws LineException {
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= LARGEST_BODY) {
                return length;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        var shown = text.substring(0, Math.min(text.length(), 40));
        throw new LineException("A message of " + shown + " bytes is none that is taken");
    }

    /// Whether there is more to read without waiting.
    boolean hasMore() throws IOException {
        return in.hasMore();
    }
}
