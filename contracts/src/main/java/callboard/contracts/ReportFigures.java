package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What became of the calls, or of a queue's visits, that began in a time. `docs/statistics.md` has each formula and
/// its source; they are those of [QueueStats].
///
/// @param visits             stays in queues; of a queue the same as `offered`
/// @param waitP50            half of the answered waited so long at most, in seconds; absent when nothing was answered
/// @param waitP80            four fifths of them
/// @param waitP95            all but one in twenty of them
/// @param serviceLevelTarget the service level that the queue aimed at when the interval ended, 0 to 1; of several
///         queues or intervals each weighs as much as was offered; absent when nothing was
/// @param outsideHours       those left out of the service level since they came outside their queue's open hours;
///         absent for none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportFigures(
        long offered,
        long visits,
        long answered,
        long answeredWithin,
        long abandoned,
        long shortAbandoned,
        long transferred,
        long overflowed,
        long callbacks,
        long voicemails,
        long failed,
        @Nullable Double serviceLevel,
        @Nullable Double asa,
        @Nullable Double aht,
        @Nullable Double abandonmentRate,
        @Nullable Double waitP50,
        @Nullable Double waitP80,
        @Nullable Double waitP95,
        @Nullable Double serviceLevelTarget,
        @Nullable Long outsideHours) {}
