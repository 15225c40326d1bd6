package callboard.calls.connection.freeswitch;

import callboard.calls.connection.message.AgentListener;
import callboard.calls.connection.message.LineException;
import callboard.calls.connection.message.SessionListener;
import callboard.calls.connection.message.Translated;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection's time with a FreeSWITCH: what is known is compared with the lists of who waits, who talks and who is
/// logged in, then every event is translated and handed on, in order.
public final class FreeSwitchSession {

    /// More than so many messages' events are never on their way at once.
    private static final int LARGEST_BATCH = 256;

    private static final String QUEUES = "api callcenter_config queue list";
    private static final String MEMBERS = QUEUES + " members ";
    private static final String AGENTS = "api callcenter_config agent list";
    private static final String TIERS = "api callcenter_config tier list";
    private static final String CHANNELS = "api show channels as json";

    private final FreeSwitchTranslator translator = new FreeSwitchTranslator();
    private final FreeSwitchAgents agents = new FreeSwitchAgents();
    private final SessionListener<EslEvent> listener;
    private final AgentListener agentListener;
    private final Clock clock;
    private final List<CallEventRequest> batch = new ArrayList<>();
    private final List<AgentEventRequest> agentBatch = new ArrayList<>();
    private Duration lag = Duration.ZERO;
    private @Nullable FreeSwitchLists lists;

    public FreeSwitchSession(SessionListener<EslEvent> listener, AgentListener agentListener, Clock clock) {
        this.listener = listener;
        this.agentListener = agentListener;
        this.clock = clock;
    }

    /// Returns when the other side closes the connection. May be run again, with the next one.
    public void run(EslConnection connection) throws IOException, InterruptedException {
        batch.clear();
        agentBatch.clear();
        // What happens from here on waits to be read.
        translator.resume(listener.known());
        agents.resume(agentListener.knownAgents());
        lists = new FreeSwitchLists();
        connection.ask(QUEUES);
        try {
            hear(connection);
        } catch (IOException broken) {
            // What was heard before is true.
            handOn();
            throw broken;
        }
        handOn();
    }

    private void hear(EslConnection connection) throws IOException, InterruptedException {
        int messages = 0;
        for (var message = connection.next(); message != null; message = connection.next()) {
            var event = message.event();
            var asked = message.asked();
            if (event != null) {
                hear(event);
            } else if (asked != null) {
                answered(connection, asked, message.body());
            }
            if (++messages >= LARGEST_BATCH || !connection.hasMore()) {
                handOn();
                messages = 0;
            }
        }
    }

    private void hear(EslEvent event) {
        var now = clock.instant();
        lag = Duration.between(event.at(now.minus(lag)), now);
        var translated = translator.translate(event, now);
        batch.addAll(translated.events());
        var ofAgents = agents.translate(event, now);
        agentBatch.addAll(ofAgents);
        listener.heard(event, ofAgents.isEmpty() ? translated : Translated.read(translated.events()));
    }

    private void answered(EslConnection connection, String asked, String answer) throws IOException {
        var now = clock.instant().minus(lag);
        // Time has passed over there, too.
        batch.addAll(translator.passed(now));
        var open = lists;
        if (open == null) {
            return;
        }
        if (asked.equals(QUEUES)) {
            for (var queue : understood(FreeSwitchLists.queues(answer), answer)) {
                connection.ask(MEMBERS + queue);
            }
            connection.ask(AGENTS);
            connection.ask(TIERS);
            // Channels are asked for last: whoever is in a queue is among them, or has hung up since.
            connection.ask(CHANNELS);
        } else if (asked.startsWith(MEMBERS)) {
            understood(open.addMembers(answer) ? asked : null, answer);
        } else if (asked.equals(AGENTS)) {
            understood(open.addAgents(answer) ? asked : null, answer);
        } else if (asked.equals(TIERS)) {
            understood(open.addTiers(answer) ? asked : null, answer);
        } else if (asked.equals(CHANNELS)) {
            understood(open.addChannels(answer) ? asked : null, answer);
            lists = null;
            batch.addAll(translator.complete(open, now));
            agentBatch.addAll(agents.listed(open, now));
        }
    }

    private static <T> T understood(@Nullable T read, String answer) throws LineException {
        if (read == null) {
            var shown = answer.strip();
            throw new LineException("FreeSWITCH does not list its queues, is mod_callcenter loaded? It says: "
                    + shown.substring(0, Math.min(shown.length(), 80)));
        }
        return read;
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
