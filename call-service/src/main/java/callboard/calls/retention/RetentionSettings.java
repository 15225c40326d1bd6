package callboard.calls.retention;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long ended calls are kept, `90d` or `P90D`. `callboard.retention.every` (5s) is the pause between two batches.
///
/// @param keep  since a call's end
/// @param batch most calls that are removed at a time
@Validated
@ConfigurationProperties("callboard.retention")
record RetentionSettings(
        @NotNull @DefaultValue("90d") Duration keep,
        @Min(1) @Max(10000) @DefaultValue("500") int batch) {

    @AssertTrue(message = "keep must be longer than nothing")
    boolean isSane() {
        return keep != null && keep.isPositive();
    }
}
