package callboard.calls.lifecycle;

import callboard.contracts.AgentEventType;
import callboard.contracts.AgentState;
import callboard.contracts.AgentTimes;
import callboard.contracts.DeclaredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an agent was doing from when to when: what senders told of them, and their calls, as one line of spans.
///
/// At each moment one rule decides: a call that they talk on goes before one that they hold, that before one that
/// rings, that before after-call work that a queue leaves behind, that before what was told last. Of several calls in
/// the same state the one answered last is shown. Only who is available, or of whom nobody told, has a queue's
/// after-call work, and until the next thing that is told of them.
///
/// A fold: whatever the order in which it is given things, and how often, the spans are the same.
public final class AgentTimeline {

    /// What was told of an agent: so from then on. Of what is told of one moment the last in this order counts: gone,
    /// signed in, in a state.
    public record Told(
            Instant at,
            AgentEventType type,
            @Nullable DeclaredState state,
            @Nullable String reason) implements Comparable<Told> {

        private static final Comparator<@Nullable String> REASONS = Comparator.nullsFirst(Comparator.naturalOrder());
        private static final Comparator<Told> ORDER = Comparator.comparing(Told::at)
                .thenComparingInt(Told::rank)
                // Of states that contradict each other the one in which they take no calls.
                .thenComparing(Told::becomes)
                .thenComparing(Told::reason, REASONS);

        private int rank() {
            return switch (type) {
                case SIGNED_OUT -> 0;
                case SIGNED_IN -> 1;
                case STATE_CHANGED -> 2;
            };
        }

        private AgentState becomes() {
            return switch (type) {
                case SIGNED_OUT -> AgentState.OFFLINE;
                case SIGNED_IN -> AgentState.AVAILABLE;
                case STATE_CHANGED ->
                    switch (Objects.requireNonNull(state, "A change of state names one")) {
                        case AVAILABLE -> AgentState.AVAILABLE;
                        case UNAVAILABLE -> AgentState.UNAVAILABLE;
                        case AFTER_CALL -> AgentState.AFTER_CALL;
                    };
            };
        }

        @Override
        public int compareTo(Told other) {
            return ORDER.compare(this, other);
        }
    }

    /// How long an agent rang for a call, talked on it or held it, without a break.
    ///
    /// @param until    absent while it goes on
    /// @param answered when they answered the call; absent where nobody asks which of several calls to show
    /// @param wrapUp   seconds of after-call work that it leaves behind
    public record Stay(
            AgentState state,
            String callId,
            String queueId,
            Instant since,
            @Nullable Instant until,
            @Nullable Instant answered,
            int wrapUp) {

        private static final Comparator<@Nullable Instant> TIMES = Comparator.nullsFirst(Comparator.naturalOrder());
        // What is shown comes last.
        private static final Comparator<Stay> ORDER = Comparator.comparingInt((Stay stay) -> binding(stay.state))
                .thenComparing(Stay::answered, TIMES)
                .thenComparing(Stay::since)
                .thenComparing(Stay::callId, Comparator.reverseOrder());

        private static int binding(AgentState state) {
            return switch (state) {
                case ON_CALL -> 4;
                case HOLDING -> 3;
                case RINGING -> 2;
                case AFTER_CALL -> 1;
                case AVAILABLE, UNAVAILABLE, OFFLINE, IDLE -> 0;
            };
        }
    }

    /// From when to when an agent was in a state. The last one of a line goes on.
    ///
    /// @param reason as it was told
    /// @param call   which call they rang for, talked on or held
    public record Span(
            AgentState state,
            @Nullable String reason,
            @Nullable Stay call,
            Instant from,
            Instant to) {

        private boolean goesOnAs(Span next) {
            return state == next.state && Objects.equals(reason, next.reason) && Objects.equals(call, next.call);
        }
    }

    private AgentTimeline() {}

    /// Every moment between two, in order, without gaps; the last one is how things are at `to`.
    public static List<Span> spans(Collection<Told> told, Collection<Stay> stays, Instant from, Instant to) {
        var declared = new TreeSet<>(told);
        var all = Stream.concat(stays.stream(), stays.stream().flatMap(stay -> wrapUp(stay, declared)))
                .distinct()
                .sorted(Comparator.comparing(Stay::since))
                .toList();
        var cuts = new TreeSet<Instant>();
        cuts.add(from);
        declared.forEach(each -> cuts.add(each.at()));
        for (var stay : all) {
            cuts.add(stay.since());
            if (stay.until() != null) {
                cuts.add(stay.until());
            }
        }
        var spans = new ArrayList<Span>();
        var under = new ArrayList<Stay>();
        int begun = 0;
        Told latest = null;
        var coming = declared.iterator();
        Told next = coming.hasNext() ? coming.next() : null;
        for (var cut : cuts) {
            if (cut.isAfter(to)) {
                break;
            }
            for (; next != null && !next.at().isAfter(cut); next = coming.hasNext() ? coming.next() : null) {
                latest = next;
            }
            for (; begun < all.size() && !all.get(begun).since().isAfter(cut); begun++) {
                under.add(all.get(begun));
            }
            under.removeIf(stay -> stay.until() != null && !stay.until().isAfter(cut));
            if (!cut.isBefore(from)) {
                add(spans, at(cut, latest, under));
            }
        }
        return ended(spans, to);
    }

    /// How long an agent was in each state.
    public static AgentTimes times(Collection<Told> told, Collection<Stay> stays, Instant from, Instant to) {
        var sums = sums(spans(told, stays, from, to));
        var signedIn = sums(spans(told, List.of(), from, to));
        signedIn.keySet().removeAll(List.of(AgentState.OFFLINE, AgentState.IDLE));
        return new AgentTimes(
                seconds(signedIn.values().stream().reduce(Duration.ZERO, Duration::plus)),
                seconds(sums, AgentState.AVAILABLE),
                seconds(sums, AgentState.UNAVAILABLE),
                seconds(sums, AgentState.RINGING),
                seconds(sums, AgentState.ON_CALL),
                seconds(sums, AgentState.HOLDING),
                seconds(sums, AgentState.AFTER_CALL));
    }

    /// (talk + hold + after-call work) ÷ (these + available); null where nothing of it was, or nobody signed in.
    public static @Nullable Double occupancy(AgentTimes times) {
        double busy = times.talk() + times.hold() + times.afterCall();
        double whole = busy + times.available();
        return times.loggedIn() > 0 && whole > 0 ? busy / whole : null;
    }

    private static Stream<Stay> wrapUp(Stay stay, NavigableSet<Told> declared) {
        var end = stay.until();
        if (end == null || stay.wrapUp() == 0) {
            return Stream.empty();
        }
        var over = end.plusSeconds(stay.wrapUp());
        var toldNext = declared.ceiling(new Told(end, AgentEventType.SIGNED_OUT, null, null));
        var until = toldNext == null || toldNext.at().isAfter(over) ? over : toldNext.at();
        return until.isAfter(end)
                ? Stream.of(new Stay(AgentState.AFTER_CALL, "", stay.queueId(), end, until, null, 0))
                : Stream.empty();
    }

    private static Span at(Instant cut, @Nullable Told told, List<Stay> under) {
        var declared = told == null ? AgentState.IDLE : told.becomes();
        var shown = under.stream()
                .filter(stay -> stay.state() != AgentState.AFTER_CALL || mayWrapUp(declared))
                .max(Stay.ORDER);
        return shown.map(stay ->
                        new Span(stay.state(), null, stay.state() == AgentState.AFTER_CALL ? null : stay, cut, cut))
                .orElseGet(() -> new Span(declared, told == null ? null : told.reason(), null, cut, cut));
    }

    private static boolean mayWrapUp(AgentState declared) {
        return declared == AgentState.AVAILABLE || declared == AgentState.IDLE;
    }

    private static void add(List<Span> spans, Span next) {
        if (spans.isEmpty() || !spans.getLast().goesOnAs(next)) {
            spans.add(next);
        }
    }

    private static List<Span> ended(List<Span> spans, Instant to) {
        var ended = new ArrayList<Span>();
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            var end = i + 1 < spans.size() ? spans.get(i + 1).from() : to;
            ended.add(new Span(span.state(), span.reason(), span.call(), span.from(), end));
        }
        return ended;
    }

    private static Map<AgentState, Duration> sums(List<Span> spans) {
        var sums = new EnumMap<AgentState, Duration>(AgentState.class);
        spans.forEach(span -> sums.merge(span.state(), Duration.between(span.from(), span.to()), Duration::plus));
        return sums;
    }

    private static double seconds(Map<AgentState, Duration> sums, AgentState state) {
        return seconds(sums.getOrDefault(state, Duration.ZERO));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
