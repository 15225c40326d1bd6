package callboard.calls.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/// What pages of the configured origins may do where: read, acknowledge alerts, say whom they call back, and change
/// what is set up; none may send events. An address has the same rules however it is spelled.
@Component
class CrossOriginRules implements CorsConfigurationSource {

    private final UrlBasedCorsConfigurationSource addresses = new UrlBasedCorsConfigurationSource();

    CrossOriginRules(SecurityProperties settings) {
        var reading = rules(settings, "GET", "HEAD");
        // The first that fits counts.
        addresses.registerCorsConfiguration("/api/alerts/**", rules(settings, "GET", "HEAD", "POST"));
        addresses.registerCorsConfiguration("/api/callbacks/**", rules(settings, "GET", "HEAD", "PUT", "DELETE"));
        // With an administrator's key, which a page has only from who typed it there.
        var administering = rules(settings, "GET", "HEAD", "PUT", "POST", "DELETE");
        addresses.registerCorsConfiguration("/api/ops/**", administering);
        addresses.registerCorsConfiguration("/api/queues/*", administering);
        addresses.registerCorsConfiguration("/api/**", reading);
        addresses.registerCorsConfiguration("/health", reading);
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        return addresses.getCorsConfiguration(request);
    }

    private static CorsConfiguration rules(SecurityProperties settings, String... methods) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(settings.allowedOrigins());
        rules.setAllowedMethods(List.of(methods));
        rules.setAllowedHeaders(List.of("*"));
        rules.setExposedHeaders(List.of("Retry-After", "RateLimit", "RateLimit-Policy", "Content-Disposition"));
        rules.setMaxAge(1800L);
        return rules;
    }
}
