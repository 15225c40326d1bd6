package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilentReplicaTest {

    private final TestRedis redis = TestRedis.started();
    private final RunningService service =
            RunningService.startAsShipped(TestPostgres.freshDatabase(), redis, "callboard.intake.answer-within=1m");
    private final String callId = newCallId();

    @AfterEach
    void stop() {
        service.close();
        redis.close();
    }

    /// As a process does that is stopped in the middle of a transaction: its connection stays open, nothing
    /// comes.
    @Test
    void aReplicaThatStandsStillInATransactionHoldsItsCallsForSecondsOnly() throws SQLException {
        service.api.post(Api.initiated(callId));
        var silent = service.bean(DataSource.class).getConnection();
        silent.setAutoCommit(false);
        silent.createStatement().executeQuery("select 1 from calls where id = '%s' for update".formatted(callId));

        // Less than the 4 s after which a sender is told to try later; how long a busy machine takes, nobody knows.
        assertThat(service.sql.queryForObject("show idle_in_transaction_session_timeout", String.class))
                .isEqualTo("3s");
        long begun = System.nanoTime();
        assertThat(service.api.post(Api.routed(callId, "agent_7")).status()).isEqualTo(201);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
        assertThatThrownBy(silent::commit).isInstanceOf(SQLException.class);
    }
}
