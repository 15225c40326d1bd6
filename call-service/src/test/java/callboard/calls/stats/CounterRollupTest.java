package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CounterRollupTest {

    /// The version before, which may be the next to run, reads the counters alone.
    @Test
    void whatWasCountedIsPostedBeforeTheEnd() {
        var database = TestPostgres.freshDatabase();
        var sql = new JdbcTemplate(new DriverManagerDataSource(database));
        try (var redis = TestRedis.started()) {
            try (var service =
                    RunningService.start(database, redis, new SettableClock(), "callboard.stats.post-every=1h")) {
                service.api.post(Api.initiated("c1"));
                service.api.post(Api.initiated("c2"));
                assertThat(sql.queryForObject("select count(*) from count_journal", Integer.class))
                        .isEqualTo(2);
                assertThat(sql.queryForObject("select count(*) from call_totals", Integer.class))
                        .isZero();
                assertThat(service.api.get("/api/calls").body().path("total").asInt())
                        .isEqualTo(2);
            }

            assertThat(sql.queryForObject("select count(*) from count_journal", Integer.class))
                    .isZero();
            assertThat(sql.queryForObject("select sum(calls) from call_totals", Integer.class))
                    .isEqualTo(2);
            assertThat(sql.queryForObject("select sum(offered) from stats_quarters", Integer.class))
                    .isEqualTo(2);
        }
    }
}
