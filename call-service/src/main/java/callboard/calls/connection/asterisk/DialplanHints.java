package callboard.calls.connection.asterisk;

import callboard.calls.connection.asterisk.QueueCall.Place;
import callboard.contracts.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What became of a caller who left a queue unanswered, as far as where the channel went in the dialplan shows.
///
/// `QueueCallerAbandon` alone doesn't say: it also comes when the time is up, and the call goes on.
final class DialplanHints {

    private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");
    private static final Pattern VOICEMAIL = Pattern.compile("voice-?mail|(?:^|[^a-z])vm(?:[^a-z]|$)");
    // Between leaving the queue and the hang-up of a caller who gave up.
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private DialplanHints() {}

    static boolean isVoicemail(@Nullable String name) {
        return name != null && VOICEMAIL.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /// @param hasLeft       whether it is known to have left the queue
    /// @param joinedAt      where it came to the queue; absent when that was before the connection
    /// @param now           where its channel is now; absent when that is not known
    /// @param isAbandonSeen whether Asterisk called it abandoned
    static EndReason unanswered(
            boolean hasLeft,
            @Nullable Place joinedAt,
            @Nullable Place now,
            boolean isAbandonSeen,
            @Nullable Instant leftAt,
            Instant at,
            AsteriskRules rules) {
        if (now != null && (isVoicemail(now.extension()) || isVoicemail(now.context())) && !now.equals(joinedAt)) {
            return EndReason.VOICEMAIL;
        }
        boolean isAtKey = now != null && isKey(now.extension()) && !now.equals(joinedAt);
        if (!hasLeft) {
            return isAtKey && joinedAt != null ? rules.onKey() : EndReason.ABANDONED;
        }
        boolean isSomewhere = joinedAt == null ? isAtKey : !joinedAt.equals(now);
        if (leftAt != null && now != null && !isSomewhere && at.isBefore(leftAt.plus(AT_ONCE))) {
            return EndReason.ABANDONED;
        }
        return !isAbandonSeen && (joinedAt != null || isAtKey) ? rules.onKey() : rules.onTimeout();
    }

    /// A key leads to the extension of that name.
    private static boolean isKey(@Nullable String extension) {
        return extension != null && KEY.matcher(extension).matches();
    }
}
