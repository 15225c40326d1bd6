package callboard.simulator.report;

import org.HdrHistogram.Histogram;

/// How long events took, in milliseconds, from when they should have gone out until their answer.
public record Latency(long events, double p50, double p90, double p99, double p999, double max) {

    static Latency of(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 99.9),
                micros.getMaxValue() / 1000.0);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
