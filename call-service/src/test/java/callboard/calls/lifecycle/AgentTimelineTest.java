package callboard.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import callboard.calls.lifecycle.AgentTimeline.Span;
import callboard.calls.lifecycle.AgentTimeline.Stay;
import callboard.calls.lifecycle.AgentTimeline.Told;
import callboard.contracts.AgentEventType;
import callboard.contracts.AgentState;
import callboard.contracts.AgentTimes;
import callboard.contracts.DeclaredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTimelineTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int SPAN = 120;

    @Test
    void aCallInterruptsWhatWasToldAndAfterCallWorkFollowsIt() {
        var spans = AgentTimeline.spans(
                List.of(signedIn(0), unavailable(60, "lunch")),
                List.of(stay(AgentState.RINGING, "c", 10, 15, 0), stay(AgentState.ON_CALL, "c", 15, 40, 10)),
                at(0),
                at(70));

        assertThat(spans)
                .extracting(Span::state, Span::reason, span -> second(span.from()), span -> second(span.to()))
                .containsExactly(
                        tuple(AgentState.AVAILABLE, null, 0, 10),
                        tuple(AgentState.RINGING, null, 10, 15),
                        tuple(AgentState.ON_CALL, null, 15, 40),
                        tuple(AgentState.AFTER_CALL, null, 40, 50),
                        tuple(AgentState.AVAILABLE, null, 50, 60),
                        tuple(AgentState.UNAVAILABLE, "lunch", 60, 70));
    }

    @Test
    void theNextThingThatIsToldEndsAfterCallWork() {
        var stays = List.of(stay(AgentState.ON_CALL, "c", 10, 20, 30));

        assertThat(AgentTimeline.times(List.of(signedIn(0), available(25)), stays, at(0), at(60)))
                .isEqualTo(new AgentTimes(60, 45, 0, 0, 10, 0, 5));
        assertThat(AgentTimeline.times(List.of(signedIn(0), available(20)), stays, at(0), at(60)))
                .isEqualTo(new AgentTimes(60, 50, 0, 0, 10, 0, 0));
    }

    @Test
    void whoIsUnavailableOrGoneHasNoAfterCallWorkOfAQueue() {
        var stays = List.of(stay(AgentState.ON_CALL, "c", 10, 20, 30));

        assertThat(AgentTimeline.times(List.of(signedIn(0), unavailable(15, "break")), stays, at(0), at(60)))
                .isEqualTo(new AgentTimes(60, 10, 40, 0, 10, 0, 0));
        assertThat(AgentTimeline.times(List.of(signedIn(0), signedOut(15)), stays, at(0), at(60)))
                .isEqualTo(new AgentTimes(15, 10, 0, 0, 10, 0, 0));
    }

    @Test
    void ofTwoCallsTheOneThatIsTalkedOnIsShownAndOfTwoOfThoseTheNewest() {
        var held = live(AgentState.HOLDING, "held", 30, 30);
        var older = live(AgentState.ON_CALL, "older", 20, 5);
        var newer = live(AgentState.ON_CALL, "newer", 10, 10);

        assertThat(AgentTimeline.spans(List.of(), List.of(held, newer, older), at(0), at(60))
                        .getLast()
                        .call())
                .isEqualTo(newer);
    }

    @Test
    void aMomentWithTwoCallsCountsOnce() {
        var times = AgentTimeline.times(
                List.of(signedIn(0)),
                List.of(stay(AgentState.ON_CALL, "a", 0, 30, 0), stay(AgentState.ON_CALL, "b", 10, 40, 0)),
                at(0),
                at(50));

        assertThat(times.talk()).isEqualTo(40);
        assertThat(AgentTimeline.occupancy(times)).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void withoutASignInOrAnythingToDivideByThereIsNoOccupancy() {
        var talked = List.of(stay(AgentState.ON_CALL, "a", 0, 30, 0));

        assertThat(AgentTimeline.occupancy(AgentTimeline.times(List.of(), talked, at(0), at(50))))
                .isNull();
        assertThat(AgentTimeline.occupancy(
                        AgentTimeline.times(List.of(unavailable(0, "meeting")), List.of(), at(0), at(50))))
                .isNull();
    }

    @Test
    void ofOneMomentASignInCountsAfterASignOutAndAStateAfterBoth() {
        assertThat(now(List.of(signedIn(10), signedOut(10)))).isEqualTo(AgentState.AVAILABLE);
        assertThat(now(List.of(unavailable(10, "x"), signedIn(10), signedOut(10))))
                .isEqualTo(AgentState.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrderWithRepeatsComesToWhatEachSecondComesTo(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 250; round++) {
            var told = told(random);
            var stays = stays(random);
            var from = at(random.nextInt(20));
            var to = at(60 + random.nextInt(SPAN - 60));
            var spans = AgentTimeline.spans(told, stays, from, to);

            assertThat(AgentTimeline.spans(shuffled(told, random), shuffled(stays, random), from, to))
                    .isEqualTo(spans);
            assertThat(spans.getFirst().from()).isEqualTo(from);
            assertThat(spans.getLast().to()).isEqualTo(to);
            for (int i = 1; i < spans.size(); i++) {
                assertThat(spans.get(i).from()).isEqualTo(spans.get(i - 1).to());
            }
            var bySecond = new int[AgentState.values().length];
            for (var second = from; second.isBefore(to); second = second.plusSeconds(1)) {
                var expected = naive(told, stays, second);
                var moment = second;
                var span = spans.stream()
                        .filter(each ->
                                !each.from().isAfter(moment) && each.to().isAfter(moment))
                        .findFirst()
                        .orElseThrow();
                assertThat(span.state()).as("%s %s at %s", told, stays, second).isEqualTo(expected);
                bySecond[expected.ordinal()]++;
            }
            var times = AgentTimeline.times(told, stays, from, to);
            assertThat(times.talk()).isEqualTo(bySecond[AgentState.ON_CALL.ordinal()]);
            assertThat(times.hold()).isEqualTo(bySecond[AgentState.HOLDING.ordinal()]);
            assertThat(times.ringing()).isEqualTo(bySecond[AgentState.RINGING.ordinal()]);
            assertThat(times.afterCall()).isEqualTo(bySecond[AgentState.AFTER_CALL.ordinal()]);
            assertThat(times.available()).isEqualTo(bySecond[AgentState.AVAILABLE.ordinal()]);
            assertThat(times.unavailable()).isEqualTo(bySecond[AgentState.UNAVAILABLE.ordinal()]);
        }
    }

    /// The rule, as it is written in the documentation, for one moment.
    private static AgentState naive(List<Told> told, List<Stay> stays, Instant moment) {
        for (var state : List.of(AgentState.ON_CALL, AgentState.HOLDING, AgentState.RINGING)) {
            if (stays.stream().anyMatch(stay -> stay.state() == state && covers(stay, moment))) {
                return state;
            }
        }
        var declared = declared(told, moment);
        boolean wrapsUp = stays.stream()
                .filter(stay -> stay.until() != null && stay.wrapUp() > 0)
                .anyMatch(stay -> !moment.isBefore(stay.until())
                        && moment.isBefore(stay.until().plusSeconds(stay.wrapUp()))
                        && told.stream()
                                .noneMatch(each -> !each.at().isBefore(stay.until())
                                        && !each.at().isAfter(moment)));
        return wrapsUp && (declared == AgentState.AVAILABLE || declared == AgentState.IDLE)
                ? AgentState.AFTER_CALL
                : declared;
    }

    private static boolean covers(Stay stay, Instant moment) {
        return !moment.isBefore(stay.since()) && (stay.until() == null || moment.isBefore(stay.until()));
    }

    private static AgentState declared(List<Told> told, Instant moment) {
        var sofar = told.stream().filter(each -> !each.at().isAfter(moment)).toList();
        var latest = sofar.stream().map(Told::at).max(Instant::compareTo);
        if (latest.isEmpty()) {
            return AgentState.IDLE;
        }
        var those =
                sofar.stream().filter(each -> each.at().equals(latest.get())).toList();
        var states = those.stream().map(Told::state).toList();
        if (states.contains(DeclaredState.AFTER_CALL)) {
            return states.contains(DeclaredState.UNAVAILABLE) || states.contains(DeclaredState.AVAILABLE)
                    ? last(states)
                    : AgentState.AFTER_CALL;
        }
        if (states.stream().anyMatch(state -> state != null)) {
            return last(states);
        }
        return those.stream().anyMatch(each -> each.type() == AgentEventType.SIGNED_IN)
                ? AgentState.AVAILABLE
                : AgentState.OFFLINE;
    }

    /// Of contradicting states of one moment any may count, but always the same.
    private static AgentState last(List<@Nullable DeclaredState> states) {
        return states.contains(DeclaredState.UNAVAILABLE)
                ? AgentState.UNAVAILABLE
                : states.contains(DeclaredState.AVAILABLE) ? AgentState.AVAILABLE : AgentState.AFTER_CALL;
    }

    private static List<Told> told(Random random) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(_ -> {
                    int second = random.nextInt(SPAN / 3) * 3;
                    return switch (random.nextInt(5)) {
                        case 0 -> signedIn(second);
                        case 1 -> signedOut(second);
                        case 2 -> available(second);
                        case 3 -> new Told(at(second), AgentEventType.STATE_CHANGED, DeclaredState.AFTER_CALL, null);
                        default -> unavailable(second, random.nextBoolean() ? "lunch" : "meeting");
                    };
                })
                .toList();
    }

    private static List<Stay> stays(Random random) {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(i -> {
                    int since = random.nextInt(SPAN - 10);
                    var state = AgentState.values()[random.nextInt(3)];
                    if (random.nextInt(5) == 0) {
                        return live(state, "c" + i, since, since);
                    }
                    int until = since + 1 + random.nextInt(SPAN / 3);
                    return stay(state, "c" + i, since, until, state == AgentState.RINGING ? 0 : random.nextInt(3) * 7);
                })
                .toList();
    }

    private static <T> List<T> shuffled(List<T> all, Random random) {
        var twice = new ArrayList<>(all);
        all.stream().filter(_ -> random.nextBoolean()).forEach(twice::add);
        Collections.shuffle(twice, random);
        return twice;
    }

    private static AgentState now(List<Told> told) {
        return AgentTimeline.spans(told, List.of(), at(0), at(60)).getLast().state();
    }

    private static Told signedIn(int second) {
        return new Told(at(second), AgentEventType.SIGNED_IN, null, null);
    }

    private static Told signedOut(int second) {
        return new Told(at(second), AgentEventType.SIGNED_OUT, null, null);
    }

    private static Told available(int second) {
        return new Told(at(second), AgentEventType.STATE_CHANGED, DeclaredState.AVAILABLE, null);
    }

    private static Told unavailable(int second, String reason) {
        return new Told(at(second), AgentEventType.STATE_CHANGED, DeclaredState.UNAVAILABLE, reason);
    }

    private static Stay stay(AgentState state, String callId, int since, int until, int wrapUp) {
        return new Stay(state, callId, "legal", at(since), at(until), null, wrapUp);
    }

    private static Stay live(AgentState state, String callId, int since, int answered) {
        return new Stay(state, callId, "legal", at(since), null, at(answered), 0);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static int second(Instant at) {
        return (int) (at.getEpochSecond() - START.getEpochSecond());
    }
}
