package callboard.calls.retention;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long ended calls and alerts are kept, `90d` or `P90D`.
///
/// @param keep           since a call's end, and since it was last heard of; events from before that are refused
/// @param keepAlerts     since an alert was noticed; it goes with its call if that goes first
/// @param keepStatistics what was counted of a minute, or of an agent's day
/// @param keepChanges    what administrators have changed
/// @param batch          most calls, alerts, or rows of statistics, that are removed at a time
/// @param every          pause between two batches, unless there is more to remove: then batches take a quarter of the
/// time
@Validated
@ConfigurationProperties("callboard.retention")
public record RetentionProperties(
        @NotNull @DefaultValue("90d") Duration keep,
        @NotNull @DefaultValue("30d") Duration keepAlerts,
        @NotNull @DefaultValue("400d") Duration keepStatistics,
        @NotNull @DefaultValue("400d") Duration keepChanges,
        @Min(1) @Max(10000) @DefaultValue("500") int batch,
        @NotNull @DefaultValue("5s") Duration every) {

    @AssertTrue(
            message =
                    "keep, keep-alerts and keep-changes must be longer than nothing, and keep-statistics longer than a week")
    boolean isSane() {
        return keep != null
                && keep.isPositive()
                && keepAlerts != null
                && keepAlerts.isPositive()
                && keepChanges != null
                && keepChanges.isPositive()
                && keepStatistics != null
                && keepStatistics.compareTo(Duration.ofDays(7)) > 0;
    }
}
