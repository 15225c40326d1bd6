package callboard.calls.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An endpoint of somebody else's, which keeps what it is sent and answers as the test says.
final class Receiver implements AutoCloseable {

    /// A message as it arrived.
    record Sent(String id, String timestamp, String signature, byte[] body, JsonNode json, long nanoTime) {

        String type() {
            return json.path("type").asString();
        }

        String callId() {
            return json.at("/data/callId").asString("");
        }

        int sequence() {
            return json.at("/data/sequence").asInt();
        }
    }

    /// @param retryAfter absent where it asks for nothing
    record Answer(int status, String retryAfter, String text) {

        static final Answer TAKEN = of(204);

        static Answer of(int status) {
            return new Answer(status, "", "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<Sent> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Function<Sent, Answer> answers = _ -> Answer.TAKEN;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/calls".formatted(server.getAddress().getPort());
    }

    /// What it answers from now on.
    void answers(Function<Sent, Answer> with) {
        answers = with;
    }

    void answers(int status) {
        answers(_ -> Answer.of(status));
    }

    /// All that arrived, in the order in which it did.
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /// What was answered with 2xx, in the order in which it was.
    List<Sent> taken() {
        return List.copyOf(taken);
    }

    /// The sequences of each call's updates that were taken, each as it was taken first.
    Map<String, List<Integer>> sequences() {
        var calls = new LinkedHashMap<String, List<Integer>>();
        var known = new HashSet<String>();
        taken.stream()
                .filter(each -> each.type().startsWith("call.") && known.add(each.id()))
                .forEach(each -> calls.computeIfAbsent(each.callId(), _ -> new CopyOnWriteArrayList<>())
                        .add(each.sequence()));
        return calls;
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            var message = new Sent(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body,
                    JsonMapper.shared().readTree(body),
                    System.nanoTime());
            sent.add(message);
            var answer = answers.apply(message);
            if (answer.status < 300) {
                taken.add(message);
            }
            if (!answer.retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter);
            }
            var text = answer.text.getBytes(StandardCharsets.UTF_8);
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(answer.status, text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
