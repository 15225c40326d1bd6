package callboard.calls.queue;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How queues are kept in memory.
///
/// @param reread how often to look for queues that another replica changed
@Validated
@ConfigurationProperties("callboard.queues")
record QueueProperties(@NotNull @DefaultValue("1s") Duration reread) {}
