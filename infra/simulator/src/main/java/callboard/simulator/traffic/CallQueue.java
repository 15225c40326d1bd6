package callboard.simulator.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A queue's callers in line and its agents who are free; each agent has one call at a time.
final class CallQueue {

    private final String queueId;
    private final Deque<Caller> waiting = new ArrayDeque<>();
    private final Deque<String> free = new ArrayDeque<>();

    CallQueue(Profile.Desk desk) {
        queueId = desk.queueId();
        IntStream.rangeClosed(1, desk.agents())
                .forEach(number -> free.add(String.format(Locale.ROOT, "%s-%02d", queueId, number)));
    }

    String queueId() {
        return queueId;
    }

    /// The number by which it is called.
    String number() {
        return String.format(Locale.ROOT, "+442079460%03d", Math.floorMod(queueId.hashCode(), 1000));
    }

    void join(Caller caller) {
        waiting.addLast(caller);
    }

    void joinInFront(Caller caller) {
        waiting.addFirst(caller);
    }

    void leave(Caller caller) {
        waiting.remove(caller);
    }

    void release(String agent) {
        free.addLast(agent);
    }

    List<String> freeAgents() {
        return List.copyOf(free);
    }

    /// Takes this one, if they are free.
    boolean takes(String agent) {
        return free.remove(agent);
    }

    @Nullable
    String takeAgent() {
        return free.pollFirst();
    }

    /// So many of those who are free, as far as there are.
    List<String> takeAgents(int most) {
        var taken = new ArrayList<String>();
        while (taken.size() < most && !free.isEmpty()) {
            taken.add(free.removeFirst());
        }
        return taken;
    }

    /// The next caller, who gets the agent that has been free for the longest; none while either is missing.
    @Nullable
    Caller next() {
        if (free.isEmpty() || waiting.isEmpty()) {
            return null;
        }
        var caller = waiting.removeFirst();
        caller.agent = free.removeFirst();
        return caller;
    }
}
