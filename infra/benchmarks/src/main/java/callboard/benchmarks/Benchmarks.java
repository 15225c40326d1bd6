package callboard.benchmarks;

import callboard.benchmarks.fanout.FanOut;
import callboard.benchmarks.ingest.BesideWebhooks;
import callboard.benchmarks.ingest.EndToEnd;
import callboard.benchmarks.ingest.Ingest;
import callboard.benchmarks.past.Import;
import callboard.benchmarks.reads.Reads;
import callboard.benchmarks.reads.Seed;
import callboard.simulator.mode.RunFailures;
import callboard.simulator.mode.Target;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `java -jar benchmarks-1.0.0.jar ingest|webhooks|end-to-end|import|fanout|reads|seed [options]`
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ingest|webhooks|end-to-end|import|fanout|reads|seed",
        description = "How much Callboard takes in, gives out and answers, and how fast.")
public final class Benchmarks {

    /// Known to all of them; may be given before the benchmark's name or after it.
    @Mixin
    private final Target target = new Target();

    private Benchmarks() {}

    /// Ends with 0, with 1 when a run failed, with 2 when the command can't be understood.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        var benchmarks = new Benchmarks();
        return new CommandLine(benchmarks)
                .addSubcommand(new Ingest(benchmarks.target))
                .addSubcommand(new BesideWebhooks(benchmarks.target))
                .addSubcommand(new EndToEnd(benchmarks.target))
                .addSubcommand(new Import(benchmarks.target))
                .addSubcommand(new FanOut(benchmarks.target))
                .addSubcommand(new Reads(benchmarks.target))
                .addSubcommand(new Seed())
                .setExecutionExceptionHandler(new RunFailures());
    }
}
