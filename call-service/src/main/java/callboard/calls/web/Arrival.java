package callboard.calls.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A body that has come, or why it was not waited for.
public sealed interface Arrival {

    record Whole(byte[] bytes) implements Arrival {}

    record TooLarge() implements Arrival {}

    record TooSlow() implements Arrival {}

    int CHUNK = 8192;
    /// For as long as the container waits between two bytes. Less than the end of the body, which is -1.
    int NOTHING_CAME = -2;

    /// Tomcat limits the time between two bytes; a sender that drips holds a connection no longer than this.
    ///
    /// @param announced the length that the sender has told; -1 when it has not
    static Arrival of(InputStream in, long announced, int most, Duration within) throws IOException {
        if (announced > most) {
            return new TooLarge();
        }
        long begun = System.nanoTime();
        var bytes = new ByteArrayOutputStream(Math.clamp(announced, 256, CHUNK));
        var chunk = new byte[CHUNK];
        int read;
        while ((read = next(in, chunk)) >= 0) {
            bytes.write(chunk, 0, read);
            if (bytes.size() > most) {
                return new TooLarge();
            }
            if (System.nanoTime() - begun > within.toNanos()) {
                return new TooSlow();
            }
        }
        return read == NOTHING_CAME ? new TooSlow() : new Whole(bytes.toByteArray());
    }

    private static int next(InputStream in, byte[] chunk) throws IOException {
        try {
            return in.read(chunk);
        } catch (IOException broken) {
            if (broken instanceof SocketTimeoutException || broken.getCause() instanceof SocketTimeoutException) {
                return NOTHING_CAME;
            }
            throw broken;
        }
    }
}
