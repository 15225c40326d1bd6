package callboard.calls.connection;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.connection.Connections.Connection;
import callboard.calls.database.Leases;
import callboard.calls.security.SecretBox;
import callboard.contracts.ConnectionSettings.AmazonConnect;
import callboard.contracts.ConnectionSettings.Asterisk;
import callboard.contracts.ConnectionSettings.AsteriskQueueLog;
import callboard.contracts.ConnectionSettings.CloudEvents;
import callboard.contracts.ConnectionSettings.FreeSwitch;
import callboard.contracts.ConnectionSettings.Json;
import callboard.contracts.ConnectionSettings.Telnyx;
import callboard.contracts.ConnectionSettings.Twilio;
import callboard.contracts.ConnectionSettings.Vonage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Has every connection that is enabled run on one replica, as it was set up last, and tells how those of this one are
/// doing. Whoever lost one hangs up; for the moment in which two may listen, both tell the same under the same ids.
@Component
class ConnectionSupervisor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConnectionSupervisor.class);

    private final Connections connections;
    private final Leases leases;
    private final ConnectionStates states;
    private final DialledConnections dialled;
    private final PostedConnections posted;
    private final QueueLogConnections queueLogs;
    private final ConnectionProperties properties;
    private final MultiGauge up;
    private final Clock clock;
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Instant> declined = new HashMap<>();
    private boolean isRunning;

    /// @param runner absent where it can't be begun; the watch says why
    private record Running(
            int version, ConnectionWatch watch, @Nullable Runner runner) {}

    ConnectionSupervisor(
            Connections connections,
            Leases leases,
            ConnectionStates states,
            DialledConnections dialled,
            PostedConnections posted,
            QueueLogConnections queueLogs,
            ConnectionProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.connections = connections;
        this.leases = leases;
        this.states = states;
        this.dialled = dialled;
        this.posted = posted;
        this.queueLogs = queueLogs;
        this.properties = properties;
        this.up = MultiGauge.builder("callboard.connection.up")
                .description("Whether a connection that this replica holds is logged in")
                .register(meters);
        this.clock = clock;
    }

    @Bean
    @Qualifier("connections")
    static BackgroundLoop connectionsLoop(ConnectionSupervisor supervisor, ConnectionProperties properties) {
        return BackgroundLoop.every(properties.look(), "connections", supervisor::look);
    }

    /// Begins what should run here and doesn't, ends what shouldn't, and tells.
    synchronized void look() {
        if (!isRunning) {
            return;
        }
        var all = connections.all();
        posted.hold(all);
        var wanted = all.stream()
                .filter(connection -> Boolean.TRUE.equals(connection.settings().enabled())
                        && !connection.settings().arePosted())
                .collect(Collectors.toMap(Connection::name, Function.identity()));
        for (var name : running.keySet().toArray(String[]::new)) {
            if (isOver(name, wanted.get(name))) {
                end(name);
            }
        }
        declineWhatIsInVain();
        wanted.keySet().removeAll(declined.keySet());
        for (var connection : wanted.values()) {
            if (!leases.keep(connection.name(), properties.lease())) {
                end(connection.name());
            } else if (!running.containsKey(connection.name())) {
                running.put(connection.name(), begin(connection));
            }
        }
        running.forEach((name, each) -> states.tell(name, each.watch));
        up.register(
                running.entrySet().stream()
                        .map(each -> MultiGauge.Row.of(
                                Tags.of("connection", each.getKey()),
                                each.getValue().watch.isConnected() ? 1 : 0))
                        .toList(),
                true);
    }

    /// Leaves to other replicas, for a while, what can't be done here.
    private void declineWhatIsInVain() {
        declined.values().removeIf(until -> !until.isAfter(clock.instant()));
        for (var name : running.keySet().toArray(String[]::new)) {
            if (Optional.ofNullable(running.get(name))
                    .map(Running::runner)
                    .filter(Runner::isInVain)
                    .isPresent()) {
                end(name);
                declined.put(name, clock.instant().plus(properties.lease()));
            }
        }
    }

    private boolean isOver(String name, @Nullable Connection wanted) {
        return wanted == null
                || Optional.ofNullable(running.get(name)).stream()
                        .anyMatch(current -> current.version != wanted.version());
    }

    private Running begin(Connection connection) {
        var watch = new ConnectionWatch(clock);
        try {
            var name = connection.name();
            var runner = switch (connections.complete(connection.settings(), connection)) {
                case Asterisk asterisk -> dialled.runner(name, asterisk, watch);
                case FreeSwitch freeSwitch -> dialled.runner(name, freeSwitch, watch);
                case AsteriskQueueLog queueLog -> queueLogs.runner(name, queueLog, watch);
                case Twilio _, Telnyx _, Vonage _, AmazonConnect _, CloudEvents _, Json _ ->
                    throw new IllegalArgumentException("Nobody dials a connection that is posted to: " + name);
            };
            runner.start();
            return new Running(connection.version(), watch, runner);
        } catch (SecretBox.SecretException unreadable) {
            log.warn("Connection {} can't begin: {}", connection.name(), unreadable.getMessage());
            watch.disconnected(String.valueOf(unreadable.getMessage()));
            return new Running(connection.version(), watch, null);
        }
    }

    private void end(String name) {
        var over = running.remove(name);
        if (over == null) {
            return;
        }
        if (over.runner != null) {
            over.runner.close();
        }
        states.tell(name, over.watch);
        leases.release(name);
    }

    @Override
    public synchronized void start() {
        isRunning = true;
    }

    /// Hangs up, so that another replica may dial at once.
    @Override
    public synchronized void stop() {
        isRunning = false;
        for (var name : running.keySet().toArray(String[]::new)) {
            try {
                end(name);
            } catch (DataAccessException | TransactionException unavailable) {
                log.warn("Connection {} ended, and that could not be told: {}", name, unavailable.getMessage());
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return isRunning;
    }
}
