package callboard.calls.intake;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How events that come too early are kept.
///
/// @param hold how long one may wait for its turn
/// @param most how many may wait at once; beyond it senders are answered to try later
/// @param keep how long ops can see what became of one
@Validated
@ConfigurationProperties("callboard.parking")
record DeferredEventProperties(
        @NotNull @DefaultValue("60s") Duration hold,
        @Min(0) @DefaultValue("10000") int most,
        @NotNull @DefaultValue("7d") Duration keep) {}
