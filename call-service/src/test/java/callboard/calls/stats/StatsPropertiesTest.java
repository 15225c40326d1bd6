package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class StatsPropertiesTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(StatsProperties.class)
    @Import(ZoneFromText.class)
    static class Properties {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Test
    void anEmptyZoneIsTheSystems() {
        runner.withPropertyValues("callboard.stats.zone=")
                .run(started -> assertThat(
                                started.getBean(StatsProperties.class).zone())
                        .isEqualTo(ZoneId.systemDefault()));
    }

    @Test
    void aZoneIsTakenByItsName() {
        runner.withPropertyValues("callboard.stats.zone=Asia/Kathmandu")
                .run(started -> assertThat(
                                started.getBean(StatsProperties.class).zone())
                        .isEqualTo(ZoneId.of("Asia/Kathmandu")));
    }

    @Test
    void whatIsNoZoneEndsTheStartAndIsNamed() {
        runner.withPropertyValues("callboard.stats.zone=Mars/Olympus")
                .run(failed -> assertThat(failed).getFailure().hasStackTraceContaining("Mars/Olympus"));
    }
}
