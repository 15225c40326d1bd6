package callboard.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for who listens there later, or again: below those that systems give to outgoing connections and to
/// those who ask for any, so that none of these takes one meanwhile.
public final class FreePort {

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /// One that is free and was given to nobody before.
    public static int any() {
        for (int tries = 0; tries < 1000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port)) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return port;
                }
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new IllegalStateException("No port between 20000 and 32000 is free");
    }
}
