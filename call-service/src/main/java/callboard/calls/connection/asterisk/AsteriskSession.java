package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.AgentListener;
import callboard.calls.connection.message.SessionListener;
import callboard.calls.connection.message.Translated;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A connection's time with an Asterisk: what is known is compared with the lists of who waits and who talks, then
/// every message is translated and handed on, in order.
public final class AsteriskSession {

    /// More than so many messages' events are never on their way at once.
    private static final int LARGEST_BATCH = 256;

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

    private final AsteriskTranslator translator;
    private final AsteriskAgents agents = new AsteriskAgents();
    private final SessionListener<AmiMessage> listener;
    private final AgentListener agentListener;
    private final Clock clock;
    private final List<CallEventRequest> batch = new ArrayList<>();
    private final List<AgentEventRequest> agentBatch = new ArrayList<>();
    private Duration lag = Duration.ZERO;
    private Set<String> asked = Set.of();
    private @Nullable Instant refusedAt;

    public AsteriskSession(
            AsteriskRules rules, SessionListener<AmiMessage> listener, AgentListener agentListener, Clock clock) {
        this.translator = new AsteriskTranslator(rules);
        this.listener = listener;
        this.agentListener = agentListener;
        this.clock = clock;
    }

    /// Returns when the other side closes the connection. May be run again, with the next one.
    public void run(AmiConnection connection) throws IOException, InterruptedException {
        batch.clear();
        agentBatch.clear();
        // What happens from here on waits to be read.
        translator.resume(listener.known());
        agents.resume(agentListener.knownAgents());
        askForLists(connection);
        try {
            hear(connection);
        } catch (IOException broken) {
            // What was heard before is true.
            handOn();
            throw broken;
        }
        handOn();
    }

    private void hear(AmiConnection connection) throws IOException, InterruptedException {
        int messages = 0;
        for (var message = connection.next(); message != null; message = connection.next()) {
            hear(message);
            askAgain(connection, message);
            if (++messages >= LARGEST_BATCH || !connection.hasMore()) {
                handOn();
                messages = 0;
            }
        }
    }

    private void askForLists(AmiConnection connection) throws IOException {
        asked = Set.of(connection.ask("QueueStatus", Map.of()), connection.ask("CoreShowChannels", Map.of()));
        refusedAt = null;
    }

    /// An Asterisk that has just started knows its queues a little later than it takes logins.
    private void askAgain(AmiConnection connection, AmiMessage message) throws IOException {
        var id = message.get("ActionID");
        if (id != null && asked.contains(id) && message.has("Response", "Error")) {
            refusedAt = clock.instant();
        }
        var since = refusedAt;
        if (since != null
                && (message.has("Event", "FullyBooted") || clock.instant().isAfter(since.plus(ASK_AGAIN_AFTER)))) {
            askForLists(connection);
        }
    }

    private void hear(AmiMessage message) {
        var now = clock.instant();
        var translated = translator.translate(message, now);
        batch.addAll(translated.events());
        var ofAgents = agents.translate(message, now);
        agentBatch.addAll(ofAgents);
        if (message.get("Timestamp") != null) {
            lag = Duration.between(message.at(now), now);
        } else if (message.event() == null) {
            // An answer, be it that it is still there: time has passed over there, too.
            batch.addAll(translator.passed(now.minus(lag)));
        }
        listener.heard(
                message,
                translated.meaning() == Meaning.IGNORED && !ofAgents.isEmpty()
                        ? Translated.read(translated.events())
                        : translated);
    }

    private void handOn() throws InterruptedException {
        if (!batch.isEmpty()) {
            listener.take(List.copyOf(batch));
            batch.clear();
        }
        if (!agentBatch.isEmpty()) {
            agentListener.takeAgents(List.copyOf(agentBatch));
            agentBatch.clear();
        }
    }
}
