package callboard.calls;

import java.time.Clock;

import callboard.viewers.ViewersConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The call-service.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import(ViewersConfiguration.class)
@EnableScheduling
public class CallServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(CallServiceApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
