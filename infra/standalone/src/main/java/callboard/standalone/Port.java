package callboard.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ports of this machine: whether one is free, and one that is.
final class Port {

    /// Nobody listens there yet when the next is asked for.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Port() {}

    static void requireFree(int port, String user, String property) {
        if (isTaken(port)) {
            throw new LaunchFailure("Port " + port + ", where " + user
                    + " would answer, is taken by another program: stop that one, or choose another port with -D"
                    + property + "=" + (port + 1000) + ".");
        }
    }

    static boolean isTaken(int port) {
        // Asked both ways: some systems let us bind beside a program that listens on localhost alone.
        return isAnswered(port) || !canBind(port);
    }

    /// One that is free and was given to nobody before.
    static int anyFree() {
        for (int tries = 0; tries < 1000; tries++) {
            int port = anyThatIsFreeNow();
            if (GIVEN.add(port)) {
                return port;
            }
        }
        throw new LaunchFailure("This machine has no free port that is not in use by Callboard already.");
    }

    private static int anyThatIsFreeNow() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException("This machine has no free port", failed);
        }
    }

    private static boolean isAnswered(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    private static boolean canBind(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
