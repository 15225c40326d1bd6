package callboard.calls.intake;

import callboard.calls.security.Signatures;
import callboard.calls.web.Arrival;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
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

    private final Duration within;
    private final Signatures signatures;

    Bodies(IntakeProperties settings, Signatures signatures) {
        within = settings.bodyWithin();
        this.signatures = signatures;
    }

    Body read(HttpServletRequest request, int most) throws IOException {
        return switch (Arrival.of(request.getInputStream(), request.getContentLengthLong(), most, within)) {
            case Arrival.TooLarge() -> new Body.TooLarge();
            case Arrival.TooSlow() -> new Body.TooSlow();
            case Arrival.Whole(var bytes) ->
                signatures.doubt(request, bytes).<Body>map(Body.Doubtful::new).orElseGet(() -> new Body.Whole(bytes));
        };
    }
}
