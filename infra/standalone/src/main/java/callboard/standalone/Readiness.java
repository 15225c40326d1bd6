package callboard.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/// How to find out whether a program can be used by now.
public final class Readiness {

    private static final int TIMEOUT_MILLIS = 2_000;

    private Readiness() {}

    /// Whether an address on this machine answers 200.
    public static BooleanSupplier http(int port, String path) {
        var address = URI.create("http://127.0.0.1:" + port + path);
        return () -> {
            try {
                var connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                return connection.getResponseCode() == 200;
            } catch (IOException notYet) {
                return false;
            }
        };
    }

    static BooleanSupplier redis(int port) {
        return () -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
            } catch (IOException notYet) {
                return false;
            }
        };
    }

    static BooleanSupplier immediately() {
        return () -> true;
    }
}
