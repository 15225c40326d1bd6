package callboard.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stands in for each service in the launcher's tests: answers readiness, tells its environment, dies when
/// asked. Run with `-Djarmode=tools` it unpacks itself, as a Spring Boot jar does.
public final class StandIn {

    private StandIn() {}

    public static void main(String[] arguments) throws IOException {
        if ("tools".equals(System.getProperty("jarmode"))) {
            extract(Path.of(System.getProperty("java.class.path")), Path.of(arguments[2]));
            return;
        }
        if (System.getProperty("spring.context.exit") != null) {
            return;
        }
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

    /// As a Spring Boot jar does: `extract --destination FOLDER`.
    private static void extract(Path jar, Path folder) throws IOException {
        Files.copy(jar, Files.createDirectories(folder).resolve(jar.getFileName()));
    }

    private static void serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/environment", exchange -> {
            var lines = new StringBuilder();
            System.getenv()
                    .forEach((name, value) ->
                            lines.append(name).append('=').append(value).append('\n'));
            answer(exchange, lines.toString());
        });
        server.createContext(
                "/arguments",
                exchange -> answer(
                        exchange,
                        String.join("\n", ManagementFactory.getRuntimeMXBean().getInputArguments())));
        server.createContext("/die", exchange -> {
            System.out.println("stand-in was asked to die");
            Runtime.getRuntime().halt(9);
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
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
