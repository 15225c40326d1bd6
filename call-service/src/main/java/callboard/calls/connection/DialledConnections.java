package callboard.calls.connection;

import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.asterisk.AmiConnection;
import callboard.calls.connection.asterisk.AmiMessage;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.asterisk.AsteriskSession;
import callboard.calls.connection.freeswitch.EslConnection;
import callboard.calls.connection.freeswitch.EslEvent;
import callboard.calls.connection.freeswitch.FreeSwitchSession;
import callboard.calls.connection.message.AgentListener;
import callboard.calls.connection.message.KnownAgent;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Line;
import callboard.calls.connection.message.LineAddress;
import callboard.calls.connection.message.SessionListener;
import callboard.calls.connection.message.Translated;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionSettings.Asterisk;
import callboard.contracts.ConnectionSettings.FreeSwitch;
import callboard.contracts.ConnectionTrial;
import callboard.contracts.QueuesMet;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes what the settings of those connections say that Callboard dials: a runner that keeps one up, or a trial.
@Component
class DialledConnections {

    private static final int AMI_PORT = 5038;
    private static final int AMI_TLS_PORT = 5039;
    private static final int ESL_PORT = 8021;

    private final ConnectionIntake intake;
    private final ConnectionAgents agents;
    private final CallTellers tellers;
    private final ConnectionProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    DialledConnections(
            ConnectionIntake intake,
            ConnectionAgents agents,
            CallTellers tellers,
            ConnectionProperties properties,
            JsonMapper json,
            Clock clock) {
        this.intake = intake;
        this.agents = agents;
        this.tellers = tellers;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /// Not started yet.
    Runner runner(String name, Asterisk settings, ConnectionWatch watch) {
        var listener = new Listener<>(
                origin(name, settings, watch),
                watch,
                AmiMessage::fields,
                // The log of the same Asterisk may be followed, too.
                tellers::notToldByLog);
        var session = new AsteriskSession(AsteriskRules.STANDARD, listener, listener, clock);
        return runner(name, () -> dial(settings), session::run, watch);
    }

    /// Not started yet.
    Runner runner(String name, FreeSwitch settings, ConnectionWatch watch) {
        var listener = new Listener<>(origin(name, settings, watch), watch, EslEvent::fields, events -> events);
        var session = new FreeSwitchSession(listener, listener, clock);
        return runner(name, () -> dial(settings), session::run, watch);
    }

    private <L extends Line> ConnectionRunner<L> runner(
            String name,
            ConnectionRunner.Dialler<L> dialler,
            ConnectionRunner.Session<L> session,
            ConnectionWatch watch) {
        return new ConnectionRunner<>(name, dialler, session, watch, properties.redialAfter());
    }

    private Origin origin(String name, ConnectionSettings settings, ConnectionWatch watch) {
        return new Origin(
                ConnectionIntake.sender(name),
                settings.queues() == QueuesMet.ADOPT,
                (event, outcome) -> watch.became(outcome, () -> json.writeValueAsString(event)));
    }

    /// Logs in and hangs up again.
    ConnectionTrial trial(Asterisk settings) {
        return trial(settings, () -> dial(settings));
    }

    /// Logs in and hangs up again.
    ConnectionTrial trial(FreeSwitch settings) {
        return trial(settings, () -> dial(settings));
    }

    private static ConnectionTrial trial(
            ConnectionSettings settings, ConnectionRunner.Dialler<? extends Line> dialler) {
        try (var _ = dialler.dial()) {
            return new ConnectionTrial(true, "Logged in to " + settings);
        } catch (IOException refused) {
            return new ConnectionTrial(false, String.valueOf(refused.getMessage()));
        }
    }

    private static AmiConnection dial(Asterisk settings) throws IOException {
        boolean tls = Boolean.TRUE.equals(settings.tls());
        int port = orElse(settings.port(), tls ? AMI_TLS_PORT : AMI_PORT);
        return AmiConnection.open(
                LineAddress.of(settings.host(), port, tls, settings.certificate()),
                settings.username(),
                Objects.requireNonNullElse(settings.secret(), ""));
    }

    private static EslConnection dial(FreeSwitch settings) throws IOException {
        return EslConnection.open(
                LineAddress.of(settings.host(), orElse(settings.port(), ESL_PORT), false, null),
                Objects.requireNonNullElse(settings.password(), ""));
    }

    private static int orElse(@Nullable Integer port, int usual) {
        return port == null ? usual : port;
    }

    /// What of it nobody else tells.
    private interface Untold {
        List<CallEventRequest> of(List<CallEventRequest> events) throws InterruptedException;
    }

    /// @param <M> what the other side says
    private final class Listener<M> implements SessionListener<M>, AgentListener {

        private final Origin origin;
        private final ConnectionWatch watch;
        private final Function<M, Map<String, String>> fields;
        private final Untold untold;

        Listener(Origin origin, ConnectionWatch watch, Function<M, Map<String, String>> fields, Untold untold) {
            this.origin = origin;
            this.watch = watch;
            this.fields = fields;
            this.untold = untold;
        }

        @Override
        public Collection<KnownCall> known() {
            return intake.known(origin.sender());
        }

        @Override
        public void take(List<CallEventRequest> events) throws InterruptedException {
            intake.take(origin, untold.of(events));
        }

        @Override
        public Collection<KnownAgent> knownAgents() {
            return agents.known(origin.sender());
        }

        @Override
        public void takeAgents(List<AgentEventRequest> events) throws InterruptedException {
            agents.take(origin.sender(), events, watch::became);
        }

        @Override
        public void heard(M message, Translated translated) {
            watch.heard(
                    translated.meaning(),
                    () -> fields.apply(message).entrySet().stream()
                            .map(field -> field.getKey() + ": " + field.getValue())
                            .collect(Collectors.joining("\n")));
        }
    }
}
