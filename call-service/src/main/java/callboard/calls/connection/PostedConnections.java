package callboard.calls.connection;

import callboard.calls.connection.Connections.Connection;
import callboard.calls.connection.mapping.MappingCheck;
import callboard.calls.connection.mapping.MessageTranslator;
import callboard.calls.connection.mapping.Presets;
import callboard.calls.connection.signature.TelnyxSignature;
import callboard.calls.intake.SettledEvent;
import callboard.calls.security.RateLimit;
import callboard.calls.security.SecretBox;
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
import callboard.contracts.MappedMessage;
import callboard.contracts.Mapping;
import callboard.contracts.Problem.Issue;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The connections that are posted to. Every replica takes what comes to it.
@Component
class PostedConnections {

    private static final Logger log = LoggerFactory.getLogger(PostedConnections.class);

    private final Connections connections;
    private final ConnectionStates states;
    private final ConnectionIntake intake;
    private final ConnectionAgents agents;
    private final ConnectionProperties properties;
    private final JsonMapper json;
    private final Validator validator;
    private final Clock clock;
    private final Map<String, PostedConnection> held = new ConcurrentHashMap<>();
    private volatile boolean areKnown;

    PostedConnections(
            Connections connections,
            ConnectionStates states,
            ConnectionIntake intake,
            ConnectionAgents agents,
            ConnectionProperties properties,
            JsonMapper json,
            Validator validator,
            Clock clock) {
        this.connections = connections;
        this.states = states;
        this.intake = intake;
        this.agents = agents;
        this.properties = properties;
        this.json = json;
        this.validator = validator;
        this.clock = clock;
    }

    /// Whether it is known which there are: not before the database was asked once.
    boolean areKnown() {
        return areKnown;
    }

    @Nullable
    PostedConnection find(String name) {
        return held.get(name);
    }

    /// Takes what is posted to these and to no others, and tells what was.
    void hold(List<Connection> all) {
        var wanted = all.stream()
                .filter(connection -> connection.settings().arePosted()
                        && Boolean.TRUE.equals(connection.settings().enabled()))
                .collect(Collectors.toMap(Connection::name, connection -> connection));
        held.forEach((name, connection) -> {
            if (connection.watch().hasNews()) {
                states.tell(name, connection.watch());
            }
        });
        held.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, connection) -> {
            var known = held.get(name);
            if (known == null || known.version() != connection.version()) {
                hold(connection);
            }
        });
        areKnown = true;
    }

    /// What became of an event that came too early is counted by the replica that settled it.
    @EventListener
    void settled(SettledEvent settled) {
        held.values().stream()
                .filter(connection -> connection.sender().equals(settled.sender()))
                .forEach(connection ->
                        connection.watch().became(settled.outcome(), () -> json.writeValueAsString(settled.event())));
    }

    private void hold(Connection connection) {
        var watch = new ConnectionWatch(clock);
        try {
            var settings = connections.complete(connection.settings(), connection);
            held.put(
                    connection.name(),
                    new PostedConnection(
                            connection.name(),
                            connection.version(),
                            settings,
                            translator(settings, mapping(settings)),
                            intake,
                            agents,
                            watch,
                            new RateLimit(properties.postsPerSecond())));
        } catch (SecretBox.SecretException unreadable) {
            log.warn("Connection {} can't be posted to: {}", connection.name(), unreadable.getMessage());
            watch.disconnected(String.valueOf(unreadable.getMessage()));
            held.remove(connection.name());
            states.tell(connection.name(), watch);
        }
    }

    /// What a mapping makes of messages, where the calls are as they are now.
    List<MappedMessage> preview(String name, Mapping mapping, List<String> messages) {
        var sender = ConnectionIntake.sender(name);
        var settings = connections.find(name).map(Connection::settings).map(PostedConnection::named);
        var translator = new MessageTranslator(mapping, settings.orElse(Map.of()), json, validator);
        return messages.stream()
                .flatMap(text -> preview(translator, sender, text))
                .toList();
    }

    private Stream<MappedMessage> preview(MessageTranslator translator, String sender, String text) {
        try {
            return translator.messages(json.readTree(text)).stream().map(message -> {
                var translation = translator.translate(message, id -> intake.known(sender, id));
                var translated = translation.translated();
                return new MappedMessage(
                        message.toString(),
                        translation.rule(),
                        Stream.concat(translated.events().stream(), translation.agentEvents().stream())
                                .map(json::writeValueAsString)
                                .toList(),
                        translated.reason());
            });
        } catch (JacksonException | IllegalArgumentException _) {
            return Stream.of(new MappedMessage(text, null, List.of(), "This is no JSON, or it was cut"));
        }
    }

    private MessageTranslator translator(ConnectionSettings settings, Mapping mapping) {
        return new MessageTranslator(mapping, PostedConnection.named(settings), json, validator);
    }

    private Mapping mapping(ConnectionSettings settings) {
        var own = own(settings);
        return own == null ? Presets.read(settings.kind(), json) : own;
    }

    private static @Nullable Mapping own(ConnectionSettings settings) {
        return switch (settings) {
            case CloudEvents events -> events.mapping();
            case Json posted -> posted.mapping();
            case Asterisk _, AsteriskQueueLog _, FreeSwitch _, Twilio _, Telnyx _, Vonage _, AmazonConnect _ -> null;
        };
    }

    /// What is wrong with settings beside the form of their parts.
    static List<Issue> issues(ConnectionSettings settings) {
        if (settings instanceof Telnyx telnyx && !TelnyxSignature.isKey(telnyx.publicKey())) {
            return List.of(new Issue("publicKey", "must be a public key in Base64", "invalid_value"));
        }
        var own = own(settings);
        return own == null ? List.of() : issues(own);
    }

    /// The same of a mapping.
    static List<Issue> issues(Mapping mapping) {
        return MappingCheck.issues(mapping).stream()
                .map(issue -> new Issue("mapping." + issue.path(), issue.message(), issue.code()))
                .toList();
    }
}
