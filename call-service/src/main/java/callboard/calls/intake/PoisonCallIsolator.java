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

/// Keeps a call that can't be written from failing the others: calls that can't be written together are written in
/// halves, until the one at fault is alone. It is quarantined for a while, longer each time, and the others go on.
public final class PoisonCallIsolator {

    private static final Logger log = LoggerFactory.getLogger(PoisonCallIsolator.class);
    private static final Duration FIRST_QUARANTINE = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUARANTINE = Duration.ofHours(1);

    private record Quarantine(int failures, Instant until) {}

    private final String what;
    private final Map<String, Quarantine> quarantined = new ConcurrentHashMap<>();

    /// @param what is to be done on the calls, as logs name it
    public PoisonCallIsolator(String what) {
        this.what = what;
    }

    /// The calls that are not to be tried now.
    public Collection<String> quarantined(Instant now) {
        return quarantined.entrySet().stream()
                .filter(each -> each.getValue().until().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// All calls were written but those in quarantine now: those that have left it are well again.
    public void onSuccess(Instant now) {
        quarantined.values().removeIf(each -> !each.until().isAfter(now));
    }

    /// How many calls could not be written when they were tried last.
    public int size() {
        return quarantined.size();
    }

    /// Writes the calls that can be written.
    ///
    /// @param write writes some of them, in one transaction, and says how many it looked at
    /// @return how many were looked at
    public int write(List<String> calls, Instant now, ToIntFunction<List<String>> write) {
        if (calls.isEmpty()) {
            return 0;
        }
        try {
            int written = write.applyAsInt(calls);
            calls.forEach(quarantined::remove);
            return written;
        } catch (RuntimeException failure) {
            if (isTransient(failure)) {
                throw failure;
            }
            if (calls.size() > 1) {
                return write(calls.subList(0, calls.size() / 2), now, write)
                        + write(calls.subList(calls.size() / 2, calls.size()), now, write);
            }
            quarantine(calls.getFirst(), now, failure);
            return 0;
        }
    }

    /// Whether the database is at fault, or another transaction, and not a call: the same may go well later.
    public static boolean isTransient(RuntimeException failure) {
        return DatabaseFailures.isUnavailable(failure) || DatabaseFailures.isConflict(failure);
    }

    private void quarantine(String callId, Instant now, RuntimeException fault) {
        int failures = quarantined.containsKey(callId) ? quarantined.get(callId).failures() + 1 : 1;
        var doubled = FIRST_QUARANTINE.multipliedBy(1L << Math.min(failures - 1, 10));
        var duration = doubled.compareTo(LONGEST_QUARANTINE) < 0 ? doubled : LONGEST_QUARANTINE;
        quarantined.put(callId, new Quarantine(failures, now.plus(duration)));
        if (failures == 1) {
            log.error(
                    "{} can't be written for call {}; retrying in {} s, then at doubling intervals",
                    what,
                    callId,
                    duration.toSeconds(),
                    fault);
        } else {
            log.debug("{} can't be written for call {} after {} attempts", what, callId, failures, fault);
        }
    }
}
