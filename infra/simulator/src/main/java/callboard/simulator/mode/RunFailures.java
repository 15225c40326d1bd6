package callboard.simulator.mode;

import callboard.simulator.sender.ApiKeyRefusedException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says why a run failed: in a sentence, when its user can do something about it.
public final class RunFailures implements IExecutionExceptionHandler {

    /// @return 2 when the command can't be understood, else 1
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        switch (failure) {
            case ApiKeyRefusedException refused -> command.getErr().println(refused.getMessage());
            case IOException unreachable -> command.getErr().println(unreachable.getMessage());
            case IllegalArgumentException wrong -> {
                command.getErr().println(wrong.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            default -> failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
