package callboard.calls.security;

import java.io.IOException;
import java.util.List;

import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/// Pages from the configured origins may read; none may send events. Before everything else, so that a page also gets to
/// read why it was turned away.
@Configuration(proxyBeanMethods = false)
class CrossOrigin {

    @Bean
    FilterRegistrationBean<CorsFilter> crossOriginFilter(SecuritySettings settings, JsonMapper json) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(settings.allowedOrigins());
        rules.setAllowedMethods(List.of("GET", "HEAD"));
        rules.setAllowedHeaders(List.of("*"));
        rules.setExposedHeaders(List.of("Retry-After", "RateLimit", "RateLimit-Policy", "Content-Disposition"));
        rules.setMaxAge(1800L);
        var addresses = new UrlBasedCorsConfigurationSource();
        addresses.registerCorsConfiguration("/api/**", rules);
        addresses.registerCorsConfiguration("/health", rules);
        var filter = new CorsFilter(addresses);
        filter.setCorsProcessor(new Processor(json));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /// Spring's, which would say so in plain text.
    private static final class Processor extends DefaultCorsProcessor {

        private final JsonMapper json;

        Processor(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getBody().write(json.writeValueAsBytes(Problems.problem(HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN,
                    "Pages of this origin may not do that: see callboard.security.allowed-origins", Trace.begun())));
            response.flush();
        }
    }
}
