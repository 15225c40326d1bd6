package callboard.realtime;

import callboard.testing.AwaitDefaults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket client that sends and receives frames as they are; pings (`2`) are answered and not shown, unless
/// asked for.
public final class RawWebSocket implements WebSocket.Listener, AutoCloseable {

    private static final Duration TIMEOUT = AwaitDefaults.LONG;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean showPings;
    private @Nullable WebSocket socket;

    private RawWebSocket(boolean showPings) {
        this.showPings = showPings;
    }

    /// Opens one at `/socket.io/?` + query; fails when the server refuses it.
    public static RawWebSocket open(int port, String query) {
        return open(port, query, Map.of(), false);
    }

    public static RawWebSocket open(int port, String query, Map<String, String> headers, boolean showPings) {
        var raw = new RawWebSocket(showPings);
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        raw.socket = builder.buildAsync(URI.create("ws://localhost:" + port + "/socket.io/?" + query), raw)
                .join();
        return raw;
    }

    /// A session that has joined the namespace.
    public static RawWebSocket connected(int port) {
        return connected(port, "");
    }

    public static RawWebSocket connected(int port, String query) {
        var raw = open(port, "EIO=4&transport=websocket" + query);
        raw.next();
        raw.send("40");
        raw.next();
        return raw;
    }

    public RawWebSocket send(String text) {
        socket().sendText(text, true).join();
        return this;
    }

    public void sendPart(String text, boolean last) {
        socket().sendText(text, last).join();
    }

    public void sendBinary(byte... bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public WebSocket socket() {
        var open = socket;
        if (open == null) {
            throw new IllegalStateException("not open");
        }
        return open;
    }

    public String next() {
        String message = poll(TIMEOUT);
        if (message == null) {
            throw new AssertionError(
                    "Nothing came within " + TIMEOUT + (closed.isDone() ? "; closed with " + closed.join() : ""));
        }
        return message;
    }

    public @Nullable String poll(Duration timeout) {
        try {
            return received.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// Everything sent before was handled once this returns: an unknown subscription's answer is the last
    /// message.
    public String fence() {
        send("42999[\"subscribe_call\",\"\"]");
        var before = new StringBuilder();
        for (String message = next(); !message.startsWith("43999"); message = next()) {
            before.append(message).append('\n');
        }
        return before.toString();
    }

    /// The status it was closed with; 1006 when the connection just ended.
    public int closeStatus() {
        return closed.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String message = partial.toString();
            partial.setLength(0);
            if (message.equals("2") && !showPings) {
                from.sendText("3", true);
            } else {
                received.add(message);
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket().abort();
    }
}
