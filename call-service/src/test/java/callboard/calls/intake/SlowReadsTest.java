package callboard.calls.intake;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestRedis;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SlowReadsTest {

    @Test
    void readsThatTakeEveryConnectionTheyMayKeepNoEventWaiting() throws SQLException {
        var callId = newCallId();
        try (var redis = TestRedis.started();
                var service = RunningService.start(
                        redis,
                        "spring.datasource.hikari.maximum-pool-size=2",
                        "spring.datasource.hikari.connection-timeout=2000",
                        "spring.datasource.hikari.validation-timeout=1000",
                        "callboard.reads.connections=2")) {
            var reads = new ArrayList<Connection>();
            for (int i = 0; i < 2; i++) {
                reads.add(taken(service.bean(DataSource.class)));
                reads.add(taken(service.bean("readPathDatabase", DataSource.class)));
            }
            assertThat(service.api.get("/api/calls/" + callId).status()).isEqualTo(503);

            assertThat(service.api.post(Api.initiated(callId)).status()).isEqualTo(201);
            assertThat(service.api.post(Api.routed(callId, "agent_7")).status()).isEqualTo(201);
            for (var read : reads) {
                read.close();
            }
            assertThat(service.api
                            .get("/api/calls/" + callId)
                            .body()
                            .path("sequence")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    /// A connection that is only being made may take longer than a reader waits for one.
    private static Connection taken(DataSource pool) {
        return await().ignoreExceptionsInstanceOf(SQLTransientConnectionException.class)
                .until(pool::getConnection, Objects::nonNull);
    }
}
