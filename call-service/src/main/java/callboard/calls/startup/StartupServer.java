package callboard.calls.startup;

import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Answers at the service's port before the service does.
final class StartupServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private StartupServer(HttpServer server) {
        this.server = server;
    }

    static StartupServer at(int port) throws IOException {
        var startup = new StartupServer(HttpServer.create(new InetSocketAddress(port), 0));
        startup.server.createContext("/", startup::refuse);
        startup.server.createContext(
                "/actuator/health",
                exchange -> startup.answer(
                        exchange, 503, MediaType.APPLICATION_JSON_VALUE, "{\"status\":\"OUT_OF_SERVICE\"}"));
        startup.server.createContext(
                "/actuator/health/liveness",
                exchange -> startup.answer(exchange, 200, MediaType.APPLICATION_JSON_VALUE, "{\"status\":\"UP\"}"));
        startup.server.setExecutor(startup.threads);
        startup.server.start();
        return startup;
    }

    private void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", Problems.RETRY_AFTER);
        answer(
                exchange,
                503,
                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                JsonMapper.shared()
                        .writeValueAsString(Problems.problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                ProblemCode.UNAVAILABLE,
                                "The service is starting and waits for its database; try again soon",
                                Trace.begun())));
    }

    private void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
