package callboard.tracing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where spans are sent, as OTLP over HTTP.
///
/// @param endpoint of the collector, such as `http://collector:4318`; empty for no tracing at all
/// @param share    of the requests without a trace of their own that are traced, 0 to 1; with one, its sender
///         decides
/// @param every    how often spans are sent
/// @param headers  `name=value`, for collectors that want to know who sends
@Validated
@ConfigurationProperties("callboard.tracing")
record TracingSettings(
        @NotNull @DefaultValue("") @Pattern(regexp = "|https?://.+", message = "must be an http or https address")
        String endpoint,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.1")
        double share,

        @NotNull @DefaultValue("2s") Duration every,
        @NotNull List<@Pattern(regexp = "[^=]+=.*", message = "must be name=value") String> headers) {

    boolean isOn() {
        return !endpoint.isEmpty();
    }

    /// Collectors take spans at a path that every one of them has.
    String traces() {
        return endpoint.replaceAll("/+$", "") + "/v1/traces";
    }
}
