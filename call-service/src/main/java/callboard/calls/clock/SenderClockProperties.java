package callboard.calls.clock;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How senders' clocks are followed.
///
/// @param exchange how often replicas tell each other how far senders lag behind
@Validated
@ConfigurationProperties("callboard.sender-clocks")
record SenderClockProperties(@NotNull @DefaultValue("200ms") Duration exchange) {}
