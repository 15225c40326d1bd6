package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.KnownAgent;
import callboard.calls.connection.message.Names;
import callboard.calls.connection.message.ToldAgents;
import callboard.contracts.AgentEventRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes events of agents of what an Asterisk says of its queues' members. What it tells follows from the messages,
/// their times and [#resume] alone: no clock, no I/O. Not for several threads.
///
/// A member of any queue is signed in, one of none is offline. Who is paused in all of their queues is unavailable, for
/// the reason that was given; so is one whose phone is not there (device states 4 and 5).
final class AsteriskAgents {

    /// Why somebody is unavailable who is not paused.
    static final String UNREACHABLE = "unreachable";

    private record Member(boolean isPaused, @Nullable String reason, boolean isUnreachable) {

        boolean takesCalls() {
            return !isPaused && !isUnreachable;
        }

        static Member of(AmiMessage message) {
            return new Member(
                    message.has("Paused", "1"),
                    AsteriskNames.text(message.get("PausedReason"), true),
                    message.has("Status", "4") || message.has("Status", "5"));
        }
    }

    private final Map<String, TreeMap<String, Member>> members = new HashMap<>();
    private final ToldAgents told = new ToldAgents();
    private boolean isListed;

    /// A connection begins: these agents are signed in as far as it knows. What the list of queues says of them is told
    /// when it is complete.
    void resume(Collection<KnownAgent> known) {
        members.clear();
        isListed = false;
        told.resume(known);
    }

    /// What a message tells.
    List<AgentEventRequest> translate(AmiMessage message, Instant receivedAt) {
        return switch (message.event()) {
            case "QueueMember", "QueueMemberAdded", "QueueMemberPause", "QueueMemberStatus" ->
                changed(message, Member.of(message), receivedAt);
            case "QueueMemberRemoved" -> changed(message, null, receivedAt);
            case "QueueStatusComplete" -> listed(message, receivedAt);
            case null, default -> List.of();
        };
    }

    private List<AgentEventRequest> changed(AmiMessage message, @Nullable Member member, Instant receivedAt) {
        var queue = message.get("Queue");
        var name = message.get("Name");
        var agent = name == null ? AsteriskNames.agent(message) : Names.id(name);
        if (queue == null || agent == null) {
            return List.of();
        }
        var queues = members.computeIfAbsent(agent, _ -> new TreeMap<>());
        if (member == null) {
            queues.remove(Names.id(queue));
        } else {
            queues.put(Names.id(queue), member);
        }
        return isListed ? tell(agent, message, receivedAt) : List.of();
    }

    /// Until then it is not known of whom nothing is said.
    private List<AgentEventRequest> listed(AmiMessage message, Instant receivedAt) {
        if (isListed) {
            return List.of();
        }
        isListed = true;
        var all = new TreeSet<>(members.keySet());
        all.addAll(told.ids());
        return all.stream()
                .flatMap(agent -> tell(agent, message, receivedAt).stream())
                .toList();
    }

    private List<AgentEventRequest> tell(String agent, AmiMessage message, Instant receivedAt) {
        var at = message.at(receivedAt);
        return told.tell(agent, standing(agent), AsteriskNames.stamp(message, at), at);
    }

    /// Nothing while they are a member of no queue.
    private @Nullable KnownAgent standing(String agent) {
        var queues = members.getOrDefault(agent, new TreeMap<>());
        if (queues.isEmpty()) {
            return null;
        }
        boolean isAvailable = queues.values().stream().anyMatch(Member::takesCalls);
        return new KnownAgent(
                agent, List.copyOf(queues.keySet()), isAvailable, isAvailable ? null : reason(queues.values()));
    }

    private static @Nullable String reason(Collection<Member> queues) {
        return queues.stream()
                .filter(Member::isPaused)
                .map(Member::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(queues.stream().anyMatch(Member::isPaused) ? null : UNREACHABLE);
    }
}
