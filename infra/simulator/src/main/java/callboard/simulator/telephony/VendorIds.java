package callboard.simulator.telephony;

import callboard.contracts.EndReason;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Ids as vendors make them, the same for the same thing each time.
final class VendorIds {

    private VendorIds() {}

    /// `3f2b…-…`, of whatever identifies it here.
    static String uuid(Object... of) {
        return UUID.nameUUIDFromBytes(joined(of).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /// Twilio's: two letters and 32 digits.
    static String sid(String letters, Object... of) {
        return letters + uuid(of).replace("-", "");
    }

    private static String joined(Object... of) {
        var text = new StringBuilder();
        for (var each : of) {
            text.append(each).append('/');
        }
        return text.toString();
    }

    /// For who knows no more than whether somebody had answered.
    static EndReason answeredOrNot(boolean isTalking) {
        return isTalking ? EndReason.COMPLETED : EndReason.ABANDONED;
    }
}
