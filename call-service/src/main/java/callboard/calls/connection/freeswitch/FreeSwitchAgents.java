package callboard.calls.connection.freeswitch;

import callboard.calls.connection.message.KnownAgent;
import callboard.calls.connection.message.Names;
import callboard.calls.connection.message.ToldAgents;
import callboard.contracts.AgentEventRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes events of agents of what a FreeSWITCH says of the agents of mod_callcenter. What it tells follows from events,
/// lists, their times and [#resume] alone: no clock, no I/O. Not for several threads.
///
/// An agent's status (`CC-Agent-Status`) is `Logged Out`, `Available`, `Available (On Demand)` or `On Break`, and
/// `agent-status-change` is fired for each change: `cc_agent_update` in mod_callcenter's
/// [source](https://github.com/signalwire/freeswitch/blob/master/src/mod/applications/mod_callcenter/mod_callcenter.c).
/// That they are rung or talk (`CC-Agent-State`) their calls tell. Their queues are those of their tiers when the
/// connection began: no event says that those change.
final class FreeSwitchAgents {

    private record Status(String word, String stamp, Instant at) {}

    private final ToldAgents told = new ToldAgents();
    private final Map<String, Status> heard = new TreeMap<>();
    private Map<String, List<String>> queues = new HashMap<>();
    private boolean isListed;

    /// A connection begins: these agents are signed in as far as it knows. What is heard of them is told once the lists
    /// have come.
    void resume(Collection<KnownAgent> known) {
        told.resume(known);
        heard.clear();
        queues = new HashMap<>();
        isListed = false;
    }

    /// What an event tells.
    List<AgentEventRequest> translate(EslEvent event, Instant receivedAt) {
        var name = event.get("CC-Agent");
        var word = event.get("CC-Agent-Status");
        var id = event.id();
        if (!event.kind().equals("agent-status-change") || name == null || word == null || id == null) {
            return List.of();
        }
        var status = new Status(word, id, event.at(receivedAt));
        if (isListed) {
            return tell(Names.id(name), status);
        }
        heard.put(Names.id(name), status);
        return List.of();
    }

    /// All lists have come: what differs from what was told is told of now. What was heard since they were asked for is
    /// newer.
    List<AgentEventRequest> listed(FreeSwitchLists lists, Instant now) {
        isListed = true;
        queues = lists.tiers();
        var statuses = new TreeMap<String, Status>();
        lists.agents().forEach((agent, word) -> statuses.put(agent, new Status(word, "listed/" + now, now)));
        statuses.putAll(heard);
        heard.clear();
        var all = new TreeSet<>(statuses.keySet());
        all.addAll(told.ids());
        return all.stream()
                .flatMap(agent ->
                        tell(agent, statuses.getOrDefault(agent, new Status("", "listed/" + now, now))).stream())
                .toList();
    }

    private List<AgentEventRequest> tell(String agent, Status status) {
        return told.tell(agent, standing(agent, status.word), status.stamp, status.at);
    }

    /// Nothing while they are logged out.
    private @Nullable KnownAgent standing(String agent, String status) {
        return switch (status) {
            case "Available", "Available (On Demand)" -> known(agent, true);
            case "On Break" -> known(agent, false);
            default -> null;
        };
    }

    private KnownAgent known(String agent, boolean isAvailable) {
        return new KnownAgent(agent, queues.getOrDefault(agent, List.of()), isAvailable, null);
    }
}
