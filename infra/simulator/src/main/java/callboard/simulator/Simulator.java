package callboard.simulator;

import callboard.simulator.mode.Demo;
import callboard.simulator.mode.EndToEnd;
import callboard.simulator.mode.FanOut;
import callboard.simulator.mode.Ingest;
import callboard.simulator.mode.Load;
import callboard.simulator.mode.Reads;
import callboard.simulator.mode.Seed;
import callboard.simulator.mode.Target;
import callboard.simulator.sender.ApiKeyRefusedException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

/// `java -jar simulator-1.0.0.jar demo|load|ingest|end-to-end|fanout|reads|seed [options]`
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "demo|load|ingest|end-to-end|fanout|reads|seed",
        description = "Call traffic for Callboard, over its public API.")
public final class Simulator {

    /// Known to all modes; may be given before the mode's name or after it.
    @Mixin
    private final Target target = new Target();

    private Simulator() {}

    /// Ends with 0, with 1 when a run failed, with 2 when the command can't be understood.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var simulator = new Simulator();
        return new CommandLine(simulator)
                .addSubcommand(new Demo(simulator.target))
                .addSubcommand(new Load(simulator.target))
                .addSubcommand(new Ingest(simulator.target))
                .addSubcommand(new EndToEnd(simulator.target))
                .addSubcommand(new FanOut(simulator.target))
                .addSubcommand(new Reads(simulator.target))
                .addSubcommand(new Seed())
                .setExecutionExceptionHandler(Simulator::tell);
    }

    private static int tell(Exception failure, CommandLine command, ParseResult arguments) {
        switch (failure) {
            case ApiKeyRefusedException refused -> command.getErr().println(refused.getMessage());
            case IOException away -> command.getErr().println(away.getMessage());
            case IllegalArgumentException wrong -> {
                command.getErr().println(wrong.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            default -> failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
