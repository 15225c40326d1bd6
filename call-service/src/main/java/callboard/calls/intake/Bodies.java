package callboard.calls.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

import callboard.calls.security.Signatures;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// Reads bodies that are neither too large nor too slow in coming, and are as their senders signed them.
@Component
class Bodies {

    /// A body, or what is wrong with it.
    sealed interface Body {
        record Whole(byte[] bytes) implements Body {}

        record TooLarge() implements Body {}

        record TooSlow() implements Body {}

        /// Its signature is missing or wrong.
        record Doubtful(String why) implements Body {}
    }

    private static final int CHUNK = 8192;

    private final Duration within;
    private final Signatures signatures;

    Bodies(IntakeSettings settings, Signatures signatures) {
        within = settings.bodyWithin();
        this.signatures = signatures;
    }

    /// Tomcat limits the time between two bytes; a sender that drips holds a connection no longer than this.
    Body read(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            return new Body.TooLarge();
        }
        long begun = System.nanoTime();
        var bytes = new ByteArrayOutputStream(Math.clamp(request.getContentLengthLong(), 256, CHUNK));
        var chunk = new byte[CHUNK];
        var in = request.getInputStream();
        int read;
        while ((read = in.read(chunk)) >= 0) {
            bytes.write(chunk, 0, read);
            if (bytes.size() > most) {
                return new Body.TooLarge();
            }
            if (System.nanoTime() - begun > within.toNanos()) {
                return new Body.TooSlow();
            }
        }
        var body = bytes.toByteArray();
        return signatures.doubt(request, body).<Body>map(Body.Doubtful::new).orElseGet(() -> new Body.Whole(body));
    }
}
