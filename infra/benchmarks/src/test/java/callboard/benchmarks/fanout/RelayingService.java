package callboard.benchmarks.fanout;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A Redis that takes `PUBLISH` only, and a realtime-service that sends what is published to those who watch the
/// call.
final class RelayingService implements AutoCloseable {

    private static final Pattern SUBSCRIPTION = Pattern.compile("42(\\d+)\\[\"subscribe_call\",\"(.+)\"]");
    private static final Pattern CALL_ID = Pattern.compile("\"callId\":\"([^\"]+)\"");

    private final ServerSocket redis = listening();
    private final ServerSocket realtime = listening();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<OutputStream>> watchers = new ConcurrentHashMap<>();
    private final AtomicInteger losing = new AtomicInteger();

    RelayingService() {
        threads.execute(() -> accept(redis, this::publish));
        threads.execute(() -> accept(realtime, this::watch));
    }

    URI redis() {
        return URI.create("redis://localhost:" + redis.getLocalPort());
    }

    URI realtime() {
        return URI.create("http://localhost:" + realtime.getLocalPort());
    }

    /// The next so many deliveries are not made.
    RelayingService losing(int deliveries) {
        losing.set(deliveries);
        return this;
    }

    private interface Connection {
        void serve(DataInputStream in, OutputStream out) throws IOException;
    }

    private void accept(ServerSocket server, Connection connection) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                threads.execute(() -> serve(socket, connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket, Connection connection) {
        try (socket) {
            connection.serve(
                    new DataInputStream(new BufferedInputStream(socket.getInputStream())), socket.getOutputStream());
        } catch (IOException hungUp) {
            // A client that is done just goes.
        }
    }

    private void publish(DataInputStream in, OutputStream out) throws IOException {
        for (var arguments = line(in); !arguments.isEmpty(); arguments = line(in)) {
            byte[] last = {};
            for (int left = Integer.parseInt(arguments.substring(1)); left > 0; left--) {
                last = in.readNBytes(Integer.parseInt(line(in).substring(1)));
                line(in);
            }
            relay(new String(last, StandardCharsets.UTF_8));
            out.write(":1\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void relay(String update) throws IOException {
        var callId = CALL_ID.matcher(update);
        if (callId.find()) {
            for (var watcher : watchers.getOrDefault(callId.group(1), List.of())) {
                if (losing.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                    send(watcher, "42[\"call_status_update\"," + update + "]");
                }
            }
        }
    }

    private void watch(DataInputStream in, OutputStream out) throws IOException {
        while (!line(in).isEmpty()) {
            // The request for a WebSocket, taken for granted.
        }
        out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(out, "0{\"sid\":\"1\"}");
        send(out, "2");
        for (var said = frame(in); !said.isEmpty(); said = frame(in)) {
            var subscription = SUBSCRIPTION.matcher(said);
            if (subscription.matches()) {
                watchers.computeIfAbsent(subscription.group(2), _ -> new CopyOnWriteArrayList<>())
                        .add(out);
                send(out, "43" + subscription.group(1) + "[{\"ok\":true}]");
            } else if (said.equals("40")) {
                send(out, "40{\"sid\":\"1\"}");
            }
        }
    }

    /// In two parts, as networks do.
    private static void send(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(0x81);
            out.flush();
            out.write(
                    bytes.length < 126
                            ? new byte[] {(byte) bytes.length}
                            : new byte[] {126, (byte) (bytes.length >> 8), (byte) bytes.length});
            out.write(bytes);
        }
    }

    private static String frame(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return "";
        }
        int length = in.readUnsignedByte() & 0x7F;
        in.skipNBytes(4);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        redis.close();
        realtime.close();
        threads.shutdownNow();
    }
}
