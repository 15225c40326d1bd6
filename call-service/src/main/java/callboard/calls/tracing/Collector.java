package callboard.calls.tracing;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The OpenTelemetry collector. Where there is one, Spring Boot makes an exporter for it.
@Configuration(proxyBeanMethods = false)
class Collector {

    /// Every collector takes spans at the same path.
    @Bean
    OtlpTracingConnectionDetails collectorAddress(@Value("${callboard.tracing.endpoint}") String endpoint) {
        return _ -> endpoint.replaceAll("/+$", "") + "/v1/traces";
    }
}
