package callboard.calls.intake;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Problem.Issue;
import callboard.contracts.SenderEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The sender's own id of an event: from its body, else from the header that its platform sends.
record SenderEventId(@Nullable String id, List<Issue> issues) {

    private static final List<String> HEADERS = List.of("Idempotency-Key", "I-Twilio-Idempotency-Token", "webhook-id");

    private static final List<String> SIGNED = List.of("webhook-id");

    // A string of RFC 9651, as the draft on Idempotency-Key wants it, and parameters, which say nothing to us.
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\" *(?:;.*)?");
    private static final Pattern TEXT = Pattern.compile(CallEventRequest.TEXT);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    static SenderEventId of(SenderEvent event, HttpServletRequest request, boolean isSigned) {
        if (event.eventId() != null) {
            return new SenderEventId(event.eventId(), List.of());
        }
        // Where a request is signed, its webhook-id is: any other header may have been changed on the way.
        var headers = isSigned ? SIGNED : HEADERS;
        return headers.stream()
                .filter(name -> request.getHeader(name) != null)
                .findFirst()
                .map(name -> of(name, Collections.list(request.getHeaders(name))))
                .orElseGet(() -> new SenderEventId(null, List.of()));
    }

    private static SenderEventId of(String header, List<String> values) {
        var ids = values.stream().map(SenderEventId::unquoted).distinct().toList();
        if (ids.size() > 1) {
            return invalid(header, "must be given once");
        }
        var id = ids.getFirst();
        return TEXT.matcher(id).matches() && !id.isBlank()
                ? new SenderEventId(id, List.of())
                : invalid(header, CallEventRequest.TEXT_MESSAGE);
    }

    private static String unquoted(String value) {
        var quoted = QUOTED.matcher(value.strip());
        return quoted.matches() ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1") : value;
    }

    private static SenderEventId invalid(String header, String message) {
        return new SenderEventId(null, List.of(new Issue(header, message, "invalid_value")));
    }
}
