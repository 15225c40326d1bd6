package callboard.calls.intake;

import callboard.calls.lifecycle.TimeoutPolicy;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When Callboard notices things that no queue decides.
///
/// @param warnAt     share of a limit at which dashboards are warned, 0 to 1
/// @param staleAfter silence after which a call is flagged
/// @param lostAfter  silence after which a call is ended as failed
@Validated
@ConfigurationProperties("callboard.patience")
record TimeoutProperties(
        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.8")
        double warnAt,

        @NotNull @DefaultValue("4h") Duration staleAfter,
        @NotNull @DefaultValue("5h") Duration lostAfter) {

    @AssertTrue(message = "lost-after must be longer than stale-after")
    boolean isOrderly() {
        return lostAfter.compareTo(staleAfter) > 0;
    }

    TimeoutPolicy policy() {
        return new TimeoutPolicy(warnAt, staleAfter, lostAfter);
    }
}
