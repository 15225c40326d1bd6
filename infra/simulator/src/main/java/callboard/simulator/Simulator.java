package callboard.simulator;

import java.io.IOException;

import callboard.simulator.mode.Demo;
import callboard.simulator.mode.FanOut;
import callboard.simulator.mode.Ingest;
import callboard.simulator.mode.Load;
import callboard.simulator.mode.Target;
import callboard.simulator.sender.ApiKeyRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

/// `java -jar simulator-1.0.0.jar demo|load|ingest|fanout [options]`
@Command(name = "simulator", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "demo|load|ingest|fanout",
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
                .addSubcommand(new FanOut(simulator.target))
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
