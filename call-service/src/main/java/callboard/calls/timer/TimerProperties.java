package callboard.calls.timer;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How deadlines are noticed.
///
/// @param every how often to look for what is due
@Validated
@ConfigurationProperties("callboard.timers")
record TimerProperties(@NotNull @DefaultValue("250ms") Duration every) {}
