package callboard.calls;

import callboard.calls.startup.DatabaseWait;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// The call-service.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class CallServiceApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /// The service, not started yet.
    public static SpringApplication application() {
        var application = new SpringApplication(CallServiceApplication.class);
        application.addInitializers(new DatabaseWait());
        return application;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
