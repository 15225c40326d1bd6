package callboard.viewers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/// Puts [Viewers] into a service.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewerSettings.class)
public class ViewersConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ViewersConfiguration.class);

    @Bean
    Viewers viewers(ViewerSettings settings, Environment environment) {
        var viewers = new Viewers(settings);
        if (viewers.isEverybody() && environment.acceptsProfiles(Profiles.of("production"))) {
            log.warn("Everybody who can reach this service may read every call: set CALLBOARD_VIEWER_TOKENS or"
                    + " CALLBOARD_OIDC_ISSUER_URI, or see to it that only viewers can reach it");
        }
        return viewers;
    }
}
