package callboard.calls.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the outbox is emptied.
///
/// @param batch        most rows in one round
/// @param poll         how often to look for rows that another replica stored
/// @param pace         least time from one look for rows to the next while little is stored
/// @param lease        how long a silent replica keeps its partitions of the outbox before others take over
/// @param refusals     how often Redis may refuse one row, while it takes others, before the row is set aside
/// @param lastValueFor how long the last-value cache keeps a call without updates
@Validated
@ConfigurationProperties("callboard.outbox")
record OutboxProperties(
        @Min(1) @Max(5000) @DefaultValue("500") int batch,
        @NotNull @DefaultValue("25ms") Duration poll,
        @NotNull @DefaultValue("2ms") Duration pace,
        @NotNull @DefaultValue("4s") Duration lease,
        @Min(1) @DefaultValue("10") int refusals,
        @NotNull @DefaultValue("24h") Duration lastValueFor) {}
