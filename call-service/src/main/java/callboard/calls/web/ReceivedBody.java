package callboard.calls.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A request's body in full, or why it was given up.
public sealed interface ReceivedBody {

    record Complete(byte[] bytes) implements ReceivedBody {}

    record TooLarge() implements ReceivedBody {}

    record TooSlow() implements ReceivedBody {}

    int CHUNK = 8192;
    /// Nothing came for as long as the container waits between two bytes. Less than the end of the body, which is -1.
    int TIMED_OUT = -2;

    /// Reads the body to its end. Tomcat limits the time between two bytes; a sender that drips holds a connection no
    /// longer than `timeout`.
    ///
    /// @param contentLength as the sender announced it; -1 when it did not
    static ReceivedBody read(InputStream in, long contentLength, int maxBytes, Duration timeout) throws IOException {
        if (contentLength > maxBytes) {
            return new TooLarge();
        }
        long begun = System.nanoTime();
        var bytes = new ByteArrayOutputStream(Math.clamp(contentLength, 256, CHUNK));
        var chunk = new byte[CHUNK];
        int read;
        while ((read = next(in, chunk)) >= 0) {
            bytes.write(chunk, 0, read);
            if (bytes.size() > maxBytes) {
                return new TooLarge();
            }
            if (System.nanoTime() - begun > timeout.toNanos()) {
                return new TooSlow();
            }
        }
        return read == TIMED_OUT ? new TooSlow() : new Complete(bytes.toByteArray());
    }

    private static int next(InputStream in, byte[] chunk) throws IOException {
        try {
            return in.read(chunk);
        } catch (IOException broken) {
            if (broken instanceof SocketTimeoutException || broken.getCause() instanceof SocketTimeoutException) {
                return TIMED_OUT;
            }
            throw broken;
        }
    }
}
