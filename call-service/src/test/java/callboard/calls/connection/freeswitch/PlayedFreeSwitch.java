package callboard.calls.connection.freeswitch;

import callboard.calls.connection.message.LineAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A FreeSWITCH with mod_callcenter, as documented: what happens at it is told to whoever is connected.
public final class PlayedFreeSwitch implements AutoCloseable {

    private final ServerSocket server;
    private final Map<String, Map<String, String>> members = new LinkedHashMap<>();
    private final Map<String, String> channels = new LinkedHashMap<>();
    private final Map<String, String> statuses = new LinkedHashMap<>();
    private final List<String> tiers = new ArrayList<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Semaphore listed = new Semaphore(0);
    private final boolean repeats;
    private String core = UUID.randomUUID().toString();
    private long sequence;
    private Instant now;
    private @Nullable Socket client;

    PlayedFreeSwitch(boolean repeats) throws IOException {
        this(repeats, Instant.parse("2026-11-28T10:00:00Z"));
    }

    public PlayedFreeSwitch(boolean repeats, Instant now) throws IOException {
        this.repeats = repeats;
        this.now = now;
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    talk(socket);
                } catch (IOException _) {
                    // Cut, as the test has wanted.
                }
            }
        });
    }

    public LineAddress address() {
        return new LineAddress(
                "127.0.0.1", server.getLocalPort(), false, null, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        send(socket, "Content-Type: auth/request\n\n");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            synchronized (this) {
                if (line.startsWith("auth ")) {
                    var isRight = line.equals("auth ClueCon");
                    send(socket, reply(isRight ? "+OK accepted" : "-ERR invalid"));
                } else if (line.startsWith("event plain ")) {
                    client = socket;
                    send(socket, reply("+OK event listener enabled plain"));
                } else if (line.startsWith("api ")) {
                    var body = answer(line.substring(4));
                    send(socket, "Content-Type: api/response\nContent-Length: " + bytes(body) + "\n\n" + body);
                    if (line.startsWith("api show channels")) {
                        listed.release();
                    }
                } else if (line.equals("exit")) {
                    send(socket, "Content-Type: text/disconnect-notice\n\n");
                    return;
                }
            }
        }
    }

    private static String reply(String text) {
        return "Content-Type: command/reply\nReply-Text: " + text + "\n\n";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private String answer(String command) {
        if (command.equals("callcenter_config queue list")) {
            return "name|strategy\nsales@default|ring-all\nhelp@default|ring-all\n+OK\n";
        }
        if (command.startsWith("callcenter_config queue list members ")) {
            var queue = command.substring(command.lastIndexOf(' ') + 1);
            var text = new StringBuilder();
            for (var member : members.values()) {
                if (member.get("queue").equals(queue)) {
                    if (text.isEmpty()) {
                        text.append(String.join("|", member.keySet())).append('\n');
                    }
                    text.append(String.join("|", member.values())).append('\n');
                }
            }
            return text + "+OK\n";
        }
        if (command.equals("callcenter_config agent list")) {
            return table(
                    "name|instance_id|uuid|type|contact|status|state",
                    statuses.entrySet().stream()
                            .map(agent -> agent.getKey() + "|single_box||Callback|user/1000|" + agent.getValue()
                                    + "|Waiting"));
        }
        if (command.equals("callcenter_config tier list")) {
            return table("queue|agent|state|level|position", tiers.stream());
        }
        if (command.equals("show channels as json")) {
            var rows = new ArrayList<String>();
            channels.forEach((uuid, state) -> rows.add("{\"uuid\":\"%s\",\"call_uuid\":\"%s\",\"callstate\":\"%s\"}"
                    .formatted(uuid, owners.getOrDefault(uuid, uuid), state)));
            return "{\"row_count\":" + rows.size()
                    + (rows.isEmpty() ? "" : ",\"rows\":[" + String.join(",", rows) + "]") + "}";
        }
        return "0\n";
    }

    private static String table(String names, Stream<String> rows) {
        var lines = rows.map(row -> row + "\n").collect(Collectors.joining());
        return (lines.isEmpty() ? "" : names + "\n" + lines) + "+OK\n";
    }

    /// Whether or not anybody is connected.
    synchronized void status(String agent, String status) {
        statuses.put(agent, status);
        var fields = new LinkedHashMap<String, String>();
        fields.put("Event-Subclass", "callcenter::info");
        fields.put("CC-Agent", agent);
        fields.put("CC-Action", "agent-status-change");
        fields.put("CC-Agent-Status", status);
        fire("CUSTOM", fields);
    }

    synchronized void tier(String queue, String agent) {
        tiers.add(queue + "|" + agent + "|Ready|1|1");
    }

    synchronized void removes(String agent) {
        statuses.remove(agent);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    public boolean isListed() {
        return listed.tryAcquire();
    }

    synchronized Instant passes(Duration time) {
        now = now.plus(time);
        return now;
    }

    public synchronized void cut() throws IOException {
        var open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }

    /// Everybody's call is gone.
    synchronized void restart() throws IOException {
        cut();
        members.clear();
        channels.clear();
        core = UUID.randomUUID().toString();
        sequence = 0;
    }

    synchronized void fire(String name, Map<String, String> fields) {
        passes(Duration.ofMillis(250));
        var text = new StringBuilder("Event-Name: " + name + "\nCore-UUID: " + core + "\nEvent-Date-Timestamp: "
                + (now.getEpochSecond() * 1_000_000 + now.getNano() / 1000) + "\nEvent-Sequence: " + ++sequence + "\n");
        fields.forEach((key, value) -> text.append(key)
                .append(": ")
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"))
                .append('\n'));
        var body = text.append('\n').toString();
        var message = "Content-Length: " + bytes(body) + "\nContent-Type: text/event-plain\n\n" + body;
        try {
            for (int i = 0; i < (repeats ? 2 : 1); i++) {
                if (client != null) {
                    send(client, message);
                }
            }
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private void action(String action, String queue, String session, Map<String, String> more) {
        var fields = new LinkedHashMap<>(more);
        fields.put("Event-Subclass", "callcenter::info");
        fields.put("CC-Queue", queue);
        fields.put("CC-Action", action);
        fields.put(
                "CC-Member-UUID",
                members.containsKey(session) ? members.get(session).get("uuid") : "gone");
        fields.put("CC-Member-Session-UUID", session);
        fields.put("CC-Member-CID-Name", "José | Núñez");
        fields.put("CC-Member-CID-Number", "+34600111222");
        fire("CUSTOM", fields);
    }

    public synchronized void starts(String queue, String session) {
        channels.put(session, "ACTIVE");
        var row = new LinkedHashMap<String, String>();
        row.put("queue", queue);
        row.put("system", "single_box");
        // Each time that a caller comes to a queue, a new one.
        row.put("uuid", UUID.randomUUID().toString());
        members.put(session, row);
        action("member-queue-start", queue, session, Map.of());
        row.put("session_uuid", session);
        row.put("cid_number", "+34600111222");
        row.put("cid_name", "José | Núñez");
        row.put("joined_epoch", "" + now.getEpochSecond());
        row.put("rejoined_epoch", "0");
        row.put("bridge_epoch", "0");
        row.put("serving_agent", "ring-all");
        row.put("state", "Waiting");
    }

    public synchronized void offers(String session, String agent) {
        action("agent-offering", queue(session), session, Map.of("CC-Agent", agent));
    }

    synchronized void fails(String session, String agent, String cause) {
        action("bridge-agent-fail", queue(session), session, Map.of("CC-Agent", agent, "CC-Hangup-Cause", cause));
    }

    public synchronized void answers(String session, String agent) {
        channels.put(phone(session, agent), "ACTIVE");
        owners.put(phone(session, agent), session);
        action(
                "bridge-agent-start",
                queue(session),
                session,
                Map.of("CC-Agent", agent, "CC-Agent-UUID", phone(session, agent)));
        members.get(session).put("bridge_epoch", "" + now.getEpochSecond());
        members.get(session).put("serving_agent", agent);
        members.get(session).put("state", "Answered");
    }

    synchronized void holds(String session, String agent, boolean isHeld) {
        channels.put(phone(session, agent), isHeld ? "HELD" : "ACTIVE");
        fire(
                isHeld ? "CHANNEL_HOLD" : "CHANNEL_UNHOLD",
                Map.of("Unique-ID", phone(session, agent), "variable_cc_member_session_uuid", session));
    }

    public synchronized void agentLeaves(String session, String agent) {
        var queue = queue(session);
        hangsUp(phone(session, agent));
        action("bridge-agent-end", queue, session, Map.of("CC-Agent", agent));
        action("member-queue-end", queue, session, Map.of("CC-Cause", "Terminated", "CC-Agent", agent));
        members.remove(session);
    }

    /// The queue looks for it ten times a second: by then the call has come to the next one.
    synchronized void transfers(String session, String agent, String toQueue) {
        var before = members.get(session);
        hangsUp(phone(session, agent));
        starts(toQueue, session);
        var now = members.put(session, before);
        action("bridge-agent-end", before.get("queue"), session, Map.of("CC-Agent", agent));
        action("member-queue-end", before.get("queue"), session, Map.of("CC-Cause", "Terminated", "CC-Agent", agent));
        members.put(session, now);
    }

    public synchronized void cancels(String session, String reason) {
        action("member-queue-end", queue(session), session, Map.of("CC-Cause", "Cancel", "CC-Cancel-Reason", reason));
        members.remove(session);
    }

    public synchronized void hangsUp(String channel) {
        channels.remove(channel);
        fire("CHANNEL_HANGUP", Map.of("Unique-ID", channel));
    }

    private String queue(String session) {
        return members.get(session).get("queue");
    }

    private static String phone(String session, String agent) {
        return session + "-" + agent.hashCode();
    }

    /// The calls that are in queues. Of one that hangs up, the channel is gone a moment earlier than its place.
    synchronized List<String> sessions() {
        return members.keySet().stream().filter(channels::containsKey).toList();
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }
}
