package callboard.calls;

import callboard.calls.startup.DatabaseWait;
import callboard.viewers.ViewersConfiguration;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/// The call-service.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import(ViewersConfiguration.class)
@EnableScheduling
public class CallServiceApplication {

    private static final int SCHEDULED_TASKS = 9;

    public static void main(String[] args) {
        application().run(args);
    }

    /// The service, not started yet.
    public static SpringApplication application() {
        var application = new SpringApplication(CallServiceApplication.class);
        application.addInitializers(new DatabaseWait());
        return application;
    }

    /// More threads than there are tasks: one that takes long delays none of the others.
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder scheduler) {
        return scheduler
                .poolSize(SCHEDULED_TASKS)
                .threadNamePrefix("scheduled-")
                .build();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
