package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitBucketsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void percentilesAreThoseOfTheWaitsButForTheirBuckets(long seed) {
        var random = new Random(seed);
        for (int many = 1; many < 200; many++) {
            var waits = LongStream.generate(() -> (long) (Math.pow(random.nextDouble(), 4) * 7_200_000))
                    .limit(many)
                    .sorted()
                    .toArray();
            var counted = LongStream.of(waits).mapToObj(WaitBuckets::one).reduce(WaitBuckets.NONE, WaitBuckets::plus);

            for (double share : new double[] {0.5, 0.8, 0.95}) {
                double exact = waits[(int) Math.ceil(many * share) - 1] / 1000.0;
                assertThat(WaitBuckets.percentile(counted, share)).isCloseTo(exact, within(Math.max(1, exact / 4)));
            }
        }
    }

    @Test
    void whatIsTakenBackIsGone() {
        var counted = WaitBuckets.plus(WaitBuckets.one(12_500), WaitBuckets.one(80_000));

        var taken = WaitBuckets.plus(counted, WaitBuckets.times(WaitBuckets.one(80_000), -1));

        assertThat(taken).isEqualTo(WaitBuckets.one(12_999));
        assertThat(WaitBuckets.plus(taken, WaitBuckets.times(taken, -1))).isEmpty();
    }

    @Test
    void nobodyHasNoPercentile() {
        assertThat(WaitBuckets.percentile(WaitBuckets.NONE, 0.5)).isNull();
    }

    @Test
    void theLongestWaitsAreAsLongAsTheirBucketBegins() {
        SortedMap<Integer, Long> long1 = WaitBuckets.one(1_000_000_000_000L);

        assertThat(WaitBuckets.percentile(long1, 0.95)).isEqualTo(7200);
    }
}
