package callboard.calls.connection;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.connection.Connections.Connection;
import callboard.calls.security.SecretBox;
import callboard.calls.web.ProblemException;
import callboard.contracts.ConnectionMessage;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionSettings.AmazonConnect;
import callboard.contracts.ConnectionSettings.Asterisk;
import callboard.contracts.ConnectionSettings.AsteriskQueueLog;
import callboard.contracts.ConnectionSettings.CloudEvents;
import callboard.contracts.ConnectionSettings.FreeSwitch;
import callboard.contracts.ConnectionSettings.Json;
import callboard.contracts.ConnectionSettings.Telnyx;
import callboard.contracts.ConnectionSettings.Twilio;
import callboard.contracts.ConnectionSettings.Vonage;
import callboard.contracts.ConnectionState;
import callboard.contracts.ConnectionStatus;
import callboard.contracts.ConnectionTrial;
import callboard.contracts.ConnectionView;
import callboard.contracts.MappedMessage;
import callboard.contracts.MappingTrial;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Connections, for administrators: made, changed, tried and looked at while everything runs.
@RestController
class ConnectionsController {

    private static final Logger log = LoggerFactory.getLogger(ConnectionsController.class);
    private static final ConnectionState NOTHING_TOLD =
            new ConnectionState(ConnectionStatus.CONNECTING, null, null, null, null, null, 0, 0, 0, 0, 0);

    private static final ConnectionState NOTHING_POSTED =
            new ConnectionState(ConnectionStatus.WAITING, null, null, null, null, null, 0, 0, 0, 0, 0);

    private final Connections connections;
    private final ConnectionStates states;
    private final DialledConnections dialled;
    private final PostedConnections posted;
    private final QueueLogConnections queueLogs;
    private final BackgroundLoop loop;

    ConnectionsController(
            Connections connections,
            ConnectionStates states,
            DialledConnections dialled,
            PostedConnections posted,
            QueueLogConnections queueLogs,
            @Qualifier("connections") BackgroundLoop loop) {
        this.connections = connections;
        this.states = states;
        this.dialled = dialled;
        this.posted = posted;
        this.queueLogs = queueLogs;
        this.loop = loop;
    }

    /// All of them, by name.
    @GetMapping("/api/ops/connections")
    List<ConnectionView> list() {
        var told = states.all();
        return connections.all().stream()
                .map(connection -> view(connection, told))
                .toList();
    }

    /// One of them.
    @GetMapping("/api/ops/connections/{name}")
    ConnectionView one(@PathVariable String name) {
        return view(connections.find(name).orElseThrow(ConnectionsController::unknown), states.all());
    }

    /// Makes a connection (201) or changes it (200); a secret that is absent stays as it is.
    @PutMapping("/api/ops/connections/{name}")
    ResponseEntity<ConnectionView> put(
            @PathVariable String name, @Valid @RequestBody ConnectionSettings settings, Principal operator) {
        checkName(name);
        check(PostedConnections.issues(settings));
        complete(settings, connections.find(name).orElse(null));
        var connection = kept(name, settings, operator.getName());
        log.info("{} set up the {} connection {}", operator.getName(), settings.kind(), name);
        loop.wake();
        return ResponseEntity.status(connection.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view(connection, states.all()));
    }

    /// Hangs up for good. Its calls stay.
    @DeleteMapping("/api/ops/connections/{name}")
    ConnectionView delete(@PathVariable String name, Principal operator) {
        var told = states.all();
        var deleted = connections.delete(name, operator.getName()).orElseThrow(ConnectionsController::unknown);
        log.info("{} deleted the connection {}", operator.getName(), name);
        loop.wake();
        return view(deleted, told);
    }

    /// Whether it would work, without keeping anything; secrets that are absent are those that are stored.
    @PostMapping("/api/ops/connections/{name}/test")
    ConnectionTrial test(@PathVariable String name, @Valid @RequestBody ConnectionSettings settings) {
        checkName(name);
        check(PostedConnections.issues(settings));
        var complete = complete(settings, connections.find(name).orElse(null));
        return switch (complete) {
            case Asterisk asterisk -> dialled.trial(asterisk);
            case FreeSwitch freeSwitch -> dialled.trial(freeSwitch);
            case AsteriskQueueLog queueLog -> queueLogs.trial(queueLog);
            case Twilio _, Telnyx _, Vonage _, AmazonConnect _, CloudEvents _, Json _ ->
                new ConnectionTrial(true, "Posts are awaited at /api/connections/%s/events".formatted(name));
        };
    }

    /// What a mapping makes of messages: of these, or of the last that the connection heard. Nothing is stored.
    @PostMapping("/api/ops/connections/{name}/preview")
    List<MappedMessage> preview(@PathVariable String name, @Valid @RequestBody MappingTrial trial) {
        checkName(name);
        check(PostedConnections.issues(trial.mapping()));
        var given = trial.messages();
        var texts = given == null
                ? states.messages(name).stream()
                        .map(ConnectionMessage::text)
                        .filter(text -> !text.isEmpty())
                        .toList()
                : given;
        return posted.preview(name, trial.mapping(), texts);
    }

    /// The last messages that were not simply taken, the newest first.
    @GetMapping("/api/ops/connections/{name}/messages")
    List<ConnectionMessage> messages(@PathVariable String name) {
        return states.messages(connections
                .find(name)
                .orElseThrow(ConnectionsController::unknown)
                .name());
    }

    private static ConnectionView view(Connection connection, Map<String, ConnectionState> told) {
        var settings = connection.settings();
        var state = told.getOrDefault(connection.name(), settings.arePosted() ? NOTHING_POSTED : NOTHING_TOLD);
        return new ConnectionView(
                connection.name(),
                settings,
                connection.box() == null
                        ? List.of()
                        : settings.secretNames().stream().sorted().toList(),
                connection.version(),
                connection.changedBy(),
                connection.changedAt(),
                Boolean.TRUE.equals(settings.enabled()) ? state : state.off());
    }

    private static void check(List<Issue> issues) {
        if (!issues.isEmpty()) {
            throw ProblemException.invalidPayload(issues);
        }
    }

    private static void checkName(String name) {
        if (!name.matches(ConnectionSettings.NAME)) {
            throw ProblemException.invalidName("a connection", ConnectionSettings.NAME_MESSAGE);
        }
    }

    private Connection kept(String name, ConnectionSettings settings, String by) {
        try {
            return connections.put(name, settings, by);
        } catch (SecretBox.SecretException unkept) {
            throw invalid(settings.secretNames(), String.valueOf(unkept.getMessage()));
        }
    }

    /// With every secret that its kind has.
    private ConnectionSettings complete(ConnectionSettings settings, @Nullable Connection known) {
        try {
            var complete = connections.complete(settings, known);
            var missing = new TreeSet<>(settings.secretNames());
            missing.removeAll(complete.secrets().keySet());
            if (missing.isEmpty()) {
                return complete;
            }
            throw invalid(missing, "must be given: none is stored");
        } catch (SecretBox.SecretException unreadable) {
            throw invalid(settings.secretNames(), String.valueOf(unreadable.getMessage()));
        }
    }

    private static ProblemException invalid(Set<String> secrets, String why) {
        return ProblemException.invalidPayload(secrets.stream()
                .map(each -> new Issue(each, why, "invalid_value"))
                .toList());
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is no such connection");
    }
}
