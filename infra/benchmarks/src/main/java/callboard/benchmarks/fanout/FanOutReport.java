package callboard.benchmarks.fanout;

import callboard.simulator.report.Latency;
import java.util.Locale;

/// What a fan-out came to, as lines for people.
///
/// @param bytes     of an update
/// @param idle      the server's memory in megabytes before anybody was connected; 0 when it isn't known
/// @param connected the same with everybody connected
public record FanOutReport(int sockets, int watching, int calls, int bytes, double idle, double connected) {

    /// One rate.
    ///
    /// @param asked     deliveries a second
    /// @param cores     the server's, on average
    /// @param cpu       of the server for 100,000 deliveries, in seconds
    /// @param megabytes of the server's memory in the end
    /// @param missing   deliveries that never came
    /// @param resyncs   viewers asked to read anew
    /// @param lost      viewers disconnected so far
    public record Row(
            int asked,
            double perSecond,
            Latency latency,
            double cores,
            double cpu,
            double megabytes,
            long missing,
            long outOfOrder,
            long resyncs,
            int lost) {

        public boolean isComplete() {
            return missing == 0 && outOfOrder == 0 && resyncs == 0 && lost == 0;
        }
    }

    public String heading() {
        return String.format(
                Locale.ROOT,
                "%,d sockets × %d of %,d calls (%.0f watch each), %d bytes an update%n"
                        + "server: %.0f MB before, %.0f MB with all connected, %.1f KB a connection%n%n"
                        + "     asked  delivered      p50      p90      p99    p99.9      max ms   cores  s/100k  KB/conn    MB",
                sockets,
                watching,
                calls,
                (double) sockets * watching / calls,
                bytes,
                idle,
                connected,
                perConnection(connected));
    }

    public String line(Row row) {
        var latency = row.latency();
        return String.format(
                Locale.ROOT,
                "%10s %,10.0f %8.1f %8.1f %8.1f %8.1f %8.1f   %6.2f  %6.3f  %7.1f  %4.0f%s",
                row.asked() == 0 ? "most" : String.format(Locale.ROOT, "%,d", row.asked()),
                row.perSecond(),
                latency.p50(),
                latency.p90(),
                latency.p99(),
                latency.p999(),
                latency.max(),
                row.cores(),
                row.cpu(),
                perConnection(row.megabytes()),
                row.megabytes(),
                trouble(row));
    }

    private double perConnection(double megabytes) {
        return (megabytes - idle) * 1024 / sockets;
    }

    private static String trouble(Row row) {
        return row.isComplete()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  missing %,d, out of order %,d, asked to read anew %,d, disconnected %,d",
                        row.missing(),
                        row.outOfOrder(),
                        row.resyncs(),
                        row.lost());
    }
}
