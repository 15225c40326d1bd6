package callboard.testing;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import redis.embedded.RedisServer;

/// An empty Redis for one test, which can be stopped and started again at the same address.
public final class TestRedis implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 100;
    private static final long BUSY_NANOS = 20_000_000;

    private final int port = FreePort.any();
    private @Nullable AutoCloseable running;

    /// Starts one; close it after the test.
    public static TestRedis started() {
        var redis = new TestRedis();
        redis.start();
        return redis;
    }

    public String host() {
        return "localhost";
    }

    public int port() {
        return port;
    }

    /// Starts it, empty.
    public void start() {
        running = Docker.available() ? container() : embedded();
    }

    /// Stops it and drops its data.
    public void stop() {
        var server = running;
        running = null;
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (Exception failed) {
            throw new IllegalStateException("Redis on port " + port + " did not stop", failed);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private AutoCloseable container() {
        var container = new GenericContainer<>("redis:8-alpine").withExposedPorts(6379);
        container.withCreateContainerCmdModifier(create -> create.getHostConfig()
                .withPortBindings(new PortBinding(Ports.Binding.bindPort(port), new ExposedPort(6379))));
        container.start();
        return container;
    }

    private AutoCloseable embedded() {
        try {
            var server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            start(server);
            return server::stop;
        } catch (IOException failed) {
            throw new UncheckedIOException("Embedded Redis did not start on port " + port, failed);
        }
    }

    /// Its program was written a moment ago: a process that another thread began meanwhile has the file open for
    /// writing until it runs its own, and so long Linux doesn't run it.
    private static void start(RedisServer server) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                server.start();
                return;
            } catch (IOException failed) {
                var cause = failed.getCause();
                if (attempt == MOST_ATTEMPTS
                        || cause == null
                        || !String.valueOf(cause.getMessage()).contains("Text file busy")) {
                    throw failed;
                }
                LockSupport.parkNanos(BUSY_NANOS);
            }
        }
    }
}
