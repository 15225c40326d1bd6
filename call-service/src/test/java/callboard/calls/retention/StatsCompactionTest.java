package callboard.calls.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private static final String COUNTED = """
            select minute, queue_id, sum(offered) as offered, sum(answered) as answered,
                   sum(answered_within) as within, sum(wait_millis) as waited, sum(abandoned) as abandoned,
                   sum(short_abandoned) as soon, sum(handled) as handled, sum(handle_millis) as millis
            from counted_minutes group by minute, queue_id order by minute, queue_id
            """;
    private static final String WORKED = """
            select day, agent_id, sum(handled) as handled, sum(missed) as missed, sum(handle_millis) as millis,
                   max(last_left) as last_left
            from counted_days group by day, agent_id order by day, agent_id
            """;

    private final String database = TestPostgres.freshDatabase();
    private final TestRedis redis = TestRedis.started();
    private final SettableClock clock = new SettableClock();
    private final RunningService one = service();
    private final RunningService other = service();

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    private RunningService service() {
        return RunningService.start(
                database,
                redis,
                clock,
                "callboard.timers.every=1h",
                "callboard.retention.every=1h",
                "callboard.retention.keep-statistics=P30D",
                "callboard.retention.batch=3");
    }

    @Test
    void whatSeveralWritersCountedBecomesOneRowAndSaysTheSame() {
        for (int i = 0; i < 4; i++) {
            handled(one, "a" + i);
            handled(other, "b" + i);
        }
        one.api.post(Api.initiated("late"));
        posted();
        asOlderVersionsCount();
        var counted = one.sql.queryForList(COUNTED);
        var worked = one.sql.queryForList(WORKED);
        assertThat(rows("stats_minutes")).isGreaterThan(counted.size());

        clock.tick(Duration.ofDays(2));
        assertThat(fold()).as("what is not two days old").isZero();
        clock.tick(Duration.ofDays(1));
        assertThat(fold()).isPositive();

        assertThat(rows("stats_minutes")).isEqualTo(counted.size());
        assertThat(rows("agent_days")).isEqualTo(worked.size());
        assertThat(one.sql.queryForList(COUNTED)).isEqualTo(counted);
        assertThat(one.sql.queryForList(WORKED)).isEqualTo(worked);

        // A call of that minute ends only now: it is counted there, and folded in turn.
        one.api.post(Api.ended("late", "abandoned", 30));
        posted();
        asOlderVersionsCount();
        assertThat(rows("stats_minutes")).isGreaterThan(counted.size());
        var withTheLate = one.sql.queryForList(COUNTED);
        assertThat(fold()).isPositive();
        assertThat(rows("stats_minutes")).isEqualTo(counted.size());
        assertThat(one.sql.queryForList(COUNTED)).isEqualTo(withTheLate).isNotEqualTo(counted);
        assertThat(quarters("stats_quarters", "quarter"))
                .isEqualTo(quarters("stats_minutes", "minute"))
                .isNotEmpty();
    }

    private List<Map<String, Object>> quarters(String table, String time) {
        return one.sql.queryForList("""
                select date_bin('15 minutes', %s, 'epoch') as quarter, queue_id, sum(offered) as offered,
                       sum(answered) as answered, sum(abandoned) as abandoned, sum(handle_millis) as handle_millis
                from %s group by 1, 2 order by 1, 2""".formatted(time, table));
    }

    @Test
    void whatIsOlderThanStatisticsAreKeptGoes() {
        handled(one, "old");
        clock.tick(Duration.ofDays(30));
        handled(one, "young");
        posted();
        fold();
        assertThat(rows("stats_minutes")).isEqualTo(2);
        clock.tick(Duration.ofMinutes(1));
        fold();
        assertThat(rows("stats_minutes")).isEqualTo(1);
        clock.tick(Duration.ofDays(1));
        fold();
        assertThat(rows("agent_days")).isEqualTo(1);
    }

    private void posted() {
        await().atMost(Duration.ofSeconds(30)).until(() -> rows("count_journal") == 0);
    }

    /// Their writers have slots of their own, and each has counted a part of it.
    private void asOlderVersionsCount() {
        one.sql.update("""
                insert into stats_minutes
                select minute, queue_id, 7, 0, answered, answered_within, wait_millis, 0, 0, handled, handle_millis
                from stats_minutes where slot = 64""");
        one.sql.update("""
                update stats_minutes set answered = 0, answered_within = 0, wait_millis = 0, handled = 0, handle_millis = 0
                where slot = 64""");
        one.sql.update(
                "insert into agent_days select day, agent_id, 7, handled, 0, handle_millis, last_left from agent_days where slot = 64");
        one.sql.update("update agent_days set handled = 0, handle_millis = 0 where slot = 64");
    }

    private int fold() {
        int all = 0;
        for (int gone = one.bean(StatsCompaction.class).foldOnce();
                gone > 0;
                gone = other.bean(StatsCompaction.class).foldOnce()) {
            all += gone;
        }
        return all;
    }

    private void handled(RunningService by, String callId) {
        Stream.of(
                        Api.initiated(callId),
                        Api.routed(callId, "ana"),
                        Api.answered(callId, 3),
                        Api.ended(callId, "completed", 30))
                .forEach(by.api::post);
    }

    private int rows(String table) {
        List<Map<String, Object>> rows = one.sql.queryForList("select 1 from " + table);
        return rows.size();
    }
}
