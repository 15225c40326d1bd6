package callboard.calls.security;

import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import callboard.calls.web.RequestLogContext;
import callboard.calls.web.ResponseWriter;
import callboard.contracts.KeyRole;
import callboard.contracts.viewer.Viewer;
import callboard.contracts.viewer.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Who may do what. Events don't come this way: `callboard.calls.intake` checks their senders' keys itself.
///
/// Changing anything takes an operator's key, and so does reading what is for operators. Calls, queues, agents,
/// statistics and alerts are read by viewers, who may also acknowledge alerts and say whom they call back; with
/// neither tokens nor logins configured, everyone is one. The link of a
/// message about alerts is a token for these. Nothing else says anything of a call, and is open.
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    private static final RequestMatcher BY_HAND = new OrRequestMatcher(
            pathPattern(HttpMethod.POST, "/api/alerts/acknowledge"),
            pathPattern(HttpMethod.POST, "/api/alerts/acknowledge-matching"),
            pathPattern(HttpMethod.POST, "/api/alerts/{id}/acknowledge"),
            pathPattern(HttpMethod.PUT, "/api/callbacks/{callId}"),
            pathPattern(HttpMethod.DELETE, "/api/callbacks/{callId}"));

    // Who has a message's link may take what it tells: the token in it says so.
    private static final RequestMatcher BY_TOKEN = pathPattern("/api/acknowledge/{token}");

    // OPTIONS: a browser's preflight carries no key.
    private static final RequestMatcher READING = request -> switch (request.getMethod()) {
        case "GET", "HEAD", "OPTIONS" -> true;
        default -> false;
    };

    private static final RequestMatcher FOR_OPERATORS = new OrRequestMatcher(
            pathPattern("/api/ops/**"), new NegatedRequestMatcher(new OrRequestMatcher(READING, BY_HAND, BY_TOKEN)));

    /// What viewers may do. The API's description is nobody's secret.
    static final RequestMatcher VIEWING = new AndRequestMatcher(
            pathPattern("/api/**"),
            new NegatedRequestMatcher(new OrRequestMatcher(
                    FOR_OPERATORS, BY_TOKEN, pathPattern("/api/openapi.json"), pathPattern("/api/docs/**"))));

    /// By itself each filter of a chain is observed: a tenth of what a read costs, for metrics nobody looks at.
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain operatorsChain(HttpSecurity http, Credentials credentials, ResponseWriter answers) {
        var problems =
                new SecurityProblems(answers, SecurityProblems.API_KEY_CHALLENGE, SecurityProblems.API_KEY_MISSING);
        return stateless(http.securityMatcher(FOR_OPERATORS), problems)
                .addFilterBefore(
                        authentication(credentials, PresentedCredentials::apiKey, problems),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(rules -> rules.anyRequest().hasRole(KeyRole.ADMIN.name()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain viewersChain(
            HttpSecurity http, Viewers viewers, Credentials credentials, ResponseWriter answers) {
        var problems = new SecurityProblems(
                answers, "Bearer realm=\"callboard\"", "Sign in: send a viewer's token as Authorization: Bearer");
        stateless(http.securityMatcher(VIEWING), problems);
        if (viewers.isEverybody()) {
            http.anonymous(anyone -> anyone.principal(Viewer.ANYBODY).authorities("ROLE_" + Credentials.VIEWER));
        } else {
            http.addFilterBefore(
                    authentication(credentials, PresentedCredentials::any, problems),
                    AnonymousAuthenticationFilter.class);
        }
        return http.authorizeHttpRequests(rules -> rules.requestMatchers(HttpMethod.OPTIONS)
                        .permitAll()
                        .requestMatchers(BY_HAND)
                        .hasAnyRole(Credentials.VIEWER, KeyRole.ADMIN.name())
                        .anyRequest()
                        .hasAnyRole(Credentials.VIEWER, KeyRole.ADMIN.name(), KeyRole.READ.name()))
                .build();
    }

    /// Tomcat has judged the address already, and paths are matched as controllers are found by them. Spring's own
    /// firewall would refuse ids that are ours to take: a queue may be called `a;b` or `50 %`.
    @Bean
    HttpFirewall firewall() {
        return new HttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                return new FirewalledRequest(request) {
                    @Override
                    public void reset() {
                        // Nothing was changed.
                    }
                };
            }

            @Override
            public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                return response;
            }
        };
    }

    private static HttpSecurity stateless(HttpSecurity http, SecurityProblems problems) {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Credentials come with each request and never in a cookie: there is nothing to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .anonymous(withDefaults())
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems));
    }

    private static AuthenticationFilter authentication(
            Credentials credentials, AuthenticationConverter presented, SecurityProblems problems) {
        var failure = new AuthenticationEntryPointFailureHandler(problems);
        failure.setRethrowAuthenticationServiceException(false);
        var filter = new AuthenticationFilter(credentials, presented);
        filter.setFailureHandler(failure);
        filter.setSuccessHandler((request, response, known) -> {
            // What one viewer may see is not for the next one behind the same proxy.
            if (VIEWING.matches(request)) {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
            }
            // The access log names keys, not people.
            if (Credentials.isKey(known, KeyRole.values())) {
                RequestLogContext.key(request, known.getName());
            }
        });
        return filter;
    }
}
