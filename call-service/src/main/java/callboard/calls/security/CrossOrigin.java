package callboard.calls.security;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Pages from the configured origins may read and acknowledge alerts; none may send events.
@Configuration(proxyBeanMethods = false)
class CrossOrigin implements WebMvcConfigurer, WebMvcRegistrations {

    private final SecuritySettings settings;

    CrossOrigin(SecuritySettings settings) {
        this.settings = settings;
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        var origins = settings.allowedOrigins().toArray(String[]::new);
        // The first that fits counts.
        registry.addMapping("/api/alerts/**").allowedOrigins(origins).allowedMethods("GET", "HEAD", "POST");
        registry.addMapping("/api/**").allowedOrigins(origins).allowedMethods("GET", "HEAD");
        registry.addMapping("/health").allowedOrigins(origins).allowedMethods("GET", "HEAD");
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        var mapping = new RequestMappingHandlerMapping();
        mapping.setCorsProcessor(new SameHostIsSameOrigin());
        return mapping;
    }

    /// A page that came from our own address is no stranger when TLS ends before us, and its origin says `https`.
    private static final class SameHostIsSameOrigin extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
                HttpServletResponse response) throws IOException {
            return isOwn(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST))
                    || super.processRequest(configuration, request, response);
        }

        private static boolean isOwn(@Nullable String origin, @Nullable String host) {
            try {
                return origin != null && host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
            } catch (IllegalArgumentException noOrigin) {
                return false;
            }
        }
    }
}
