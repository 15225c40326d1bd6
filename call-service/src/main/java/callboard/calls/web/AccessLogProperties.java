package callboard.calls.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which requests are logged: every one, unless their lines are more than is worth keeping.
///
/// @param errorsFrom every request with this status or a higher one
/// @param slow       every request that took so long
/// @param oneIn      of all others one in so many; 1 for every one, 0 for none
@Validated
@ConfigurationProperties("callboard.access-log")
record AccessLogProperties(
        @Min(100) @Max(600) @DefaultValue("400") int errorsFrom,
        @NotNull @DefaultValue("1s") Duration slow,
        @Min(0) @DefaultValue("1") int oneIn) {}
