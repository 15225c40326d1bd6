package callboard.e2e.faults;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Senders at a steady rate, from its start until it is asked to finish.
final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<Void>> senders = new ArrayList<>();
    private final List<URI> services;
    private final String run;
    private final FaultSettings settings;
    private final ResultLog results = new ResultLog();
    private volatile boolean finishing;

    /// @param run begins the id of every call
    Load(List<URI> services, String run, FaultSettings settings) {
        this.services = services;
        this.run = run;
        this.settings = settings;
    }

    ResultLog results() {
        return results;
    }

    void start() {
        for (int i = 0; i < settings.senders(); i++) {
            int number = i;
            senders.add(CompletableFuture.runAsync(() -> work(number), threads));
        }
    }

    void awaitMore(int events) {
        int enough = results.events() + events;
        await(events + " more events to be acknowledged").atMost(PATIENCE).until(() -> results.events() >= enough);
    }

    /// Every sender ends the call it is at.
    void finish() {
        finishing = true;
        await("the senders").atMost(PATIENCE).until(() -> senders.stream().allMatch(CompletableFuture::isDone));
        senders.forEach(CompletableFuture::join);
    }

    /// One more call, as any sender would report it.
    String probe(int number) throws InterruptedException {
        var story = CallScript.probe(run + "probe-" + number);
        var sender = new Sender(client, services, number, results);
        for (var body : story.bodies()) {
            sender.send(body);
        }
        return story.callId();
    }

    private void work(int number) {
        var sender = new Sender(client, services, number, results);
        try {
            for (int call = 1; !finishing; call++) {
                for (var body :
                        CallScript.of(run + number + "-" + call, number + call).bodies()) {
                    sender.send(body);
                    // The steady rate; nothing is awaited.
                    Thread.sleep(settings.pace());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
