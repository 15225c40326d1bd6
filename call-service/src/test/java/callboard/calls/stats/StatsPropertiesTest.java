package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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

    @Test
    void aWeekAgoIsTheSameTimeOfDayAlsoWhereTheClocksWereChangedInBetween() {
        var madrid = new StatsProperties(ZoneId.of("Europe/Madrid"), Duration.ofSeconds(1), Duration.ofMillis(250));

        // 10:00 in winter and in summer.
        assertThat(madrid.daysBefore(Instant.parse("2026-04-01T08:00:00Z"), 7)).isEqualTo("2026-03-25T09:00:00Z");
        assertThat(madrid.daysBefore(Instant.parse("2026-10-27T09:00:00Z"), 7)).isEqualTo("2026-10-20T08:00:00Z");
        // The day of 25 hours, at its second half past two.
        assertThat(madrid.daysBefore(Instant.parse("2026-10-25T01:30:00Z"), 7)).isEqualTo("2026-10-18T00:30:00Z");
    }
}
