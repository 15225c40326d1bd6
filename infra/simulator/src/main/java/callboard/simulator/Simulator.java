package callboard.simulator;

import callboard.simulator.mode.Demo;
import callboard.simulator.mode.Load;
import callboard.simulator.mode.RunFailures;
import callboard.simulator.mode.Target;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `java -jar simulator-1.0.0-exec.jar demo|load [options]`
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "demo|load",
        description = "Call traffic for Callboard, over its public API.")
public final class Simulator {

    /// Known to both modes; may be given before the mode's name or after it.
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
                .setExecutionExceptionHandler(new RunFailures());
    }
}
