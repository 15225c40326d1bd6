package callboard.e2e.faults;

import callboard.testing.FreePort;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/// A Redis that can be taken away and brought back on the same port, empty.
class CacheServer implements AutoCloseable {

    private final int port = FreePort.any();
    private @Nullable RedisServer server;

    String url() {
        return "redis://localhost:" + port;
    }

    void start() throws IOException {
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
    }

    /// Replaces what is dead and returns when everything is ready.
    void whole() throws IOException {}

    void stop() throws IOException {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
