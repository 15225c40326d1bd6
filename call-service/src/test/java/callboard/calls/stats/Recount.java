package callboard.calls.stats;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The statistics, told anew from the stored events alone and with none of the service's code.
final class Recount {

    record Event(String callId, String type, Instant at, Instant received, JsonNode told) {}

    record QueueVersion(String queueId, int version, int waitLimit, Instant changed) {}

    /// One agent's part of one day.
    static final class Day {
        int handled;
        int missed;
        long handleMillis;
    }

    private final List<QueueVersion> versions;
    private final ZoneId zone;
    final List<PlainCall> calls = new ArrayList<>();
    final Map<LocalDate, TreeMap<String, Day>> days = new HashMap<>();

    Recount(JdbcTemplate sql, ZoneId zone) {
        this.zone = zone;
        versions = sql.query(
                "select * from queue_versions",
                (row, _) -> new QueueVersion(
                        row.getString("queue_id"),
                        row.getInt("version"),
                        row.getInt("wait_limit"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()));
        var events = sql.query(
                "select * from call_events order by call_id, sequence",
                (row, _) -> new Event(
                        row.getString("call_id"),
                        row.getString("type"),
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        JsonMapper.shared().readTree(row.getString("metadata"))));
        for (var event : events) {
            if (event.type.equals("call_initiated")) {
                calls.add(new PlainCall());
            }
            calls.getLast().happens(event);
        }
    }

    List<PlainCall> begun(Instant from, Instant to, Predicate<PlainCall> which) {
        return calls.stream()
                .filter(call -> !call.minute.isBefore(from) && !call.minute.isAfter(to))
                .filter(which)
                .toList();
    }

    private int waitLimit(String queueId, Instant when) {
        // The first version has always been there, whatever the clock of the test says.
        return versions.stream()
                .filter(version -> version.queueId.equals(queueId))
                .filter(version -> version.version == 1 || !version.changed.isAfter(when))
                .max((a, b) -> a.version - b.version)
                .orElseThrow()
                .waitLimit;
    }

    final class PlainCall {

        Instant minute = Instant.EPOCH;
        String status = "";
        String queue = "";
        /// Where it counts as offered.
        String offeredIn = "";
        Instant since = Instant.EPOCH;

        @Nullable
        String agent;

        @Nullable
        Instant rings;

        @Nullable
        Instant picked;

        @Nullable
        Double wait;

        boolean within;
        boolean abandoned;
        boolean shortAbandoned;
        long handleMillis;
        private int limit;

        boolean handled() {
            return wait != null && status.equals("ended");
        }

        private void happens(Event event) {
            // No change is dated before the status it ends.
            var at = event.at.isBefore(since) ? since : event.at;
            if (status.equals("active") || status.equals("on_hold")) {
                switch (event.type) {
                    case "call_answered", "call_hold", "call_resumed", "call_retransfer", "call_ended" ->
                        handleMillis += Duration.between(since, at).toMillis();
                    default -> {}
                }
            }
            switch (event.type) {
                case "call_initiated" -> {
                    minute = event.at.truncatedTo(ChronoUnit.MINUTES);
                    queue = event.told.path("queueId").asString();
                    limit = waitLimit(queue, event.received);
                    offeredIn = queue;
                    enter("waiting", at);
                }
                case "call_routed" -> ring(event.told.path("agentId").asString(), at, event);
                case "call_answered" -> {
                    if (wait == null) {
                        wait = event.told.path("waitTime").asDouble();
                        within = wait <= limit;
                    }
                    if (status.equals("waiting")) {
                        picked = at;
                    }
                    rings = null;
                    enter("active", at);
                }
                case "call_hold" -> enter("on_hold", at);
                case "call_resumed" -> enter("active", at);
                case "call_retransfer" -> {
                    leave(at, event);
                    ring(event.told.path("agentId").asString(null), at, event);
                    if (event.told.has("queueId")) {
                        queue = event.told.path("queueId").asString();
                        limit = waitLimit(queue, event.received);
                        offeredIn = wait == null ? queue : offeredIn;
                    }
                    if (!status.equals("waiting")) {
                        enter("waiting", at);
                    }
                }
                case "call_ended" -> {
                    leave(at, event);
                    abandoned = wait == null
                            && event.told.path("endReason").asString().equals("abandoned");
                    shortAbandoned = abandoned
                            && event.told
                                    .path("flags")
                                    .valueStream()
                                    .anyMatch(
                                            flag -> flag.path("rule").asString().equals("short_abandon"));
                    rings = null;
                    enter("ended", at);
                }
                case "call_flagged" -> {}
                default -> throw new AssertionError(event);
            }
        }

        private void enter(String next, Instant at) {
            status = next;
            since = at;
        }

        private void ring(@Nullable String next, Instant at, Event event) {
            if (rings != null && !agent.equals(next)) {
                day(agent, event).missed++;
            }
            agent = next;
            rings = next == null ? null : at;
        }

        private void leave(Instant at, Event event) {
            if (picked != null && agent != null) {
                var day = day(agent, event);
                day.handled++;
                day.handleMillis += Duration.between(picked, at).toMillis();
            } else if (rings != null && event.type.equals("call_ended")) {
                day(agent, event);
            }
            picked = null;
        }

        private Day day(String who, Event event) {
            return days.computeIfAbsent(event.at.atZone(zone).toLocalDate(), _ -> new TreeMap<>())
                    .computeIfAbsent(who, _ -> new Day());
        }
    }
}
