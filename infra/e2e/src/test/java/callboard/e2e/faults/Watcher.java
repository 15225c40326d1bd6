package callboard.e2e.faults;

import callboard.contracts.Ack;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.Channels;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A client that watches every call, as the dashboard does: subscribes, waits for the answer, then reads; drops
/// what is not newer; reads again after a gap, a reconnection and `resync_required`.
final class Watcher implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ACK = Duration.ofSeconds(5);
    private static final Duration BEFORE_RECONNECTION = Duration.ofMillis(300);

    private final String name;
    private final List<URI> services;
    private final String run;
    private final Reads reads;
    private final ClientView view = new ClientView();
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Throwable> mistakes = new ConcurrentLinkedQueue<>();
    // Everything but the socket's own callbacks happens here, one after the other.
    private final ScheduledExecutorService page = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watcher").factory());
    private @Nullable Socket socket;
    private int connections;

    /// @param services where it connects; the next one when that fails
    Watcher(String name, List<URI> services, List<URI> calls, String run) {
        this.name = name;
        this.services = services;
        this.run = run;
        this.reads = new Reads(calls);
        page.execute(this::connect);
    }

    String name() {
        return name;
    }

    ClientView view() {
        return view;
    }

    /// What it could make no sense of.
    List<Throwable> mistakes() {
        return List.copyOf(mistakes);
    }

    private void connect() {
        var options = IO.Options.builder()
                .setForceNew(true)
                .setReconnection(false)
                .setTimeout(3000)
                .setTransports(new String[] {"websocket"})
                .build();
        var opened = IO.socket(services.get(connections++ % services.size()), options);
        socket = opened;
        opened.on(Socket.EVENT_CONNECT, _ -> soon(() -> connected(opened)));
        opened.on(Socket.EVENT_CONNECT_ERROR, _ -> soon(() -> connectAnew(opened)));
        opened.on(Socket.EVENT_DISCONNECT, _ -> soon(() -> connectAnew(opened)));
        opened.on(Channels.CALL_STATUS_UPDATE, told -> soon(() -> updated(read(told[0]))));
        opened.on(Channels.NEW_CALL, told -> soon(() -> announced(opened, read(told[0]))));
        opened.on(Channels.RESYNC_REQUIRED, _ -> soon(() -> readAll(opened)));
        opened.connect();
    }

    private void connectAnew(Socket gone) {
        if (gone == socket) {
            gone.off();
            gone.close();
            socket = null;
            page.schedule(guarded(this::connect), BEFORE_RECONNECTION.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void connected(Socket opened) throws InterruptedException {
        watched.clear();
        ask(opened, Channels.SUBSCRIBE_DASHBOARD, "").thenAccept(_ -> soon(() -> readAll(opened)));
        view.underWay().forEach(call -> watch(opened, call));
    }

    private void announced(Socket on, CallStatusUpdate update) throws InterruptedException {
        updated(update);
        if (!view.hasEnded(update.callId())) {
            watch(on, update.callId());
        }
    }

    private void updated(CallStatusUpdate update) throws InterruptedException {
        if (!update.callId().startsWith(run)) {
            return;
        }
        boolean missed = view.told(update);
        if (missed) {
            readAgain(update.callId());
        }
        if (view.hasEnded(update.callId()) && watched.remove(update.callId()) && socket != null) {
            socket.emit(Channels.UNSUBSCRIBE_CALL, update.callId());
        }
    }

    private void watch(Socket on, String callId) {
        if (on == socket && callId.startsWith(run) && watched.add(callId)) {
            ask(on, Channels.SUBSCRIBE_CALL, callId)
                    .thenAccept(ack -> soon(() -> {
                        if (ack.snapshot() == null) {
                            readAgain(callId);
                        } else {
                            updated(ack.snapshot());
                        }
                    }));
        }
    }

    private void readAgain(String callId) throws InterruptedException {
        reads.call(callId).ifPresent(view::read);
    }

    private void readAll(Socket on) throws InterruptedException {
        for (var call : reads.calls(run)) {
            view.read(call);
        }
        view.underWay().forEach(call -> watch(on, call));
    }

    /// Whoever is not answered can't know whether it is listened to, and connects anew.
    private CompletableFuture<Ack> ask(Socket on, String word, String argument) {
        var answer = new CompletableFuture<Ack>();
        on.emit(word, argument, (io.socket.client.Ack)
                told -> answer.complete(JSON.readValue(told[0].toString(), Ack.class)));
        answer.orTimeout(ACK.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ack, failure) -> {
            if (failure != null) {
                soon(() -> connectAnew(on));
            } else if (!ack.ok()) {
                mistakes.add(new AssertionError(word + " " + argument + " was refused: " + ack.error()));
            }
        });
        return answer;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void soon(Step step) {
        if (!page.isShutdown()) {
            page.execute(guarded(step));
        }
    }

    private Runnable guarded(Step step) {
        return () -> {
            try {
                step.run();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | AssertionError mistake) {
                mistakes.add(mistake);
            }
        };
    }

    private static CallStatusUpdate read(Object told) {
        return JSON.readValue(told.toString(), CallStatusUpdate.class);
    }

    @Override
    public void close() {
        page.shutdownNow();
        if (socket != null) {
            socket.off();
            socket.close();
        }
        reads.close();
    }
}
