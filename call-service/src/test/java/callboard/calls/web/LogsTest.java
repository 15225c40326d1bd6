package callboard.calls.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestRedis;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import static callboard.calls.RunningService.newCallId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LogsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Map<String, String> SENT = Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01",
            "X-Request-ID", "4f2a");

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
    void aRequestIsLoggedWithItsTraceItsIdAndWhoseKeyItCameWith() {
        start("callboard.access", "logging.level.callboard.access=info", "callboard.access-log.one-in=1");
        service.api.post(Api.initiated(newCallId()), SENT);

        await().until(() -> !lines.told.isEmpty());
        assertThat(lines.fields(lines.told.getFirst())).containsEntry("method", "POST").containsEntry("path", "/api/events")
                .containsEntry("status", "201").containsEntry("traceId", TRACE).containsEntry("requestId", "4f2a")
                .containsEntry("key", "tests").containsKey("millis");
    }

    @Test
    void whatFailedIsLoggedEvenWhenNothingElseIs() {
        start("callboard.access", "logging.level.callboard.access=info", "callboard.access-log.one-in=0");
        service.api.get("/api/calls");
        var refused = service.api.post("{");
        // Too broken for any filter.
        service.api.get("/api/calls/%00");

        await().until(() -> lines.told.size() >= 2);
        assertThat(lines.told).extracting(line -> lines.fields(line).get("status")).containsExactly("400", "400");
        assertThat(lines.fields(lines.told.getFirst())).containsEntry("traceId", refused.text("traceId"));
    }

    @Test
    void anIdThatIsNoneIsReplaced() {
        start("callboard.access", "logging.level.callboard.access=info", "callboard.access-log.one-in=1");
        service.api.post("{", Map.of("X-Request-ID", "\"}, \"level\": \"ERROR"));

        await().until(() -> !lines.told.isEmpty());
        assertThat(lines.fields(lines.told.getFirst()).get("requestId")).matches("[0-9a-f]{16}");
    }

    @Test
    void aLineAboutOneEventOfManyNamesItsCallAndItsTrace() {
        start("callboard.calls.intake.Lane");
        var callId = newCallId();
        service.sql.execute("alter table outbox add constraint refuse check (call_id <> '%s')".formatted(callId));
        assertThat(service.api.post(Api.initiated(callId), SENT).status()).isEqualTo(500);

        await().until(() -> !lines.told.isEmpty());
        assertThat(lines.fields(lines.told.getFirst())).containsEntry("callId", callId).containsEntry("traceId", TRACE)
                .containsEntry("requestId", "4f2a");
    }

    @Test
    void whatIsLoggedWhileARequestIsAnsweredBearsItsIds() {
        start("callboard.calls.web.ErrorAnswers");
        service.sql.execute("alter table calls rename to lost");
        service.api.get("/api/calls", SENT);

        await().until(() -> !lines.told.isEmpty());
        assertThat(lines.fields(lines.told.getFirst())).containsEntry("traceId", TRACE).containsEntry("requestId", "4f2a");
    }
}
