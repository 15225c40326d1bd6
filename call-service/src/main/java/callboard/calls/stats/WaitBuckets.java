package callboard.calls.stats;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many had waited how long, in buckets that are narrow where waits are short: of a second up to 10 s, of at most a
/// quarter of their beginning up to two hours, and one for all that is longer. What is counted in them stays, so they
/// are for ever.
final class WaitBuckets {

    /// Nobody.
    static final SortedMap<Integer, Long> NONE = Collections.emptySortedMap();

    // Where each bucket but the first begins, in seconds.
    private static final int[] BEGINS = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180, 210,
        240, 300, 360, 420, 480, 600, 720, 900, 1080, 1320, 1620, 1980, 2400, 3000, 3600, 4500, 5400, 6300, 7200
    };

    private WaitBuckets() {}

    static SortedMap<Integer, Long> one(long millis) {
        var one = new TreeMap<Integer, Long>();
        one.put(of(millis), 1L);
        return one;
    }

    /// As they are stored.
    static SortedMap<Integer, Long> of(Short[] buckets, Long[] calls) {
        var waits = new TreeMap<Integer, Long>();
        for (int i = 0; i < buckets.length; i++) {
            waits.put(buckets[i].intValue(), calls[i]);
        }
        return waits;
    }

    private static int of(long millis) {
        int at = Arrays.binarySearch(BEGINS, (int) Math.min(millis / 1000, Integer.MAX_VALUE));
        return at < 0 ? -at - 1 : at + 1;
    }

    static SortedMap<Integer, Long> plus(SortedMap<Integer, Long> some, SortedMap<Integer, Long> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        var both = new TreeMap<>(some);
        more.forEach((bucket, calls) -> both.merge(bucket, calls, WaitBuckets::sum));
        return both;
    }

    private static @Nullable Long sum(Long some, Long more) {
        return some + more == 0 ? null : some + more;
    }

    static SortedMap<Integer, Long> times(SortedMap<Integer, Long> some, int factor) {
        if (factor == 1 || some.isEmpty()) {
            return some;
        }
        var times = new TreeMap<Integer, Long>();
        some.forEach((bucket, calls) -> times.put(bucket, calls * factor));
        return times;
    }

    /// In seconds; within the bucket of the wait that so much of them had at most, by the rank in it. The last bucket
    /// has no end: its beginning stands for it. Absent of nobody.
    ///
    /// @param share 0.8 for the wait of the one after whom a fifth waited longer
    static @Nullable Double percentile(SortedMap<Integer, Long> waits, double share) {
        long all = waits.values().stream().mapToLong(Long::longValue).sum();
        if (all <= 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(all * share));
        long before = 0;
        for (var each : waits.entrySet()) {
            if (before + each.getValue() >= rank) {
                return at(each.getKey(), (rank - before - 0.5) / each.getValue());
            }
            before += each.getValue();
        }
        throw new IllegalStateException("A rank beyond all of them");
    }

    private static double at(int bucket, double share) {
        double begin = bucket == 0 ? 0 : BEGINS[bucket - 1];
        return bucket == BEGINS.length ? begin : begin + share * (BEGINS[bucket] - begin);
    }
}
