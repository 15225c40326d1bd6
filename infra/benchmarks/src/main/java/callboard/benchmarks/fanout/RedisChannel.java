package callboard.benchmarks.fanout;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A connection to Redis that publishes without waiting for each answer; for one thread.
public final class RedisChannel implements AutoCloseable {

    private static final int PORT = 6379;

    private final Socket socket;
    private final OutputStream commands;
    private volatile @Nullable String refusal;

    /// @param redis such as `redis://localhost:6379`
    public RedisChannel(URI redis) throws IOException {
        if (redis.getHost() == null || !"redis".equals(redis.getScheme())) {
            throw new IllegalArgumentException("Redis' address must look like redis://localhost:6379, not " + redis);
        }
        try {
            socket = new Socket(redis.getHost(), redis.getPort() < 0 ? PORT : redis.getPort());
        } catch (IOException unreachable) {
            throw new IOException("Redis can't be reached at " + redis + ": " + unreachable.getMessage(), unreachable);
        }
        socket.setTcpNoDelay(true);
        commands = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        var answers = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        Thread.ofPlatform().daemon().name("redis-answers").start(() -> read(answers));
    }

    /// Publishes it with the next [#flush].
    public void publish(byte[] command) throws IOException {
        commands.write(command);
    }

    /// @throws IOException also when Redis refused an earlier command
    public void flush() throws IOException {
        commands.flush();
        if (refusal != null) {
            throw new IOException("Redis refuses to publish: " + refusal);
        }
    }

    private void read(InputStream answers) {
        try {
            var line = new StringBuilder();
            for (int next = answers.read(); next >= 0; next = answers.read()) {
                if (next != '\n') {
                    line.append((char) next);
                    continue;
                }
                if (line.charAt(0) == '-') {
                    refusal = line.toString().strip();
                }
                line.setLength(0);
            }
        } catch (IOException closed) {
            refusal = closed.getMessage();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
