package callboard.calls.security;

import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/// Holds pages to [CrossOriginRules], before everything else, so that a page also gets to read why it was refused.
@Configuration(proxyBeanMethods = false)
class CrossOrigin {

    @Bean
    FilterRegistrationBean<CorsFilter> crossOriginFilter(CrossOriginRules rules, JsonMapper json) {
        var filter = new CorsFilter(rules);
        filter.setCorsProcessor(new Processor(json));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /// Spring's, which would say so in plain text, and would take a page that came from our own address for a
    /// stranger when TLS ends before us and its origin says `https`.
    static final class Processor extends DefaultCorsProcessor {

        private final JsonMapper json;

        Processor(JsonMapper json) {
            this.json = json;
        }

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            return isOwn(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST))
                    || super.processRequest(rules, request, response);
        }

        private static boolean isOwn(@Nullable String origin, @Nullable String host) {
            try {
                return origin != null
                        && host != null
                        && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
            } catch (IllegalArgumentException noOrigin) {
                return false;
            }
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getBody()
                    .write(json.writeValueAsBytes(Problems.problem(
                            HttpStatus.FORBIDDEN,
                            ProblemCode.FORBIDDEN,
                            "Pages of this origin may not do that: see callboard.security.allowed-origins",
                            Trace.begun())));
            response.flush();
        }
    }
}
