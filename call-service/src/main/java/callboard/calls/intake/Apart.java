package callboard.calls.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import callboard.calls.database.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes calls apart when they can't be written together: in halves, until the one that can't be written stands by
/// itself. It is left alone for a while, longer each time, and the others go on.
public final class Apart {

    private static final Logger log = LoggerFactory.getLogger(Apart.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private record Rest(int failures, Instant until) {}

    private final String what;
    private final Map<String, Rest> resting = new ConcurrentHashMap<>();

    /// @param what is to be done on the calls, as a log tells it
    public Apart(String what) {
        this.what = what;
    }

    /// The calls that are left alone now.
    public Collection<String> resting(Instant now) {
        return resting.entrySet().stream().filter(each -> each.getValue().until().isAfter(now)).map(Map.Entry::getKey)
                .toList();
    }

    /// Everything went well but for the calls that are left alone now: those that had their rest are over it.
    public void wentWell(Instant now) {
        resting.values().removeIf(rest -> !rest.until().isAfter(now));
    }

    /// How many calls could not be written when they were tried last.
    public int size() {
        return resting.size();
    }

    /// Writes the calls, those that can be.
    ///
    /// @param writing writes some of them, in one transaction, and says how many it looked at
    /// @return how many were looked at
    public int write(List<String> calls, Instant now, ToIntFunction<List<String>> writing) {
        if (calls.isEmpty()) {
            return 0;
        }
        try {
            int looked = writing.applyAsInt(calls);
            calls.forEach(resting::remove);
            return looked;
        } catch (RuntimeException trouble) {
            if (passes(trouble)) {
                throw trouble;
            }
            if (calls.size() > 1) {
                return write(calls.subList(0, calls.size() / 2), now, writing)
                        + write(calls.subList(calls.size() / 2, calls.size()), now, writing);
            }
            leaveAlone(calls.getFirst(), now, trouble);
            return 0;
        }
    }

    /// Whether it is the database's trouble and not a call's.
    public static boolean passes(RuntimeException trouble) {
        return Trouble.isAway(trouble) || Trouble.isOvertaken(trouble);
    }

    private void leaveAlone(String call, Instant now, RuntimeException fault) {
        int failures = resting.containsKey(call) ? resting.get(call).failures() + 1 : 1;
        var rest = FIRST_REST.multipliedBy(1L << Math.min(failures - 1, 10));
        resting.put(call, new Rest(failures, now.plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST)));
        if (failures == 1) {
            log.error("{} can't be written for call {}; it is tried again after {} s, then ever rarer", what,
                    call, rest.toSeconds(), fault);
        } else {
            log.debug("{} can't be written for call {} after {} attempts", what, call, failures, fault);
        }
    }
}
