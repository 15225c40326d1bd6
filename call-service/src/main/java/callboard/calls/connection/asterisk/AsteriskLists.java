package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.Names;
import callboard.contracts.CallEventRequest;
import callboard.contracts.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lists that Asterisk answers a new connection with: who waits in queues (`QueueStatus`), which channels there are
/// (`CoreShowChannels`). What was heard of a call meanwhile counts more.
final class AsteriskLists {

    /// A call that is in no message so far.
    ///
    /// @param agent who has it; absent while it waits
    /// @param age   since it came to the queue, or since its channel began when that is not known
    record Begun(
            String key,
            String queue,
            @Nullable String agent,
            Duration age,
            QueueCall.Place place,
            AmiMessage message) {}

    private final Map<String, AmiMessage> waiting = new LinkedHashMap<>();
    private final Map<String, AmiMessage> channels = new LinkedHashMap<>();
    private final Set<String> hungUp = new HashSet<>();
    private boolean hasQueues;

    void add(String kind, String key, AmiMessage message) {
        (kind.equals("QueueEntry") ? waiting : channels).put(key, message);
    }

    void hungUp(String key) {
        hungUp.add(key);
    }

    void queuesListed() {
        hasQueues = true;
    }

    /// Whether it is known who waits. An Asterisk that has just started may not answer that yet.
    boolean hasQueues() {
        return hasQueues;
    }

    boolean hasChannel(String key) {
        return channels.containsKey(key);
    }

    /// The calls whose channel is gone.
    List<String> gone(Map<String, QueueCall> calls) {
        return calls.entrySet().stream()
                .filter(each -> !each.getValue().isHeardLive() && !channels.containsKey(each.getKey()))
                .map(Entry::getKey)
                .toList();
    }

    /// What became of one that waited is not known.
    List<CallEventRequest> gone(@Nullable QueueCall call, Instant at) {
        var left = Objects.requireNonNull(call).leftAt();
        return call.isAnswered() || call.stage() == QueueCall.Stage.TALKING
                ? call.ended(EndReason.COMPLETED, left == null ? at : left)
                : call.ended(EndReason.FAILED, at);
    }

    /// What has become of a call that is still there.
    List<CallEventRequest> found(String key, QueueCall call, Map<String, String> members, Instant at) {
        var channel = channels.get(key);
        if (call.isHeardLive() || channel == null) {
            return List.of();
        }
        var entry = waiting.get(key);
        if (entry != null) {
            return waits(call, entry, channel, at);
        }
        var agent = agent(channel, members);
        if (agent != null) {
            return talks(key, call, channel, agent, at);
        }
        if (!isInQueue(channel)) {
            return leftQueue(key, call, at);
        }
        return isHandedOver(call, channel, members) ? handedOver(key, call, at) : List.of();
    }

    private static List<CallEventRequest> waits(QueueCall call, AmiMessage entry, AmiMessage channel, Instant at) {
        var queue = entry.get("Queue");
        var since = at.minusSeconds(entry.seconds("Wait"));
        return queue == null
                ? List.of()
                : call.joined(
                        Names.id(queue), Names.eventId("join", since.toString()), QueueCall.Place.of(channel), since);
    }

    private static List<CallEventRequest> talks(
            String key, QueueCall call, AmiMessage channel, String agent, Instant at) {
        if (call.stage() == QueueCall.Stage.TALKING && agent.equals(call.agentId())) {
            return List.of();
        }
        var events = new ArrayList<CallEventRequest>();
        var queue = queueOf(channel);
        if (call.stage() == QueueCall.Stage.TALKING || queue != null && !queue.equals(call.queueId())) {
            var next = queue == null ? call.queueId() : queue;
            events.addAll(call.joined(next, Names.eventId("join", at.toString()), QueueCall.Place.of(channel), at));
        }
        events.addAll(call.connected(agent, Names.eventId("connect", at + "/" + key), at));
        return events;
    }

    private static List<CallEventRequest> leftQueue(String key, QueueCall call, Instant at) {
        var events = call.completed(null, true, Names.eventId("complete", key), at);
        call.foundOut(at);
        return events;
    }

    /// Whether the caller talks with somebody else than the agent. One who has logged out meanwhile isn't told from
    /// others.
    private boolean isHandedOver(QueueCall call, AmiMessage channel, Map<String, String> members) {
        var agent = call.agentId();
        return agent != null
                && members.containsValue(agent)
                && bridgedWith(channel).findAny().isPresent();
    }

    private static List<CallEventRequest> handedOver(String key, QueueCall call, Instant at) {
        var events = new ArrayList<>(call.handedOver());
        events.addAll(call.completed(null, false, Names.eventId("complete", key), at));
        return events;
    }

    /// Calls that began before the connection did.
    List<Begun> unknown(Set<String> known, Map<String, String> members) {
        var begun = new ArrayList<Begun>();
        channels.forEach((key, channel) -> {
            if (known.contains(key) || hungUp.contains(key)) {
                return;
            }
            var entry = waiting.get(key);
            var agent = agent(channel, members);
            var queue = entry == null ? queueOf(channel) : entry.get("Queue");
            if (queue != null && (entry != null || agent != null)) {
                begun.add(new Begun(
                        key,
                        queue,
                        entry == null ? agent : null,
                        entry == null ? age(channel) : Duration.ofSeconds(entry.seconds("Wait")),
                        QueueCall.Place.of(channel),
                        entry == null ? channel : entry));
            }
        });
        return begun;
    }

    /// The member whose channel is in the same bridge.
    private @Nullable String agent(AmiMessage channel, Map<String, String> members) {
        return bridgedWith(channel)
                .map(other -> members.get(String.valueOf(AsteriskNames.interfaceOf(other.get("Channel")))))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The other channels of its bridge.
    private Stream<AmiMessage> bridgedWith(AmiMessage channel) {
        var bridge = channel.get("BridgeId");
        return channels.values().stream()
                .filter(other -> bridge != null && !other.equals(channel) && bridge.equals(other.get("BridgeId")));
    }

    private static boolean isInQueue(AmiMessage channel) {
        return channel.has("Application", "Queue");
    }

    /// `Queue(sales,tT,…)`
    private static @Nullable String queueOf(AmiMessage channel) {
        var data = channel.get("ApplicationData");
        if (!isInQueue(channel) || data == null) {
            return null;
        }
        var queue = data.split(",", 2)[0].strip();
        return queue.isEmpty() ? null : Names.id(queue);
    }

    /// `01:23:45`
    private static Duration age(AmiMessage channel) {
        var text = channel.get("Duration");
        if (text == null || !text.matches("[0-9]{1,6}:[0-5]?[0-9]:[0-5]?[0-9]")) {
            return Duration.ZERO;
        }
        var parts = text.split(":");
        return Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]));
    }
}
