package callboard.realtime.security;

import callboard.contracts.viewer.Viewers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/// [Viewers] as they are configured.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewerProperties.class)
class ViewersConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ViewersConfiguration.class);

    @Bean
    Viewers viewers(ViewerProperties properties, Environment environment) {
        var oidc = properties.oidc();
        var viewers = new Viewers(properties.viewerTokens(), oidc.isConfigured() ? new JwtVerifier(oidc) : null);
        if (viewers.isEverybody() && environment.acceptsProfiles(Profiles.of("production"))) {
            log.warn("Everybody who can reach this service may read every call: set CALLBOARD_VIEWER_TOKENS or"
                    + " CALLBOARD_OIDC_ISSUER_URI, or see to it that only viewers can reach it");
        }
        return viewers;
    }
}
