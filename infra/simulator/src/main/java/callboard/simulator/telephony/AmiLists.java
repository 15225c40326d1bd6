package callboard.simulator.telephony;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an Asterisk answers who asks for its queues and its channels.
final class AmiLists {

    private final Pbx pbx;

    AmiLists(Pbx pbx) {
        this.pbx = pbx;
    }

    /// `QueueStatus`
    String queues(String id, Instant now) {
        var items = new ArrayList<AmiBlock>();
        pbx.agents().forEach((queue, agents) -> {
            var waiting = pbx.waiting(queue);
            items.add(AmiBlock.item("QueueParams", id)
                    .with("Queue", queue)
                    .with("Max", 0)
                    .with("Strategy", "rrmemory")
                    .with("Calls", waiting.size()));
            agents.forEach(agent -> items.add(AmiBlock.item("QueueMember", id)
                    .with("Queue", queue)
                    .with("Name", agent)
                    .with("Location", AmiBlock.device(agent))
                    .with("StateInterface", AmiBlock.device(agent))
                    .with("Membership", "static")
                    .with("Paused", 0)));
            for (int i = 0; i < waiting.size(); i++) {
                var call = waiting.get(i);
                items.add(AmiBlock.item("QueueEntry", id)
                        .with("Queue", queue)
                        .with("Position", i + 1)
                        .with("Channel", AmiBlock.trunk(call))
                        .with("Uniqueid", call.callId())
                        .with("CallerIDNum", call.number())
                        .with("CallerIDName", call.name())
                        .with("Wait", Duration.between(call.joinedAt, now).toSeconds()));
            }
        });
        return list(id, "Queue status will follow", "QueueStatusComplete", items);
    }

    /// `CoreShowChannels`
    String channels(String id, Instant now) {
        var items = new ArrayList<AmiBlock>();
        for (var call : pbx.calls()) {
            var agent = call.agent;
            items.add(channel(
                    AmiBlock.item("CoreShowChannel", id).caller(call, "queues", call.queue),
                    "Queue",
                    call.queue + ",tTb(phone^s^1),,,",
                    Duration.between(call.beganAt(), now),
                    agent));
            call.ringing
                    .values()
                    .forEach(ring -> items.add(channel(
                            AmiBlock.item("CoreShowChannel", id).phone("", call, ring, false),
                            "AppQueue",
                            "(Outgoing Line)",
                            Duration.between(ring.since(), now),
                            null)));
            if (agent != null) {
                items.add(channel(
                        AmiBlock.item("CoreShowChannel", id).phone("", call, agent, true),
                        "AppQueue",
                        "(Outgoing Line)",
                        Duration.between(agent.since(), now),
                        agent));
            }
        }
        return list(id, "Channels will follow", "CoreShowChannelsComplete", items);
    }

    private static AmiBlock channel(
            AmiBlock block, String application, String data, Duration age, PbxCall.@Nullable Ring bridged) {
        return block.with("Application", application)
                .with("ApplicationData", data)
                .with(
                        "Duration",
                        String.format(
                                Locale.ROOT, "%02d:%02d:%02d", age.toHours(), age.toMinutesPart(), age.toSecondsPart()))
                .with("BridgeId", bridged == null ? "" : bridge(bridged));
    }

    /// The bridge in which an agent talks.
    static String bridge(PbxCall.Ring agent) {
        return VendorIds.uuid("bridge", AmiBlock.uniqueid(agent));
    }

    private static String list(String id, String message, String complete, List<AmiBlock> items) {
        var text = new StringBuilder(AmiBlock.response("Success", id, message)
                .with("EventList", "start")
                .toString());
        items.forEach(text::append);
        return text.append(AmiBlock.item(complete, id)
                        .with("EventList", "Complete")
                        .with("ListItems", items.size()))
                .toString();
    }
}
