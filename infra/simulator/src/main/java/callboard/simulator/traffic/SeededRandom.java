package callboard.simulator.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Seeded luck: the same seed is dealt the same hand on every JVM (`StrictMath`, and `Random`'s specified
/// generator).
final class SeededRandom {

    private final Random random;

    SeededRandom(long seed) {
        random = new Random(seed);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    Duration between(Duration shortest, Duration longest) {
        return shortest.plus(part(longest.minus(shortest), random.nextDouble()));
    }

    /// Exponentially distributed: what waiting times, talk times and the gaps of a Poisson process look like.
    Duration around(Duration mean) {
        return part(mean, -StrictMath.log(1 - random.nextDouble()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> T oneOf(List<T> choices, ToDoubleFunction<T> weight) {
        double left = random.nextDouble() * choices.stream().mapToDouble(weight).sum();
        for (T choice : choices) {
            left -= weight.applyAsDouble(choice);
            if (left < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }

    private static Duration part(Duration whole, double factor) {
        return Duration.ofNanos(Math.round(whole.toNanos() * factor));
    }
}
