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

    static Cursor after(Call call) {
        return new Cursor(call.startTime(), call.id());
    }

    static Optional<Cursor> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return parts.length == 2 && parts[1].matches(CallEventRequest.ID)
                    ? Optional.of(new Cursor(Instant.parse(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((startTime + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
