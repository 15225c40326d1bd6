package callboard.calls.agent;

import callboard.calls.agent.AgentRepository.Telling;
import callboard.calls.lifecycle.AgentTimeline;
import callboard.calls.lifecycle.AgentTimeline.Span;
import callboard.calls.lifecycle.AgentTimeline.Stay;
import callboard.calls.lifecycle.AgentTimeline.Told;
import callboard.contracts.AgentEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What agents did in a time that is past, by the same rules as what they do now.
@Component
public class AgentPast {

    /// From then on an agent does that, until the next of theirs.
    ///
    /// @param does   that one agent, with since when they have been away
    /// @param queues whose agents they are then
    public record Doing(String agentId, Instant from, AgentCounts does, Set<String> queues) {}

    private final AgentRepository rows;

    AgentPast(AgentRepository rows) {
        this.rows = rows;
    }

    /// Since when it is kept what they do.
    public Optional<Instant> first() {
        return rows.first();
    }

    /// What each of them did between two moments, from the first on; in the order of time.
    public List<Doing> between(Instant start, Instant end) {
        var told = rows.told(start, end);
        // Before what has ended: a call that ends in between is in both, and none is in neither.
        var live = rows.live();
        var stays = rows.stays(start, end);
        var ids = new TreeSet<>(told.keySet());
        ids.addAll(live.keySet());
        ids.addAll(stays.keySet());
        return ids.stream()
                .flatMap(id -> doings(
                        id,
                        told.getOrDefault(id, List.of()),
                        Stream.concat(
                                        live.getOrDefault(id, List.of()).stream(),
                                        stays.getOrDefault(id, List.of()).stream())
                                .filter(stay -> stay.since().isBefore(end))
                                .toList(),
                        start,
                        end)
                        .stream())
                .sorted(Comparator.comparing(Doing::from))
                .toList();
    }

    private static List<Doing> doings(
            String agentId, List<Telling> tellings, List<Stay> stays, Instant start, Instant end) {
        var told = tellings.stream().map(Telling::told).toList();
        var first = Stream.of(told.stream().map(Told::at), stays.stream().map(Stay::since), Stream.of(start))
                .flatMap(each -> each)
                .min(Comparator.naturalOrder())
                .orElse(start);
        var signIns = tellings.stream()
                .filter(each -> each.told().type() == AgentEventType.SIGNED_IN)
                .sorted(Agents.LATEST)
                .toList();
        var doings = new ArrayList<Doing>();
        for (var span : AgentTimeline.spans(told, stays, first, end)) {
            if (span.to().isAfter(start)) {
                var from = span.from().isBefore(start) ? start : span.from();
                doings.add(doing(agentId, span, from, signIns));
                // Whose agents they are may change while they do the same.
                signIns.stream()
                        .map(each -> each.told().at())
                        .filter(at -> at.isAfter(from) && at.isBefore(span.to()))
                        .forEach(at -> doings.add(doing(agentId, span, at, signIns)));
            }
        }
        return doings;
    }

    private static Doing doing(String agentId, Span span, Instant from, List<Telling> signIns) {
        var queues = new HashSet<String>();
        signIns.stream()
                .filter(each -> !each.told().at().isAfter(from))
                .reduce((_, later) -> later)
                .map(Telling::queues)
                .ifPresent(queues::addAll);
        if (span.call() != null) {
            queues.add(span.call().queueId());
        }
        return new Doing(agentId, from, AgentCounts.of(span.state(), span.from()), queues);
    }
}
