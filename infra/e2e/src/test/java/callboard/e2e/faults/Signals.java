package callboard.e2e.faults;

import java.io.IOException;

/// What Java can't send to a process.
final class Signals {

    private Signals() {}

    static void send(String signal, long pid) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("Process " + pid + " was not sent SIG" + signal);
            }
        } catch (IOException failed) {
            throw new IllegalStateException("There is no `kill` here", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a signal was sent", interrupted);
        }
    }
}
