package callboard.calls.intake;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Problem.Issue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sender's own id of an event: from its body, else from the header that its platform sends.
record SenderEventId(@Nullable String id, List<Issue> issues) {

    private static final List<String> HEADERS = List.of("Idempotency-Key", "I-Twilio-Idempotency-Token", "webhook-id");

    private static final List<String> SIGNED = List.of("webhook-id");

    static SenderEventId of(CallEventRequest event, HttpServletRequest request, boolean isSigned) {
        if (event.eventId() != null) {
            return new SenderEventId(event.eventId(), List.of());
        }
        // Where a request is signed, its webhook-id is: any other header may have been changed on the way.
        var headers = isSigned ? SIGNED : HEADERS;
        Optional<String> header =
                headers.stream().filter(name -> request.getHeader(name) != null).findFirst();
        if (header.isEmpty()) {
            return new SenderEventId(null, List.of());
        }
        var id = request.getHeader(header.get());
        return id.matches(CallEventRequest.TEXT)
                ? new SenderEventId(id, List.of())
                : new SenderEventId(
                        null, List.of(new Issue(header.get(), CallEventRequest.TEXT_MESSAGE, "invalid_value")));
    }
}
