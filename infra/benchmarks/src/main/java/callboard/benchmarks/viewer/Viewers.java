package callboard.benchmarks.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Any number of viewers of one realtime-service, on one thread.
///
/// ```java
/// try (var viewers = new Viewers(URI.create("http://localhost:3002"), audience)) {
///     viewers.open(interests).get(1, TimeUnit.MINUTES);
///     …
/// }
/// ```
public final class Viewers implements AutoCloseable {

    private static final int BUFFER = 1 << 18;
    private static final long LOOK_UP_MILLIS = 20;

    private final URI service;
    private final InetSocketAddress address;
    private final UpdateListener audience;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private final Queue<Handshake> openings = new ConcurrentLinkedQueue<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private volatile int lost;
    private volatile @Nullable IOException firstLoss;
    private volatile boolean closed;

    /// @param service such as `http://localhost:3002`
    /// @param audience gets everything that any of them receives
    public Viewers(URI service, UpdateListener audience) {
        if (service.getHost() == null || !"http".equals(service.getScheme())) {
            throw new IllegalArgumentException(
                    "The realtime-service's address must look like http://localhost:3002, not " + service);
        }
        this.service = service;
        this.audience = audience;
        address = new InetSocketAddress(service.getHost(), service.getPort() < 0 ? 80 : service.getPort());
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        thread = Thread.ofPlatform().name("viewers").start(this::run);
    }

    /// Opens one for each interest; done when the service acknowledged all they watch, failed when one did not
    /// come in.
    public CompletableFuture<Void> open(List<Interest> interests) {
        var opening = new Handshake(interests);
        openings.add(opening);
        selector.wakeup();
        return opening.done;
    }

    /// The same, and waits for it.
    public void open(List<Interest> interests, Duration patience) throws InterruptedException, IOException {
        var done = open(interests);
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("The viewers were not let in within " + patience.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            var cause = Objects.requireNonNull(failed.getCause());
            throw new IOException("A viewer was not let in: " + cause.getMessage(), cause);
        }
    }

    /// How many were disconnected since they came in.
    public int lost() {
        return lost;
    }

    /// Why the first of them was; null while none is.
    public @Nullable IOException firstLoss() {
        return firstLoss;
    }

    private void run() {
        try {
            while (!closed) {
                var opening = openings.peek();
                letIn(opening);
                selector.select(this::ready, opening == null ? 0 : LOOK_UP_MILLIS);
            }
            for (var viewer : viewers) {
                viewer.close();
            }
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void letIn(@Nullable Handshake opening) throws IOException {
        if (opening == null) {
            return;
        }
        long now = System.nanoTime();
        while (opening.hasNext(now)) {
            begin(opening.next(now));
        }
        if (opening.isComplete()) {
            openings.remove(opening);
            opening.done.complete(null);
        }
    }

    private void begin(Interest interest) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = channel.register(selector, SelectionKey.OP_CONNECT);
        var viewer = new Viewer(viewers.size(), channel, key, service, interest);
        key.attach(viewer);
        viewers.add(viewer);
        try {
            if (channel.connect(address)) {
                viewer.connected();
            }
        } catch (IOException gone) {
            lose(key, viewer, gone);
        }
    }

    private void ready(SelectionKey key) {
        var viewer = (Viewer) key.attachment();
        boolean wasWatching = viewer.isWatching();
        try {
            if (key.isConnectable()) {
                viewer.connected();
            } else {
                if (key.isWritable()) {
                    viewer.write();
                }
                if (key.isReadable()) {
                    viewer.read(buffer, audience);
                }
            }
            if (!wasWatching && viewer.isWatching()) {
                cameIn();
            }
        } catch (IOException gone) {
            lose(key, viewer, gone);
        }
    }

    private void cameIn() {
        var opening = openings.peek();
        if (opening != null) {
            opening.cameIn();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the viewers' own thread writes it.
    private void lose(SelectionKey key, Viewer viewer, IOException why) {
        key.cancel();
        try {
            viewer.close();
        } catch (IOException alsoGone) {
            why.addSuppressed(alsoGone);
        }
        var opening = openings.peek();
        if (!viewer.isWatching() && opening != null) {
            openings.remove(opening);
            opening.done.completeExceptionally(why);
            return;
        }
        if (lost == 0) {
            firstLoss = why;
        }
        lost++;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
