package callboard.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers `POST /api/events` as it was told to, then as a service that takes everything once; knows what it
/// kept.
public final class MisbehavingService implements AutoCloseable {

    /// One answer: a status, or none at all.
    public sealed interface Manners {
        record Status(int status) implements Manners {}

        /// Hangs up without a word.
        record HangUp() implements Manners {}

        /// Keeps the event, then hangs up: nobody knows.
        record KeepAndHangUp() implements Manners {}
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Manners> manners = new ConcurrentLinkedQueue<>();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final Set<Integer> callers = ConcurrentHashMap.newKeySet();
    private final List<String> kept = new CopyOnWriteArrayList<>();

    public MisbehavingService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/api/events", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// The next answers, one attempt each; all others are 201, or 200 for what it has.
    public MisbehavingService willDo(Manners... next) {
        manners.addAll(List.of(next));
        return this;
    }

    public List<String> attempts() {
        return attempts;
    }

    public List<String> kept() {
        return kept;
    }

    /// How many connections there were.
    public int connections() {
        return callers.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        attempts.add(body);
        callers.add(exchange.getRemoteAddress().getPort());
        switch (manners.poll()) {
            case null -> {
                boolean isNew = keep(body);
                if (!isNew) {
                    exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
                }
                say(exchange, isNew ? 201 : 200);
            }
            case Manners.Status(int status) -> say(exchange, status);
            case Manners.HangUp _ -> {}
            case Manners.KeepAndHangUp _ -> keep(body);
        }
        exchange.close();
    }

    private synchronized boolean keep(String body) {
        return !kept.contains(body) && kept.add(body);
    }

    private static void say(HttpExchange exchange, int status) throws IOException {
        byte[] text = "{\n}\n".getBytes(StandardCharsets.UTF_8);
        // As real servers do: sometimes with a length, sometimes in chunks.
        exchange.sendResponseHeaders(status, status % 2 == 0 ? text.length : 0);
        exchange.getResponseBody().write(text);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
