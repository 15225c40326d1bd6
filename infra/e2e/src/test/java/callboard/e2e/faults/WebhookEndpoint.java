package callboard.e2e.faults;

import callboard.testing.FreePort;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The server of a customer, which takes what a webhook sends, is slow, fails, or is not there; always at the same
/// address. It checks signatures by the words of the
/// [specification](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
final class WebhookEndpoint implements AutoCloseable {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String PREFIX = "whsec_";

    /// A message as it arrived.
    ///
    /// @param what     `callId sequence type`, or `alertId type`
    /// @param callId   of which it tells
    /// @param sequence of a call's update; 0 of others
    /// @param isTaken  whether it was answered with 2xx
    /// @param isSigned whether the webhook's secret signed it, just now
    /// @param age      since what it tells of happened
    record Arrival(
            String id, String what, String callId, int sequence, boolean isTaken, boolean isSigned, Duration age) {}

    private final int port = FreePort.any();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Arrival> arrivals = new ArrayList<>();
    private volatile byte[] key = {};
    private volatile boolean isFailing;
    private volatile Duration delay = Duration.ZERO;
    private @Nullable HttpServer server;

    String url() {
        return "http://127.0.0.1:%d/calls".formatted(port);
    }

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /// Whoever dials is refused.
    void goAway() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    void expects(String secret) {
        key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    void fails(boolean now) {
        isFailing = now;
    }

    /// Each answer takes so long.
    void isSlow(Duration by) {
        delay = by;
    }

    /// All that arrived, in the order in which it did.
    List<Arrival> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    long taken() {
        return arrivals().stream().filter(Arrival::isTaken).count();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            boolean isTaken = !isFailing;
            var arrival = arrival(exchange, body, isTaken);
            synchronized (arrivals) {
                arrivals.add(arrival);
            }
            LockSupport.parkNanos(delay.toNanos());
            exchange.sendResponseHeaders(isTaken ? 204 : 500, -1);
        }
    }

    private Arrival arrival(HttpExchange exchange, byte[] body, boolean isTaken) {
        var headers = exchange.getRequestHeaders();
        var id = headers.getFirst("webhook-id");
        var timestamp = headers.getFirst("webhook-timestamp");
        var message = JsonMapper.shared().readTree(body);
        var type = message.path("type").asString();
        var data = message.path("data");
        var happened = Instant.parse(message.path("timestamp").asString());
        var callId = data.path("callId").asString();
        int sequence = data.path("sequence").asInt(0);
        return new Arrival(
                id,
                type.startsWith("call.")
                        ? "%s %d %s".formatted(callId, sequence, type)
                        : "%s %s".formatted(data.path("id").asString(), type),
                callId,
                sequence,
                isTaken,
                isSigned(id, timestamp, headers.getFirst("webhook-signature"), body),
                Duration.between(happened, Instant.now()));
    }

    private boolean isSigned(String id, String timestamp, String signatures, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(bytes("%s.%s.".formatted(id, timestamp)));
            var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return List.of(signatures.split(" ")).stream()
                            .anyMatch(each -> MessageDigest.isEqual(bytes(each), bytes(expected)))
                    && Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) < 0;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        goAway();
        threads.shutdownNow();
    }
}
