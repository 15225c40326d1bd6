package callboard.calls.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much replaying a replica does.
///
/// @param atOnce replays read at the same time; 0 for none at all. A busy hour is a second's work
@Validated
@ConfigurationProperties("callboard.replays")
record ReplayProperties(@Min(0) @Max(100) @DefaultValue("2") int atOnce) {}
