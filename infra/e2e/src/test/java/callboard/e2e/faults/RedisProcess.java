package callboard.e2e.faults;

import callboard.standalone.ManagedProcess;
import callboard.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of several Redis servers, or a sentinel.
final class RedisProcess implements AutoCloseable {

    final String name;
    final int port = FreePort.any();
    private final Path home;
    private @Nullable ManagedProcess process;

    /// @param home where it writes, and its log
    RedisProcess(String name, Path home) {
        this.name = name;
        this.home = home;
    }

    void start(Path program, List<String> options) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(options);
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        var started = new ManagedProcess(name, command, Map.of(), () -> answers("PING", "+PONG"), home, home);
        process = started;
        started.start();
        started.awaitReady();
    }

    /// Its data in memory alone.
    List<String> options() {
        return List.of(
                "--save",
                "",
                "--dir",
                home.toString(),
                "--dbfilename",
                name + ".rdb",
                "--repl-diskless-sync",
                "yes",
                "--repl-diskless-sync-delay",
                "0");
    }

    boolean runs() {
        return process != null && process.isAlive();
    }

    /// Ends it without notice.
    void kill() {
        running().kill();
    }

    /// It stands still, and its connections stay open.
    void pause() {
        Signals.send("STOP", running().pid());
    }

    void resume() {
        Signals.send("CONT", running().pid());
    }

    private ManagedProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    boolean answers(String command, String answer) {
        try {
            return ask(command).stream().anyMatch(line -> line.contains(answer));
        } catch (IOException notYet) {
            return false;
        }
    }

    /// The lines of its answer, as far as they come at once.
    List<String> ask(String command) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .toList();
        } catch (UncheckedIOException silent) {
            throw silent.getCause();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
