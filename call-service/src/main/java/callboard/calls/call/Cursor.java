package callboard.calls.call;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import callboard.contracts.Call;
import callboard.contracts.CallEventRequest;

/// Where a page ended: the next one begins with the first call after it, however many came in front since.
record Cursor(Instant startTime, String id) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    static Cursor after(Call call) {
        return new Cursor(call.startTime(), call.id());
    }

    static Optional<Cursor> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return parts.length == 2 && parts[1].matches(CallEventRequest.ID)
                    ? Optional.of(new Cursor(Instant.parse(parts[0]), parts[1])).filter(Cursor::plausible)
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// No call begins at another time, and no database keeps all that `Instant` can tell.
    private boolean plausible() {
        return !startTime.isBefore(Instant.EPOCH) && !startTime.isAfter(LATEST);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((startTime + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
