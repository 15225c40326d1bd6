package callboard.calls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.connection.asterisk.AgentsTold;
import callboard.calls.connection.asterisk.AmiConnection;
import callboard.calls.connection.asterisk.AmiMessage;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.asterisk.AsteriskSession;
import callboard.calls.connection.asterisk.ScriptedAsterisk;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.SessionListener;
import callboard.calls.connection.message.Translated;
import callboard.contracts.CallEventRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionRunnerTest {

    private static final String JOIN = """
            Event: QueueCallerJoin\r
            Timestamp: 1795883709.523068\r
            Uniqueid: %s\r
            Queue: sales\r
            \r
            """;

    private final List<CallEventRequest> taken = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> watched = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    private final SessionListener<AmiMessage> listener = new SessionListener<AmiMessage>() {
        @Override
        public Collection<KnownCall> known() {
            return List.of();
        }

        @Override
        public void take(List<CallEventRequest> events) {
            taken.addAll(events);
        }

        @Override
        public void heard(AmiMessage message, Translated translated) {
            // Nothing to count.
        }
    };

    private final ConnectionRunner.Watcher watcher = new ConnectionRunner.Watcher() {
        @Override
        public void connected() {
            watched.add("connected");
        }

        @Override
        public void disconnected(String reason) {
            watched.add(reason);
        }
    };

    @Test
    void aConnectionThatIsClosedIsDialledAgain() throws Exception {
        try (var asterisk = new ScriptedAsterisk(line -> {
                    line.logIn();
                    line.say(JOIN.formatted("call-" + connections.incrementAndGet()));
                    line.asked();
                });
                var runner = runner(asterisk)) {
            runner.start();

            await().until(() -> taken.size() >= 3);
            assertThat(watched.poll(10, TimeUnit.SECONDS)).isEqualTo("connected");
            assertThat(watched.poll(10, TimeUnit.SECONDS)).contains("the other side closed the connection");
        }
        assertThat(taken).extracting(CallEventRequest::callId).startsWith("call-1", "call-2", "call-3");
    }

    @Test
    void whyThereIsNoConnectionIsToldEachTime() throws Exception {
        var runner = new ConnectionRunner<AmiConnection>(
                "pbx",
                () -> {
                    connections.incrementAndGet();
                    throw new IOException("Nobody listens");
                },
                session(),
                watcher,
                Duration.ofMillis(1));
        try (runner) {
            runner.start();
            await().until(() -> watched.size() >= 3);
        }

        assertThat(watched).containsOnly("Nobody listens");
        int dialled = connections.get();
        assertThat(dialled).isGreaterThanOrEqualTo(3);
    }

    @Test
    void itLogsOffWhenItIsClosed() throws Exception {
        var asked = new LinkedBlockingQueue<String>();
        try (var asterisk = new ScriptedAsterisk(line -> {
            line.logIn();
            for (var action = line.asked(); action != null; action = line.asked()) {
                asked.add(String.valueOf(action.get("Action")));
            }
        })) {
            var runner = runner(asterisk);
            runner.start();
            assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo("QueueStatus");
            assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo("CoreShowChannels");

            runner.close();

            assertThat(asked.poll(10, TimeUnit.SECONDS)).isIn("Ping", "Logoff");
            assertThat(watched).containsExactly("connected");
        }
    }

    private ConnectionRunner<AmiConnection> runner(ScriptedAsterisk asterisk) {
        return new ConnectionRunner<>(
                "pbx",
                () -> AmiConnection.open(asterisk.address(), "callboard", "geheim"),
                session(),
                watcher,
                Duration.ofMillis(10));
    }

    private ConnectionRunner.Session<AmiConnection> session() {
        return new AsteriskSession(AsteriskRules.STANDARD, listener, new AgentsTold(), Clock.systemUTC())::run;
    }
}
