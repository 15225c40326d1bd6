package callboard.calls.intake;

import callboard.calls.database.DatabaseFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes calls apart when they can't be written together: in halves, until the one that can't be written stands
/// by
/// itself. It is left alone for a while, longer each time, and the others go on.
public final class PoisonCallIsolator {

    private static final Logger log = LoggerFactory.getLogger(PoisonCallIsolator.class);
    private static final Duration FIRST_QUARANTINE = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUARANTINE = Duration.ofHours(1);

    private record Quarantine(int failures, Instant until) {}

    private final String what;
    private final Map<String, Quarantine> quarantined = new ConcurrentHashMap<>();

    /// @param what is to be done on the calls, as a log tells it
    public PoisonCallIsolator(String what) {
        this.what = what;
    }

    /// The calls that are left alone now.
    public Collection<String> quarantined(Instant now) {
        return quarantined.entrySet().stream()
                .filter(each -> each.getValue().until().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Everything went well but for the calls that are left alone now: those that had their rest are over it.
    public void onSuccess(Instant now) {
        quarantined.values().removeIf(rest -> !rest.until().isAfter(now));
    }

    /// How many calls could not be written when they were tried last.
    public int size() {
        return quarantined.size();
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
            calls.forEach(quarantined::remove);
            return looked;
        } catch (RuntimeException trouble) {
            if (passes(trouble)) {
                throw trouble;
            }
            if (calls.size() > 1) {
                return write(calls.subList(0, calls.size() / 2), now, writing)
                        + write(calls.subList(calls.size() / 2, calls.size()), now, writing);
            }
            quarantine(calls.getFirst(), now, trouble);
            return 0;
        }
    }

    /// Whether it is the database's trouble and not a call's.
    public static boolean passes(RuntimeException trouble) {
        return DatabaseFailures.isUnavailable(trouble) || DatabaseFailures.isConflict(trouble);
    }

    private void quarantine(String call, Instant now, RuntimeException fault) {
        int failures = quarantined.containsKey(call) ? quarantined.get(call).failures() + 1 : 1;
        var rest = FIRST_QUARANTINE.multipliedBy(1L << Math.min(failures - 1, 10));
        quarantined.put(
                call,
                new Quarantine(failures, now.plus(rest.compareTo(LONGEST_QUARANTINE) < 0 ? rest : LONGEST_QUARANTINE)));
        if (failures == 1) {
            log.error(
                    "{} can't be written for call {}; it is tried again after {} s, then ever rarer",
                    what,
                    call,
                    rest.toSeconds(),
                    fault);
        } else {
            log.debug("{} can't be written for call {} after {} attempts", what, call, failures, fault);
        }
    }
}
