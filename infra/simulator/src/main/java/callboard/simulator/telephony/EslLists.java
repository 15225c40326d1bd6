package callboard.simulator.telephony;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What a FreeSWITCH answers who asks for its queues, their members and agents, and its channels.
final class EslLists {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OK = "+OK\n";
    private static final String MEMBERS = "callcenter_config queue list members ";
    private static final List<String> MEMBER =
            List.of("queue|instance_id|uuid|session_uuid|cid_number|cid_name|system_epoch|joined_epoch|rejoined_epoch"
                    + "|bridge_epoch|abandoned_epoch|base_score|skill_score|serving_agent|serving_system|state|score");

    private final Pbx pbx;

    EslLists(Pbx pbx) {
        this.pbx = pbx;
    }

    /// What an `api` command answers.
    String answer(String command) {
        if (command.equals("callcenter_config queue list")) {
            return lines(
                    List.of("name|strategy"),
                    pbx.agents().keySet().stream().map(queue -> queue + "|longest-idle-agent"));
        }
        if (command.startsWith(MEMBERS)) {
            return members(command.substring(MEMBERS.length()));
        }
        return switch (command) {
            case "callcenter_config agent list" -> agents();
            case "callcenter_config tier list" -> tiers();
            case "show channels as json" -> channels();
            case "uptime" -> "4711\n";
            default -> "-ERR " + command + " Command not found!\n";
        };
    }

    /// An empty queue has no line of names.
    private String members(String queue) {
        var members = pbx.calls().stream()
                .filter(call -> call.queue.equals(queue))
                .map(EslLists::member)
                .toList();
        return lines(members.isEmpty() ? List.of() : MEMBER, members.stream());
    }

    private static String member(PbxCall call) {
        var agent = call.agent;
        boolean isRung = agent == null && !call.ringing.isEmpty();
        var serving = agent != null
                ? agent.agent()
                : call.ringing.size() > 1 ? "ring-all" : String.join("", call.ringing.keySet());
        return String.join(
                "|",
                call.queue,
                "single_box",
                EslEvents.member(call),
                EslEvents.session(call.callId()),
                call.number() == null ? "" : call.number(),
                call.name() == null ? "" : call.name(),
                "" + call.beganAt().getEpochSecond(),
                "" + call.joinedAt.getEpochSecond(),
                "0",
                agent == null ? "0" : "" + call.answeredAt.getEpochSecond(),
                "0",
                "0",
                "0",
                serving,
                serving.isEmpty() ? "" : "single_box",
                agent != null ? "Answered" : isRung ? "Trying" : "Waiting",
                "0");
    }

    /// Whoever it has met takes calls.
    private String agents() {
        return lines(
                List.of("name|instance_id|uuid|type|contact|status|state"),
                pbx.agents().values().stream()
                        .flatMap(Collection::stream)
                        .distinct()
                        .map(agent -> agent + "|single_box||Callback|user/" + agent + "|Available|Waiting"));
    }

    private String tiers() {
        return lines(
                List.of("queue|agent|state|level|position"),
                pbx.agents().entrySet().stream()
                        .flatMap(queue -> queue.getValue().stream().map(agent -> queue.getKey() + "|" + agent))
                        .map(tier -> tier + "|Ready|1|1"));
    }

    private static String lines(List<String> head, Stream<String> lines) {
        var text = new StringBuilder();
        Stream.concat(head.stream(), lines).forEach(line -> text.append(line).append('\n'));
        return text + OK;
    }

    private String channels() {
        var rows = JSON.createArrayNode();
        for (var call : pbx.calls()) {
            var session = EslEvents.session(call.callId());
            add(rows, session, session, "ACTIVE", "inbound");
            call.ringing
                    .values()
                    .forEach(ring -> add(rows, EslEvents.channel(call, ring), session, "RINGING", "outbound"));
            if (call.agent != null) {
                var state = call.isHeld ? "HELD" : "ACTIVE";
                add(rows, EslEvents.channel(call, call.agent), session, state, "outbound");
            }
        }
        var answer = JSON.createObjectNode().put("row_count", rows.size());
        if (!rows.isEmpty()) {
            answer.set("rows", rows);
        }
        return JSON.writeValueAsString(answer);
    }

    private static void add(ArrayNode rows, String channel, String call, String state, String direction) {
        rows.addObject()
                .put("uuid", channel)
                .put("direction", direction)
                .put("callstate", state)
                .put("call_uuid", call);
    }
}
