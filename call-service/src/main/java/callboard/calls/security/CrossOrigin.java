package callboard.calls.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Pages from the configured origins may read; none may send events.
@Configuration(proxyBeanMethods = false)
class CrossOrigin implements WebMvcConfigurer {

    private final SecuritySettings settings;

    CrossOrigin(SecuritySettings settings) {
        this.settings = settings;
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        var origins = settings.allowedOrigins().toArray(String[]::new);
        registry.addMapping("/api/**").allowedOrigins(origins).allowedMethods("GET", "HEAD");
        registry.addMapping("/health").allowedOrigins(origins).allowedMethods("GET", "HEAD");
    }
}
