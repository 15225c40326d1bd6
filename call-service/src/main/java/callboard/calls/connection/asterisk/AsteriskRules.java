package callboard.calls.connection.asterisk;

import callboard.contracts.EndReason;
import java.time.Duration;

/// What Asterisk's messages leave open.
///
/// @param onKey     what a caller gets who leaves a queue by a key
/// @param onTimeout where a caller is sent who has waited too long, unless it is seen to be a voicemail
public record AsteriskRules(EndReason onKey, EndReason onTimeout) {

    /// A key asks for a call back; whoever waits too long is sent elsewhere.
    public static final AsteriskRules STANDARD = new AsteriskRules(EndReason.CALLBACK, EndReason.OVERFLOWED);

    /// For so long a caller who has left a queue unanswered may come to another one, and still be the same call.
    public static final Duration LEFT = Duration.ofSeconds(30);

    /// Likewise one whom an agent has transferred.
    public static final Duration TRANSFERRED = Duration.ofSeconds(5);
}
