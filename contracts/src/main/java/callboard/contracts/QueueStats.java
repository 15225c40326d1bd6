package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A queue now, and how it did in the window. `docs/statistics.md` has each formula and its source.
///
/// @param queueId            absent for all queues together
/// @param oldestWaitingSince since when the longest waiting call has waited; absent when none waits
/// @param visits             stays in the queue, or in any, that began in the window: a call that is transferred to a
///         second queue makes a second visit
/// @param offered            for a queue its visits, for all together the calls that began in the window
/// @param answered           those of them that were answered
/// @param answeredWithin     those of them that were answered within the queue's `targetSeconds`, of those
///         that came in its open hours
/// @param abandoned          those of them whose caller gave up before an answer, short abandons included
/// @param shortAbandoned     those of them whose caller gave up within the queue's short-call limit
/// @param transferred        those of them that went on to another queue unanswered
/// @param overflowed         those of them that were sent elsewhere unanswered
/// @param callbacks          those of them that left to be called back
/// @param voicemails         those of them that left a message
/// @param failed             those of them that ended unanswered for any other reason
/// @param serviceLevel       answeredWithin ÷ (offered − shortAbandoned − outsideHours), 0 to 1; absent when
///         nothing was offered
/// @param asa                average speed of answer, in seconds; absent when nothing was answered
/// @param aht                average handle time (talk and hold) of answered calls that have ended, in seconds
/// @param abandonmentRate    (abandoned − shortAbandoned) ÷ (offered − shortAbandoned), 0 to 1
/// @param serviceLevelTarget the service level that the queue aims at, 0 to 1; for all together each queue weighs
///         as much as was offered to it, and it is absent when nothing was
/// @param outsideHours       those of offered that came outside the queue's open hours, but for shortAbandoned;
///         absent for none
/// @param opensAt            when the queue opens next; absent while it is open
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueStats(
        @Nullable String queueId,
        long waiting,
        long active,
        long onHold,
        @Nullable Instant oldestWaitingSince,
        long offered,
        long answered,
        long answeredWithin,
        long abandoned,
        long shortAbandoned,
        @Nullable Double serviceLevel,
        @Nullable Double asa,
        @Nullable Double aht,
        @Nullable Double abandonmentRate,
        long visits,
        long transferred,
        long overflowed,
        long callbacks,
        long voicemails,
        long failed,
        @Nullable Double serviceLevelTarget,
        @Nullable Long outsideHours,
        @Nullable Instant opensAt) {}
