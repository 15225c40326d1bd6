package callboard.simulator.traffic;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A call centre in a time of its own: what happens in it, one event after another, in the order of time.
///
/// Callers arrive by a Poisson process, wait in line for one of their queue's agents, talk, are held, are passed
/// on, lose patience. Every call's events are legal in their order, and after `close()` or `hangUp()` every call
/// ends. The same seed, run and profile always make the same traffic. Not for use by several threads.
public final class CallCentre implements Iterator<TimedEvent> {

    private static final Duration SHORTEST_TALK = Duration.ofSeconds(3);
    private static final List<EndReason> ELSEWHERE =
            List.of(EndReason.OVERFLOWED, EndReason.CALLBACK, EndReason.VOICEMAIL);
    private static final List<String> REASONS =
            List.of("transfer", "wrong department", "needs a supervisor", "technical trouble");

    private final Profile profile;
    private final SeededRandom chance;
    // Of its own: who calls changes nothing of what happens.
    private final SeededRandom people;
    private final String run;
    private final Map<Profile.Desk, CallQueue> lines;
    private final Timeline timeline = new Timeline();
    private final Deque<TimedEvent> reported = new ArrayDeque<>();
    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private final Shift shift;
    private int arrived;
    private int most = Integer.MAX_VALUE;
    private boolean open = true;

    /// @param run begins every call id, so that no two runs share one
    public CallCentre(Profile profile, long seed, String run) {
        this.profile = profile;
        this.run = run;
        chance = new SeededRandom(seed);
        people = new SeededRandom(~seed);
        lines = profile.desks().stream()
                .collect(
                        Collectors.toMap(Function.identity(), CallQueue::new, (one, other) -> one, LinkedHashMap::new));
        shift = new Shift(timeline, new SeededRandom(seed + 1), this::offer, () -> open || !callers.isEmpty());
        arriveLater();
    }

    /// Always true until it is closed.
    @Override
    public boolean hasNext() {
        while (reported.isEmpty() && timeline.advance()) {
            // Plans that report nothing, such as lost patience with a call long answered, are passed over.
        }
        return !reported.isEmpty();
    }

    @Override
    public TimedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The call centre is closed and every call has ended");
        }
        return reported.removeFirst();
    }

    /// No more calls are taken; those under way go on to their natural end.
    public void close() {
        open = false;
    }

    /// From now on agents sign in, take breaks and sign out. Their breaks change who takes which call.
    public void beginShift() {
        shift.begin(lines.values());
    }

    /// What they did that nobody has taken yet, in the order of time.
    public Deque<TimedAgentEvent> shiftEvents() {
        return shift.told();
    }

    /// Those who are signed in sign out.
    public void endShift() {
        shift.end();
    }

    /// Every line breaks now.
    public void hangUp() {
        open = false;
        timeline.clear();
        callers.values().forEach(caller -> report(caller.ended(EndReason.FAILED, timeline.now())));
        callers.clear();
    }

    /// Closes after so many calls.
    public void closeAfter(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("A call centre takes 1 call or more, not " + calls);
        }
        most = calls;
    }

    private void arriveLater() {
        var gap = Duration.ofNanos(Math.round(1e9 / profile.callsPerSecond()));
        timeline.after(chance.around(gap), () -> open, () -> {
            arrive();
            arriveLater();
        });
    }

    private void arrive() {
        open = arrived + 1 < most;
        var line = Objects.requireNonNull(lines.get(chance.oneOf(profile.desks(), Profile.Desk::share)));
        var caller = new Caller(
                run + "-" + ++arrived, line, chance.happens(profile.odds().withEventIds()), timeline.now());
        callers.put(caller.callId, caller);
        report(caller.initiated(
                chance.happens(profile.odds().video()) ? CallType.VIDEO : CallType.VOICE, Person.anyone(people)));
        find(caller);
    }

    private void find(Caller caller) {
        beginToWait(caller);
        boolean hard = chance.happens(profile.odds().hardToPlace());
        then(caller, hard ? between(20, 50) : between(0.5, 4), () -> {
            caller.line.join(caller);
            offer(caller.line);
        });
    }

    private void beginToWait(Caller caller) {
        int spell = ++caller.spell;
        caller.waitingSince = timeline.now();
        timeline.after(
                chance.around(profile.patience()).plus(SHORTEST_TALK),
                () -> caller.spell == spell,
                () -> end(
                        caller,
                        chance.happens(profile.odds().elsewhere()) ? chance.oneOf(ELSEWHERE) : EndReason.ABANDONED));
    }

    private void offer(CallQueue line) {
        for (var caller = line.next(); caller != null; caller = line.next()) {
            if (chance.happens(profile.odds().ringsSeveral())) {
                caller.alsoRung = line.takeAgents(2);
            }
            report(caller.routed(timeline.now()));
            ring(caller);
        }
    }

    private void ring(Caller caller) {
        if (chance.happens(profile.odds().noAnswer())) {
            then(caller, between(16, 20), () -> {
                // The line's other agents come first: the one who let it ring goes to the end.
                release(caller);
                caller.line.joinInFront(caller);
                offer(caller.line);
            });
        } else {
            then(caller, between(1.5, 9), () -> answer(caller));
        }
    }

    private void answer(Caller caller) {
        caller.spell++;
        if (caller.alsoRung.isEmpty()) {
            report(caller.answered(timeline.now(), null));
            talk(caller);
            return;
        }
        var rung = caller.rung();
        var by = chance.oneOf(rung);
        report(caller.answered(timeline.now(), by));
        caller.agent = by;
        caller.alsoRung = List.of();
        rung.stream().filter(each -> !each.equals(by)).forEach(caller.line::release);
        talk(caller);
        offer(caller.line);
    }

    private void talk(Caller caller) {
        var odds = profile.odds();
        then(caller, SHORTEST_TALK.plus(chance.around(profile.talk())), () -> {
            if (chance.happens(odds.held())) {
                hold(caller);
            } else if (chance.happens(odds.passedOn())) {
                passOn(caller);
            } else {
                end(caller, chance.happens(odds.failed()) ? EndReason.FAILED : EndReason.COMPLETED);
            }
        });
    }

    private void hold(Caller caller) {
        var odds = profile.odds();
        boolean tooLong = chance.happens(odds.longHold());
        var length = tooLong ? between(61, 95) : chance.around(profile.hold());
        // Half of those who take long say so before; the others Callboard has to notice by itself.
        report(caller.held(tooLong && chance.happens(0.5) ? Duration.ZERO : length));
        then(caller, length, () -> {
            if (chance.happens(odds.passedOn())) {
                passOn(caller);
                return;
            }
            report(chance.happens(odds.oldSender()) ? caller.answeredAgain(length) : caller.resumed());
            talk(caller);
        });
    }

    private void passOn(Caller caller) {
        var from = caller.line;
        release(caller);
        caller.line = Objects.requireNonNull(lines.get(chance.oneOf(profile.desks())));
        // Some ask for a colleague who is free; the others wait for whoever comes.
        caller.agent = chance.happens(0.5) ? caller.line.takeAgent() : null;
        var newQueue = caller.line == from ? null : caller.line.queueId();
        report(caller.passedOn(caller.agent, newQueue, chance.oneOf(REASONS)));
        if (caller.agent == null) {
            find(caller);
        } else {
            beginToWait(caller);
            ring(caller);
        }
        offer(from);
    }

    private void end(Caller caller, EndReason reason) {
        caller.turn++;
        caller.spell++;
        callers.remove(caller.callId);
        report(caller.ended(reason, timeline.now()));
        caller.line.leave(caller);
        if (caller.agent != null) {
            release(caller);
            offer(caller.line);
        }
    }

    private static void release(Caller caller) {
        caller.rung().forEach(caller.line::release);
        caller.agent = null;
        caller.alsoRung = List.of();
    }

    /// A caller does one thing at a time: a new plan replaces the one before.
    private void then(Caller caller, Duration delay, Runnable action) {
        int turn = ++caller.turn;
        timeline.after(delay, () -> caller.turn == turn, action);
    }

    private Duration between(double shortest, double longest) {
        return chance.between(seconds(shortest), seconds(longest));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private void report(CallEventRequest event) {
        reported.addLast(new TimedEvent(timeline.now(), event));
    }
}
