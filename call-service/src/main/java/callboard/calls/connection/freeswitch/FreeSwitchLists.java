package callboard.calls.connection.freeswitch;

import callboard.calls.connection.message.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `callcenter_config queue list`, `queue list members`, `agent list`, `tier list` and `show channels as json` say
/// when a connection begins.
final class FreeSwitchLists {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Somebody in a queue.
    ///
    /// @param agent who is rung or talks
    record Member(
            String queue,
            String session,
            @Nullable String number,
            @Nullable String name,
            @Nullable Instant joinedAt,
            @Nullable Instant bridgedAt,
            @Nullable String agent,
            boolean isAnswered,
            boolean isRingAll) {}

    private final Map<String, String> agents = new HashMap<>();
    private final Map<String, List<String>> tiers = new HashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<String> channels = new HashSet<>();
    private final Set<String> held = new HashSet<>();

    /// The queues' names; null where the answer is none.
    static @Nullable List<String> queues(String answer) {
        var rows = rows(answer);
        return rows == null
                ? null
                : rows.stream()
                        .map(row -> row.getOrDefault("name", ""))
                        .filter(name -> !name.isBlank())
                        .toList();
    }

    /// Whether they were understood. An empty queue has no line of names.
    boolean addMembers(String answer) {
        var rows = rows(answer);
        if (rows == null) {
            return false;
        }
        for (var row : rows) {
            var session = row.getOrDefault("session_uuid", "");
            var queue = row.getOrDefault("queue", "");
            var state = row.getOrDefault("state", "");
            if (session.isBlank() || queue.isBlank() || state.equals("Abandoned")) {
                continue;
            }
            var agent = row.getOrDefault("serving_agent", "");
            boolean isRingAll = agent.equals("ring-all");
            var joinedAt = epoch(row.get("rejoined_epoch"));
            members.put(
                    session,
                    new Member(
                            Names.id(queue),
                            session,
                            Names.text(row.get("cid_number")),
                            Names.text(row.get("cid_name")),
                            joinedAt == null ? epoch(row.get("joined_epoch")) : joinedAt,
                            epoch(row.get("bridge_epoch")),
                            agent.isBlank() || isRingAll ? null : Names.id(agent),
                            state.equals("Answered"),
                            isRingAll));
        }
        return true;
    }

    /// Whether they were understood. Where there are no agents there is no line of names.
    boolean addAgents(String answer) {
        var rows = rows(answer);
        if (rows == null) {
            return false;
        }
        for (var row : rows) {
            var name = row.getOrDefault("name", "");
            if (!name.isBlank()) {
                agents.put(Names.id(name), row.getOrDefault("status", ""));
            }
        }
        return true;
    }

    /// Whether they were understood.
    boolean addTiers(String answer) {
        var rows = rows(answer);
        if (rows == null) {
            return false;
        }
        for (var row : rows) {
            var agent = row.getOrDefault("agent", "");
            var queue = row.getOrDefault("queue", "");
            if (!agent.isBlank() && !queue.isBlank()) {
                tiers.computeIfAbsent(Names.id(agent), _ -> new ArrayList<>()).add(Names.id(queue));
            }
        }
        return true;
    }

    /// The status of each agent.
    Map<String, String> agents() {
        return agents;
    }

    /// The queues of each agent.
    Map<String, List<String>> tiers() {
        return tiers;
    }

    /// Whether they were understood.
    boolean addChannels(String answer) {
        try {
            var root = JSON.readTree(answer);
            if (!root.isObject() || !root.has("row_count")) {
                return false;
            }
            for (JsonNode row : root.path("rows")) {
                var channel = row.path("uuid").asString("");
                channels.add(channel);
                if (row.path("callstate").asString("").equals("HELD")) {
                    held.add(channel);
                    held.add(row.path("call_uuid").asString(""));
                }
            }
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }

    Iterable<Member> members() {
        return members.values();
    }

    @Nullable
    Member member(String session) {
        return members.get(session);
    }

    boolean hasChannel(String session) {
        return channels.contains(session);
    }

    boolean isHeld(String session) {
        return held.contains(session);
    }

    /// A line of names, lines of values between bars, and `+OK`.
    private static @Nullable List<Map<String, String>> rows(String answer) {
        var lines = answer.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.getLast().startsWith("+OK")) {
            return null;
        }
        var rows = new ArrayList<Map<String, String>>();
        var names = Arrays.asList(lines.getFirst().split("\\|", -1));
        for (var line : lines.subList(1, Math.max(1, lines.size() - 1))) {
            rows.add(row(names, line.split("\\|", -1)));
        }
        return rows;
    }

    /// The caller's name may have bars of its own: what stands behind it is counted from the end.
    private static Map<String, String> row(List<String> names, String[] values) {
        int more = values.length - names.size();
        int free = names.indexOf("cid_name");
        var row = new TreeMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            int from = more > 0 && free >= 0 && i > free ? i + more : i;
            if (from < values.length) {
                row.put(
                        names.get(i),
                        more > 0 && i == free
                                ? String.join("|", Arrays.asList(values).subList(i, i + more + 1))
                                : values[from]);
            }
        }
        return row;
    }

    private static @Nullable Instant epoch(@Nullable String seconds) {
        try {
            long value = seconds == null || seconds.isBlank() ? 0 : Long.parseLong(seconds);
            return value <= 0 || value > 253_000_000_000L ? null : Instant.ofEpochSecond(value);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
