package callboard.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Stands in for each service in the launcher's tests: answers readiness, tells what it was told, dies when
/// asked.
public final class StandIn {

    private StandIn() {}

    public static void main(String[] arguments) throws IOException {
        String port = System.getenv("CALLBOARD_PORT");
        String realtimePort = System.getenv("CALLBOARD_REALTIME_PORT");
        System.out.println("stand-in with " + String.join(" ", arguments));
        if (System.getenv("STAND_IN_FAILS_" + (port == null ? "REALTIME" : "CALLS")) != null) {
            System.out.println("stand-in can't go on");
            System.exit(7);
        }
        if (port != null) {
            serve(Integer.parseInt(port));
        }
        if (realtimePort != null) {
            serve(Integer.parseInt(realtimePort));
            serve(Integer.parseInt(System.getenv("CALLBOARD_REALTIME_MANAGEMENT_PORT")));
        }
        if (port == null && realtimePort == null) {
            new HttpServerless().live();
        }
    }

    private static void serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/environment", exchange -> {
            var told = new StringBuilder();
            System.getenv()
                    .forEach((name, value) ->
                            told.append(name).append('=').append(value).append('\n'));
            byte[] body = told.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/die", exchange -> {
            System.out.println("stand-in was asked to die");
            Runtime.getRuntime().halt(9);
        });
        server.start();
    }

    /// The simulator's place: lives, and has no port.
    private static final class HttpServerless {
        synchronized void live() {
            try {
                while (true) {
                    wait();
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
