package callboard.calls.agent;

import callboard.calls.agent.AgentRepository.Day;
import callboard.calls.agent.AgentRepository.Telling;
import callboard.calls.lifecycle.AgentTimeline;
import callboard.calls.lifecycle.AgentTimeline.Span;
import callboard.calls.lifecycle.AgentTimeline.Stay;
import callboard.calls.lifecycle.AgentTimeline.Told;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.AgentEventType;
import callboard.contracts.AgentState;
import callboard.contracts.AgentTimes;
import callboard.contracts.AgentView;
import callboard.contracts.QueueAgents;
import callboard.contracts.viewer.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What agents are doing, by their live calls and by what was told of them, and what they did today.
@Component
public class Agents {

    static final Comparator<Telling> LATEST = Comparator.comparing(Telling::told)
            .thenComparing(Telling::name, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Telling::team, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(each -> String.valueOf(each.queues()));

    /// All that is known of an agent.
    record Known(
            String id,
            List<Telling> tellings,
            List<Stay> live,
            List<Stay> last,
            @Nullable Day day) {

        /// That they had today, about.
        int calls() {
            return day == null ? 0 : day.handled() + day.missed();
        }

        List<Told> told() {
            return tellings.stream().map(Telling::told).toList();
        }

        Optional<Telling> profile() {
            return tellings.stream()
                    .filter(each -> each.told().type() == AgentEventType.SIGNED_IN)
                    .max(LATEST);
        }

        List<String> queues() {
            return profile().map(Telling::queues).orElse(List.of());
        }

        Span now(List<Stay> calls, Instant now) {
            var stays = Stream.concat(calls.stream(), last.stream()).toList();
            var changes = Stream.concat(
                            told().stream().map(Told::at), stays.stream().map(Stay::since))
                    .toList();
            var first = changes.stream().min(Comparator.naturalOrder()).orElse(now);
            // Another replica's clock may be a little ahead of this one's.
            var latest = Stream.concat(changes.stream(), Stream.of(now))
                    .max(Comparator.naturalOrder())
                    .orElse(now);
            return AgentTimeline.spans(told(), stays, first, latest).getLast();
        }
    }

    private final AgentRepository rows;
    private final TimesToday times;
    private final StatsProperties settings;
    private final Clock clock;

    Agents(AgentRepository rows, TimesToday times, StatsProperties settings, Clock clock) {
        this.rows = rows;
        this.times = times;
        this.settings = settings;
        this.clock = clock;
    }

    /// Those who are signed in, were so today, have a call now or had one today, by id, with their day.
    List<AgentView> today(Viewer viewer) {
        var now = clock.instant();
        var known = known(now);
        var totals = times.of(known, settings.startOfDay(now), now);
        return known.stream()
                .flatMap(agent -> view(agent, viewer, now).stream())
                .map(agent -> with(agent, totals.get(agent.agentId())))
                .toList();
    }

    /// The same, without what changes by itself as time passes.
    List<AgentView> now(Viewer viewer) {
        var now = clock.instant();
        return known(now).stream()
                .flatMap(agent -> view(agent, viewer, now).stream())
                .toList();
    }

    /// What all of them do, together and by queue.
    public record Counted(AgentCounts all, Map<String, AgentCounts> queues) {}

    /// For who sees every queue; a queue without agents is left out.
    public Counted counted() {
        var all = now(Viewer.ANYBODY);
        return new Counted(
                all.stream()
                        .map(agent -> AgentCounts.of(agent.state(), agent.since()))
                        .reduce(AgentCounts.NONE, AgentCounts::plus),
                byQueue(all));
    }

    /// Of each queue that has any, by id.
    List<QueueAgents> byQueue(Viewer viewer) {
        return byQueue(now(viewer)).entrySet().stream()
                .map(queue -> new QueueAgents(
                        queue.getKey(),
                        queue.getValue().available(),
                        queue.getValue().onCalls(),
                        queue.getValue().away()))
                .toList();
    }

    private static Map<String, AgentCounts> byQueue(List<AgentView> agents) {
        var queues = new TreeMap<String, AgentCounts>();
        for (var agent : agents) {
            var its = new TreeSet<>(agent.queues() == null ? List.of() : agent.queues());
            if (agent.queueId() != null) {
                its.add(agent.queueId());
            }
            its.forEach(queue -> queues.merge(queue, AgentCounts.of(agent.state(), agent.since()), AgentCounts::plus));
        }
        queues.values().removeIf(each -> each.loggedIn() == 0);
        return queues;
    }

    private List<Known> known(Instant now) {
        var start = settings.startOfDay(now);
        var told = rows.told(start);
        // Before what has ended: a call that ends in between is in both, and none is in neither.
        var live = rows.live();
        var days = rows.days(settings.day(now));
        var ids = new TreeSet<>(told.keySet());
        ids.addAll(live.keySet());
        ids.addAll(days.keySet());
        var last = rows.lastStays(ids, start, now);
        var known = new ArrayList<Known>();
        for (var id : ids) {
            var agent = new Known(
                    id,
                    told.getOrDefault(id, List.of()),
                    live.getOrDefault(id, List.of()),
                    last.getOrDefault(id, List.of()),
                    days.get(id));
            if (isListed(agent, start)) {
                known.add(agent);
            }
        }
        return known;
    }

    private static boolean isListed(Known agent, Instant start) {
        return agent.day != null
                || !agent.live.isEmpty()
                || agent.told().stream()
                        .max(Comparator.naturalOrder())
                        .filter(latest -> latest.type() != AgentEventType.SIGNED_OUT
                                || !latest.at().isBefore(start))
                        .isPresent();
    }

    /// Who sees some queues sees those who have a call of theirs now, or are signed in for one of them.
    private static Optional<AgentView> view(Known agent, Viewer viewer, Instant now) {
        if (viewer.queues() == null) {
            return Optional.of(view(agent, agent.now(agent.live, now), agent.queues()));
        }
        var seen = agent.live.stream()
                .filter(call -> viewer.allows(call.queueId()))
                .toList();
        var queues = agent.queues().stream().filter(viewer::allows).toList();
        if (seen.isEmpty() && queues.isEmpty()) {
            return Optional.empty();
        }
        var span = agent.now(seen.isEmpty() ? agent.live : seen, now);
        return Optional.of(view(agent, seen.isEmpty() ? hidden(span) : span, queues));
    }

    /// That they are busy may be known, and not with what.
    private static Span hidden(Span span) {
        return new Span(span.state(), span.reason(), null, span.from(), span.to());
    }

    private static AgentView view(Known agent, Span span, List<String> queues) {
        var day = agent.day;
        var call = span.call();
        var profile = agent.profile();
        return new AgentView(
                agent.id,
                span.state(),
                since(span, day),
                call == null ? null : call.callId(),
                call == null ? null : call.queueId(),
                day == null ? 0 : day.handled(),
                day == null ? 0 : day.missed(),
                day == null ? null : day.averageHandleTime(),
                profile.map(Telling::name).orElse(null),
                profile.map(Telling::team).orElse(null),
                profile.map(Telling::queues).map(_ -> queues).orElse(null),
                span.reason(),
                null,
                null);
    }

    private static @Nullable Instant since(Span span, @Nullable Day day) {
        if (span.call() != null) {
            return span.call().since();
        }
        if (span.state() == AgentState.IDLE) {
            return day == null ? null : day.lastLeft();
        }
        return span.from();
    }

    private static AgentView with(AgentView agent, @Nullable AgentTimes today) {
        return new AgentView(
                agent.agentId(),
                agent.state(),
                agent.since(),
                agent.callId(),
                agent.queueId(),
                agent.handledToday(),
                agent.missedToday(),
                agent.averageHandleTime(),
                agent.name(),
                agent.team(),
                agent.queues(),
                agent.reason(),
                today,
                today == null ? null : AgentTimeline.occupancy(today));
    }
}
