package callboard.calls.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// Reads bodies that are neither too large nor too slow in coming.
@Component
class Bodies {

    /// A body, or what is wrong with it.
    sealed interface Body {
        record Whole(byte[] bytes) implements Body {}

        record TooLarge() implements Body {}

        record TooSlow() implements Body {}
    }

    private static final int CHUNK = 8192;

    private final Duration within;

    Bodies(IntakeSettings settings) {
        within = settings.bodyWithin();
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
        return new Body.Whole(bytes.toByteArray());
    }
}
