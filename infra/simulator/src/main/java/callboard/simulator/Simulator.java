package callboard.simulator;

import callboard.simulator.mode.Demo;
import callboard.simulator.mode.Ingest;
import callboard.simulator.mode.Load;
import callboard.simulator.sender.ApiKeyRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `java -jar simulator-1.0.0.jar demo|load|ingest [options]`
@Command(name = "simulator", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "demo|load|ingest",
        description = "Call traffic for Callboard, over its public API.",
        subcommands = {Demo.class, Load.class, Ingest.class})
public final class Simulator {

    private Simulator() {}

    /// Ends with 0, with 1 when a run failed, with 2 when the command can't be understood.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Simulator()).setExecutionExceptionHandler((failure, command, _) -> {
            switch (failure) {
                case ApiKeyRefusedException refused -> command.getErr().println(refused.getMessage());
                case IllegalArgumentException wrong -> {
                    command.getErr().println(wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                }
                default -> failure.printStackTrace(command.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
