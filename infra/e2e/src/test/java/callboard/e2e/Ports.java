package callboard.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports that nobody else takes while whoever listens there is down: below those that systems give to outgoing
/// connections, which would otherwise now and then be given the very port that they try to reach. The launcher's
/// own
/// choices are among those, too, and so never one of these.
public final class Ports {

    /// Whoever was given one may not listen there yet, and nothing else tells that it is theirs.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// One that is free and was given to nobody before.
    public static int free() {
        for (int tries = 0; tries < 1000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
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
