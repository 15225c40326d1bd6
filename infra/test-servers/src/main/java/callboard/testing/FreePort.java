package callboard.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for who listens there later, or again: below those that systems give to outgoing connections and to
/// those who ask for any, so that none of these takes one meanwhile. Nor does another test run beside this one: ports
/// come in blocks, and who holds a block's first has the others to itself.
public final class FreePort {

    private static final int BLOCK = 100;
    private static final int BLOCKS = 120;
    private static final int LOWEST = 20_000;

    /// The first ports of the blocks that are ours as long as this process lives.
    private static final Deque<ServerSocket> HELD = new ArrayDeque<>();

    private static int next;

    private FreePort() {}

    /// One that is free and was given to nobody before.
    public static synchronized int any() {
        while (true) {
            if (next % BLOCK == 0) {
                next = anotherBlock();
            }
            int port = next++;
            try (var _ = new ServerSocket(port)) {
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
    }

    /// Its second port.
    @SuppressWarnings("resource") // The system closes it when the process ends.
    private static int anotherBlock() {
        for (int tries = 0; tries < 1000; tries++) {
            int first = LOWEST + BLOCK * ThreadLocalRandom.current().nextInt(BLOCKS);
            try {
                HELD.add(new ServerSocket(first, 1, InetAddress.getLoopbackAddress()));
                return first + 1;
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new IllegalStateException("No block of ports from " + LOWEST + " on is free");
    }
}
