package callboard.calls.web;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestRedis;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LogsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Map<String, String> SENT =
            Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01", "X-Request-ID", "4f2a");

    private final TestRedis redis = TestRedis.started();
    private RunningService service;
    private Lines lines;

    /// What a logger was told.
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<ILoggingEvent> told = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            told.add(line);
        }

        Map<String, String> fields(ILoggingEvent line) {
            var fields = new HashMap<>(line.getMDCPropertyMap());
            // Null where the line has none.
            var pairs = line.getKeyValuePairs() == null ? List.<KeyValuePair>of() : line.getKeyValuePairs();
            pairs.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
            return fields;
        }
    }

    private void start(String logger, String... properties) {
        service = RunningService.start(redis, properties);
        lines = new Lines();
        lines.start();
        ((Logger) LoggerFactory.getLogger(logger)).addAppender(lines);
    }

    @AfterEach
    void stop() {
        service.close();
        redis.close();
    }

    @Test
    void aLineAboutOneEventOfManyNamesItsCallAndItsTrace() {
        start("callboard.calls.intake.SharedTransaction");
        var callId = newCallId();
        service.sql.execute("alter table outbox add constraint refuse check (call_id <> '%s')".formatted(callId));
        assertThat(service.api.post(Api.initiated(callId), SENT).status()).isEqualTo(500);

        await().until(() -> !lines.told.isEmpty());
        assertThat(lines.fields(lines.told.getFirst()))
                .containsEntry("callId", callId)
                .containsEntry("traceId", TRACE)
                .containsEntry("requestId", "4f2a");
    }

    @Test
    void whatIsLoggedWhileARequestIsAnsweredBearsItsIds() {
        start("callboard.calls.web.ErrorAnswers");
        service.sql.execute("alter table calls rename to lost");
        service.api.get("/api/calls", SENT);

        await().until(() -> !lines.told.isEmpty());
        assertThat(lines.fields(lines.told.getFirst()))
                .containsEntry("traceId", TRACE)
                .containsEntry("requestId", "4f2a");
    }
}
