package callboard.calls.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/// For requests that turn out to hold more than one event.
public final class Allowances {

    private Allowances() {}

    /// Counts what the request holds beyond the first event, which was counted when it came in.
    ///
    /// @return what to answer if that is more than its sender may send now; then none of it is counted
    public static Optional<ResponseEntity<Object>> spendBeyondTheFirst(HttpServletRequest request, int events) {
        var allowance = Gate.keyOf(request).allowance;
        int more = events - 1;
        return more <= 0 || allowance.spend(more) ? Optional.empty() : Optional.of(allowance.refusal(more, request));
    }
}
