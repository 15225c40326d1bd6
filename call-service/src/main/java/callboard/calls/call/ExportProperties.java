package callboard.calls.call;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much exporting a replica does.
///
/// @param atOnce  exports under way at the same time; 0 for none at all
/// @param longest after which one is broken off: who reads that slowly keeps others waiting
@Validated
@ConfigurationProperties("callboard.exports")
record ExportProperties(
        @Min(0) @Max(100) @DefaultValue("2") int atOnce,
        @NotNull @DefaultValue("15m") Duration longest) {}
