package callboard.calls.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What became of some calls or visits, as counts and sums. As a delta, or of no queue, each may be negative.
///
/// What seldom happens is left out of a row of the journal when it is nought, as it is read so.
///
/// Times are whole milliseconds, so that their sums are exact in whatever order they are added. Every visit that is
/// over is one of answered, abandoned, transferred, overflowed, callbacks, voicemails and failed.
///
/// @param answered       of those offered
/// @param answeredWithin of those answered, within the seconds that their queue aims at
/// @param waitMillis     what the answered had waited, as reported
/// @param abandoned      unanswered and given up by the caller, short abandons included
/// @param handled        answered and over
/// @param handleMillis   talk and hold of the handled
/// @param transferred    unanswered, and sent on to another queue
/// @param overflowed     unanswered, and sent elsewhere
/// @param callbacks      unanswered, and to be called back
/// @param voicemails     unanswered, and recorded
/// @param failed         unanswered, and over for any other reason
/// @param outsideHours   of those offered, neither short abandons nor come while their queue was open
/// @param waits          how many of the answered had waited how long, by [WaitBuckets]
public record Counts(
        long offered,
        long answered,
        long answeredWithin,
        long waitMillis,
        long abandoned,
        long shortAbandoned,
        long handled,
        long handleMillis,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long transferred,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long overflowed,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long callbacks,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long voicemails,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long failed,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long outsideHours,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Integer, Long> waits) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, WaitBuckets.NONE);
    static final Counts ONE_OFFERED = new Counts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, WaitBuckets.NONE);
    static final Counts ONE_TRANSFERRED = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, WaitBuckets.NONE);
    static final Counts ONE_OVERFLOWED = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, WaitBuckets.NONE);
    static final Counts ONE_CALLBACK = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, WaitBuckets.NONE);
    static final Counts ONE_VOICEMAIL = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, WaitBuckets.NONE);
    static final Counts ONE_FAILED = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, WaitBuckets.NONE);

    static Counts outside(int visits) {
        return new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, visits, WaitBuckets.NONE);
    }

    static Counts oneAnswered(boolean within, long waitMillis) {
        return new Counts(0, 1, within ? 1 : 0, waitMillis, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, WaitBuckets.one(waitMillis));
    }

    static Counts oneAbandoned(boolean soon) {
        return new Counts(0, 0, 0, 0, 1, soon ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0, WaitBuckets.NONE);
    }

    static Counts oneHandled(long handleMillis) {
        return new Counts(0, 0, 0, 0, 0, 0, 1, handleMillis, 0, 0, 0, 0, 0, 0, WaitBuckets.NONE);
    }

    public Counts plus(Counts more) {
        return new Counts(
                offered + more.offered,
                answered + more.answered,
                answeredWithin + more.answeredWithin,
                waitMillis + more.waitMillis,
                abandoned + more.abandoned,
                shortAbandoned + more.shortAbandoned,
                handled + more.handled,
                handleMillis + more.handleMillis,
                transferred + more.transferred,
                overflowed + more.overflowed,
                callbacks + more.callbacks,
                voicemails + more.voicemails,
                failed + more.failed,
                outsideHours + more.outsideHours,
                WaitBuckets.plus(waits, more.waits));
    }

    /// The same, when it is known how long they had waited.
    Counts with(SortedMap<Integer, Long> waits) {
        return new Counts(
                offered,
                answered,
                answeredWithin,
                waitMillis,
                abandoned,
                shortAbandoned,
                handled,
                handleMillis,
                transferred,
                overflowed,
                callbacks,
                voicemails,
                failed,
                outsideHours,
                waits);
    }

    public Counts times(int factor) {
        return new Counts(
                offered * factor,
                answered * factor,
                answeredWithin * factor,
                waitMillis * factor,
                abandoned * factor,
                shortAbandoned * factor,
                handled * factor,
                handleMillis * factor,
                transferred * factor,
                overflowed * factor,
                callbacks * factor,
                voicemails * factor,
                failed * factor,
                outsideHours * factor,
                WaitBuckets.times(waits, factor));
    }

    /// Those that the service level is of: all but short abandons and who came outside the open hours.
    long targeted() {
        return offered - shortAbandoned - outsideHours;
    }

    /// Absent for none, as on the wire.
    @Nullable
    Long outsideHoursOrNull() {
        return outsideHours == 0 ? null : outsideHours;
    }

    /// answeredWithin ÷ (offered − shortAbandoned − outsideHours); absent when nothing was offered that counts.
    public @Nullable Double serviceLevel() {
        return ratio(answeredWithin, targeted());
    }

    /// Average speed of answer, in seconds.
    public @Nullable Double asa() {
        return ratio(waitMillis / 1000.0, answered);
    }

    /// Average handle time, in seconds.
    @Nullable
    Double aht() {
        return ratio(handleMillis / 1000.0, handled);
    }

    /// (abandoned − shortAbandoned) ÷ (offered − shortAbandoned).
    public @Nullable Double abandonmentRate() {
        return ratio(abandoned - shortAbandoned, offered - shortAbandoned);
    }

    /// In seconds, what so much of the answered waited at most, as exactly as [WaitBuckets] tell.
    @Nullable
    Double waitPercentile(double share) {
        return WaitBuckets.percentile(waits, share);
    }

    private static @Nullable Double ratio(double part, long whole) {
        return whole == 0 ? null : part / whole;
    }
}
