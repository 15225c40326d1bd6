package callboard.calls.connection.asterisk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The lists that an Asterisk would answer with after what it has said so far.
final class AsteriskAt {

    private final Map<String, Map<String, String>> channels = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> waiting = new LinkedHashMap<>();
    private final List<AmiMessage> members = new ArrayList<>();

    private AsteriskAt() {}

    static List<AmiMessage> lists(List<AmiMessage> said) {
        var asterisk = new AsteriskAt();
        said.forEach(asterisk::happens);
        var lists = new ArrayList<>(asterisk.members);
        asterisk.waiting.values().forEach(fields -> lists.add(new AmiMessage(fields)));
        lists.add(new AmiMessage(Map.of("Event", "QueueStatusComplete")));
        asterisk.channels.values().forEach(fields -> lists.add(new AmiMessage(fields)));
        lists.add(new AmiMessage(Map.of("Event", "CoreShowChannelsComplete")));
        return lists;
    }

    /// Whether what it has said so far leaves this caller waiting in a queue.
    static boolean waits(List<AmiMessage> said, String id) {
        var asterisk = new AsteriskAt();
        said.forEach(asterisk::happens);
        return asterisk.waiting.containsKey(id);
    }

    private void happens(AmiMessage message) {
        var kind = String.valueOf(message.event());
        var id = Objects.requireNonNullElse(message.get("Uniqueid"), "");
        var channel = channels.get(id);
        if (channel != null) {
            place(channel, message);
        }
        switch (kind) {
            case "QueueMember", "QueueMemberAdded" -> members.add(message);
            case "Newchannel" -> {
                var fields = new LinkedHashMap<>(
                        Map.of("Event", "CoreShowChannel", "Application", "AppDial", "Uniqueid", id));
                fields.put("Channel", Objects.requireNonNull(message.get("Channel")));
                place(fields, message);
                channels.put(id, fields);
            }
            case "QueueCallerJoin" -> {
                channel(id).put("Application", "Queue");
                channel(id).put("ApplicationData", message.get("Queue") + ",tb(phone^s^1),,,");
                var entry = new LinkedHashMap<>(Map.of("Event", "QueueEntry", "Uniqueid", id, "Wait", "0"));
                entry.put("Queue", Objects.requireNonNull(message.get("Queue")));
                waiting.put(id, entry);
            }
            case "QueueCallerLeave" -> {
                waiting.remove(id);
                channel(id).put("Application", "Playback");
            }
            case "AgentConnect" -> {
                channel(id).put("Application", "Queue");
                channel(id).put("BridgeId", id);
                channel(Objects.requireNonNull(message.get("DestUniqueid"))).put("BridgeId", id);
            }
            case "AgentComplete" -> {
                channel(id).put("Application", "Dial");
                channel(id).remove("BridgeId");
            }
            case "Hangup" -> {
                channels.remove(id);
                waiting.remove(id);
            }
            default -> {}
        }
    }

    private Map<String, String> channel(String id) {
        return channels.getOrDefault(id, new LinkedHashMap<>());
    }

    private static void place(Map<String, String> channel, AmiMessage message) {
        for (var field : List.of("Context", "Exten", "CallerIDNum", "CallerIDName")) {
            var value = message.get(field);
            if (value != null) {
                channel.put(field, value);
            }
        }
    }
}
