package callboard.calls.connection;

import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.AmiAddress;
import callboard.calls.connection.asterisk.AmiConnection;
import callboard.calls.connection.asterisk.AmiException;
import callboard.calls.connection.asterisk.AmiMessage;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.asterisk.AsteriskSession;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Translated;
import callboard.contracts.CallEventRequest;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionTrial;
import callboard.contracts.QueuesMet;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes what an Asterisk's settings say: a runner that keeps the connection up, or a trial.
@Component
class AsteriskConnections {

    private static final int PORT = 5038;
    private static final int TLS_PORT = 5039;

    private final ConnectionIntake intake;
    private final ConnectionProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    AsteriskConnections(ConnectionIntake intake, ConnectionProperties properties, JsonMapper json, Clock clock) {
        this.intake = intake;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /// Not started yet.
    AsteriskRunner runner(String name, ConnectionSettings.Asterisk settings, ConnectionWatch watch) {
        var origin = new Origin(
                ConnectionIntake.sender(name),
                settings.queues() == QueuesMet.ADOPT,
                (event, outcome) -> watch.became(outcome, () -> json.writeValueAsString(event)));
        var session = new AsteriskSession(AsteriskRules.STANDARD, new Listener(origin, watch), clock);
        return new AsteriskRunner(name, () -> dial(settings), session, watch, properties.redialAfter());
    }

    /// Logs in and hangs up again.
    ConnectionTrial trial(ConnectionSettings.Asterisk settings) {
        try (var _ = dial(settings)) {
            return new ConnectionTrial(true, "Logged in to %s as %s".formatted(address(settings), settings.username()));
        } catch (AmiException refused) {
            return new ConnectionTrial(false, String.valueOf(refused.getMessage()));
        }
    }

    private static AmiConnection dial(ConnectionSettings.Asterisk settings) throws AmiException {
        return AmiConnection.open(
                address(settings), settings.username(), Objects.requireNonNullElse(settings.secret(), ""));
    }

    private static AmiAddress address(ConnectionSettings.Asterisk settings) {
        boolean tls = Boolean.TRUE.equals(settings.tls());
        var port = settings.port();
        return AmiAddress.of(settings.host(), port == null ? tls ? TLS_PORT : PORT : port, tls, settings.certificate());
    }

    private final class Listener implements AsteriskSession.Listener {

        private final Origin origin;
        private final ConnectionWatch watch;

        Listener(Origin origin, ConnectionWatch watch) {
            this.origin = origin;
            this.watch = watch;
        }

        @Override
        public Collection<KnownCall> known() {
            return intake.known(origin.sender());
        }

        @Override
        public void take(List<CallEventRequest> events) throws InterruptedException {
            intake.take(origin, events);
        }

        @Override
        public void heard(AmiMessage message, Translated translated) {
            watch.heard(
                    translated.meaning(),
                    () -> message.fields().entrySet().stream()
                            .map(field -> field.getKey() + ": " + field.getValue())
                            .collect(Collectors.joining("\n")));
        }
    }
}
