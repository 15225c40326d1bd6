package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The statistics, told anew from the stored events alone and with none of the service's code.
final class Recount {

    record Event(String callId, String type, Instant at, Instant received, JsonNode told) {}

    record QueueVersion(
            String queueId,
            int version,
            int targetSeconds,
            int wrapUp,
            Instant changed,
            @Nullable JsonNode hours) {}

    /// An agent with a call, without a break.
    record Stay(
            String agentId, Instant until, String callId, String state, Instant since, String queueId, int wrapUp) {}

    /// What a call came to for an agent when it left them, or stopped ringing for them.
    record Work(String agentId, Instant at, String callId, String outcome, long handleMillis) {}

    /// One agent's part of some time.
    static final class Day {
        int handled;
        int missed;
        int hungUp;
        long handleMillis;
    }

    private final List<QueueVersion> versions;
    private final ZoneId zone;
    final List<PlainCall> calls = new ArrayList<>();
    final List<Counted> visits = new ArrayList<>();
    final Set<Stay> stays = new HashSet<>();
    final List<Work> work = new ArrayList<>();

    Recount(JdbcTemplate sql, ZoneId zone) {
        this.zone = zone;
        versions = sql.query(
                "select *, coalesce(target_seconds, wait_limit) as seconds from queue_versions",
                (row, _) -> new QueueVersion(
                        row.getString("queue_id"),
                        row.getInt("version"),
                        row.getInt("seconds"),
                        row.getInt("wrap_up"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("open_hours") == null
                                ? null
                                : JsonMapper.shared().readTree(row.getString("open_hours"))));
        var events = sql.query(
                """
                select * from call_events where not gave_way
                order by call_id, type <> 'call_initiated', happened_at, sequence
                """,
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

    /// Calls, or visits to that queue.
    List<? extends Counted> begun(Instant from, Instant to, @Nullable String queueId) {
        return (queueId == null ? calls : visits)
                .stream()
                        .filter(each -> !each.minute.isBefore(from) && !each.minute.isAfter(to))
                        .filter(each -> queueId == null || each.queue.equals(queueId))
                        .toList();
    }

    /// By agent.
    TreeMap<String, Day> day(LocalDate day) {
        return worked(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /// By agent.
    TreeMap<String, Day> worked(Instant from, Instant to) {
        var days = new TreeMap<String, Day>();
        work.stream()
                .filter(each -> !each.at.isBefore(from) && each.at.isBefore(to))
                .forEach(each -> {
                    var day = days.computeIfAbsent(each.agentId, _ -> new Day());
                    switch (each.outcome) {
                        case "handled" -> day.handled++;
                        case "missed" -> day.missed++;
                        case "hung_up" -> day.hungUp++;
                        default -> throw new AssertionError(each);
                    }
                    day.handleMillis += each.handleMillis;
                });
        return days;
    }

    private QueueVersion version(String queueId, Instant when) {
        // The first version has always been there, whatever the clock of the test says.
        return versions.stream()
                .filter(version -> version.queueId.equals(queueId))
                .filter(version -> version.version == 1 || !version.changed.isAfter(when))
                .max((a, b) -> a.version - b.version)
                .orElseThrow();
    }

    /// By what a clock on the wall shows.
    private static boolean isOutside(QueueVersion queue, Instant when) {
        if (queue.hours == null) {
            return false;
        }
        var local = when.atZone(ZoneId.of(queue.hours.path("zone").asString()));
        var day = local.format(DateTimeFormatter.ofPattern("E", Locale.ENGLISH)).toLowerCase(Locale.ENGLISH);
        var time = local.format(DateTimeFormatter.ofPattern("HH:mm"));
        return queue.hours.path(day).valueStream().map(JsonNode::asString).noneMatch(span -> {
            var ends = span.split("-");
            return ends[0].compareTo(time) <= 0 && time.compareTo(ends[1]) < 0;
        });
    }

    /// A call or one of its visits.
    static class Counted {

        Instant minute = Instant.EPOCH;
        String queue = "";
        String call = "";

        @Nullable
        Double wait;

        boolean within;
        boolean abandoned;
        boolean shortAbandoned;
        boolean outside;
        boolean over;
        long handleMillis;

        boolean handled() {
            return wait != null && over;
        }

        void answered(double waited, int limit) {
            if (wait == null) {
                wait = waited;
                within = !outside && waited <= limit;
            }
        }

        boolean outsideHours() {
            return outside && !shortAbandoned;
        }

        void ended(boolean givenUp, boolean soon) {
            over = true;
            abandoned = wait == null && givenUp;
            shortAbandoned = abandoned && soon;
        }
    }

    private record Place(String agentId, String state, Instant since) {}

    private record Ring(String agent, Instant missedAt) {}

    final class PlainCall extends Counted {

        String status = "";
        Instant since = Instant.EPOCH;

        @Nullable
        String agent;

        @Nullable
        Instant rings;

        @Nullable
        Instant picked;

        private Counted visit = new Counted();
        private Instant came = Instant.EPOCH;
        private int limit;
        private int wrapUp;

        @Nullable
        private Place place;

        private final List<Ring> missed = new ArrayList<>();

        private void happens(Event event) {
            // No change is dated before the status it ends.
            var at = event.at.isBefore(since) ? since : event.at;
            var queue = queue();
            int after = wrapUp;
            changes(event, at);
            var next = place();
            if (place != null && !place.equals(next) && place.since.isBefore(at)) {
                boolean isDone = !place.state.equals("ringing")
                        && (next == null || next.state.equals("ringing") || !next.agentId.equals(place.agentId));
                stays.add(
                        new Stay(place.agentId, at, event.callId, place.state, place.since, queue, isDone ? after : 0));
            }
            place = next;
        }

        private @Nullable Place place() {
            return agent == null
                    ? null
                    : switch (status) {
                        case "waiting" -> rings == null ? null : new Place(agent, "ringing", rings);
                        case "active" -> new Place(agent, "on_call", since);
                        case "on_hold" -> new Place(agent, "holding", since);
                        default -> null;
                    };
        }

        private void changes(Event event, Instant at) {
            if (status.equals("active") || status.equals("on_hold")) {
                switch (event.type) {
                    case "call_answered", "call_hold", "call_resumed", "call_retransfer", "call_ended" -> {
                        long millis = Duration.between(since, at).toMillis();
                        handleMillis += millis;
                        visit.handleMillis += millis;
                    }
                    default -> {}
                }
            }
            switch (event.type) {
                case "call_initiated" -> {
                    minute = event.at.truncatedTo(ChronoUnit.MINUTES);
                    come(event.told.path("queueId").asString(), event.at, event);
                    enter("waiting", at);
                }
                case "call_routed" -> ring(event.told.path("agentId").asString(), at, event);
                case "call_answered" -> {
                    double told = event.told.path("waitTime").asDouble();
                    boolean isFirst = wait == null;
                    visit.answered(isFirst ? told : Duration.between(came, at).toMillis() / 1000.0, limit);
                    answered(told, limit);
                    if (status.equals("waiting")) {
                        picked = at;
                        if (agent == null && !missed.isEmpty()) {
                            agent = missed.getLast().agent;
                        }
                        if (missed.stream().anyMatch(ring -> ring.agent.equals(agent))) {
                            missed.forEach(ring -> assertThat(
                                            work.remove(new Work(ring.agent, ring.missedAt, event.callId, "missed", 0)))
                                    .isTrue());
                        }
                    }
                    missed.clear();
                    rings = null;
                    enter("active", at);
                }
                case "call_hold" -> enter("on_hold", at);
                case "call_resumed" -> enter("active", at);
                case "call_retransfer" -> {
                    boolean isOurs = event.told.path("by").asString("").equals("system");
                    leave(at, event);
                    ring(event.told.path("agentId").asString(null), at, event);
                    if (!isOurs) {
                        missed.clear();
                    }
                    var to = event.told.path("queueId").asString(queue());
                    if (!to.equals(queue())) {
                        visit.over = true;
                        come(to, at, event);
                    }
                    if (event.told.has("queueId")) {
                        goBy(version(to, event.received));
                    }
                    if (!status.equals("waiting")) {
                        enter("waiting", at);
                    }
                }
                case "call_ended" -> {
                    leave(at, event);
                    boolean givenUp = event.told.path("endReason").asString().equals("abandoned");
                    boolean soon = event.told
                            .path("flags")
                            .valueStream()
                            .anyMatch(flag -> flag.path("rule").asString().equals("short_abandon"));
                    visit.ended(givenUp, soon);
                    ended(givenUp, soon);
                    rings = null;
                    enter("ended", at);
                }
                case "call_flagged" -> {}
                default -> throw new AssertionError(event);
            }
        }

        String queue() {
            return visit.queue;
        }

        private void come(String to, Instant at, Event event) {
            visit = new Counted();
            visit.queue = to;
            visit.call = event.callId;
            visit.minute = at.truncatedTo(ChronoUnit.MINUTES);
            visits.add(visit);
            came = at;
            goBy(version(to, event.received));
        }

        private void goBy(QueueVersion version) {
            limit = version.targetSeconds;
            wrapUp = version.wrapUp;
            if (visit.wait == null) {
                visit.outside = isOutside(version, came);
            }
            if (wait == null) {
                outside = visit.outside;
            }
        }

        private void enter(String next, Instant at) {
            status = next;
            since = at;
        }

        private void ring(@Nullable String next, Instant at, Event event) {
            if (rings != null && !agent.equals(next)) {
                work.add(new Work(agent, at, event.callId, "missed", 0));
                missed.add(new Ring(agent, at));
            }
            agent = next;
            rings = next == null ? null : at;
        }

        private void leave(Instant at, Event event) {
            if (picked != null && agent != null) {
                work.add(new Work(
                        agent,
                        at,
                        event.callId,
                        "handled",
                        Duration.between(picked, at).toMillis()));
            } else if (rings != null && event.type.equals("call_ended")) {
                work.add(new Work(agent, at, event.callId, "hung_up", 0));
            }
            picked = null;
        }
    }
}
