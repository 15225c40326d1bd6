package callboard.e2e.faults;

import callboard.contracts.CallEventRequest;
import callboard.simulator.mode.SimulatedConnection;
import callboard.simulator.report.Measurements;
import callboard.simulator.sender.Answer;
import callboard.simulator.sender.BackOff;
import callboard.simulator.sender.DeliverySender;
import callboard.simulator.sender.EventSender;
import callboard.simulator.sender.HttpTransport;
import callboard.simulator.sender.Transport;
import callboard.simulator.telephony.Happening;
import callboard.simulator.telephony.Kinds;
import callboard.simulator.telephony.PostingKind;
import callboard.simulator.telephony.Retelling;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Delivery;
import callboard.simulator.traffic.FaultySender;
import callboard.simulator.traffic.Profile;
import callboard.simulator.traffic.TimedEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// One call centre, told by one kind that posts: in order but for bad habits, then all at once and out of order, as
/// after an outage, then as in the beginning.
final class KindRound implements AutoCloseable {

    private static final String ADMIN_KEY = "callboard-admin-key";
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final int SENDERS = 6;
    private static final double BAD_HABITS = 0.2;
    /// How many places a message is out of order after an outage.
    private static final int DISORDER = 30;

    private final String kindName;
    private final String connection;
    private final PostingKind kind;
    private final List<SimulatedConnection> replicas;
    private final Instant opening;
    private final List<TimedEvent> events;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Random chance;
    private final Retelling retelling;
    private final AtomicInteger messages = new AtomicInteger();
    private final Measurements measurements = new Measurements();
    private final Posts posts;
    private final EventSender sender;

    KindRound(Cluster cluster, String kindName, int calls, long seed) {
        this.kindName = kindName;
        connection = "round-" + kindName + "-" + seed;
        replicas = cluster.callAddresses().stream()
                .map(address -> new SimulatedConnection(address, connection, ADMIN_KEY))
                .toList();
        kind = (PostingKind) Kinds.named(kindName, replicas.getFirst().secret());
        retelling = new Retelling(kind);
        chance = new Random(seed);
        var centre = new CallCentre(Profile.usual().callsPerSecond(2), seed, connection);
        centre.closeAfter(calls);
        events = new ArrayList<>();
        centre.forEachRemaining(events::add);
        opening = Instant.now()
                .truncatedTo(ChronoUnit.MILLIS)
                .minus(events.getLast().at());
        new FaultySender(events.iterator(), seed, BAD_HABITS, true).forEachRemaining(deliveries::add);
        posts = new Posts(replicas.stream().map(SimulatedConnection::address).toList());
        sender = new EventSender(posts, BackOff.usual(), measurements);
    }

    /// To one replica, and to the other where that gives no answer.
    private final class Posts implements Transport {

        private final List<HttpTransport> ways;
        private final AtomicInteger way = new AtomicInteger();
        private final AtomicInteger answers = new AtomicInteger();

        private Posts(List<URI> addresses) {
            ways = addresses.stream()
                    .map(address ->
                            new HttpTransport(address, body -> kind.headers(address, body, Instant.now()), ATTEMPT))
                    .toList();
        }

        @Override
        public Answer post(byte[] body, boolean early) throws IOException, InterruptedException {
            var answer =
                    ways.get(Math.floorMod(way.getAndIncrement(), ways.size())).post(body, early);
            answers.incrementAndGet();
            return answer;
        }

        @Override
        public void close() {
            ways.forEach(HttpTransport::close);
        }
    }

    String connection() {
        return connection;
    }

    PostingKind kind() {
        return kind;
    }

    String line(KindComparison compared) {
        return "via %s: %d calls, %d messages, %d repeats, %d lost, %d invented, %d different"
                .formatted(
                        kindName,
                        compared.calls(),
                        messages.get(),
                        Math.max(0, posts.answers.get() - messages.get()),
                        compared.lost(),
                        compared.invented(),
                        compared.different());
    }

    /// Returns when every replica takes its posts.
    void connect() throws IOException, InterruptedException {
        for (var replica : replicas) {
            replica.make(kind.settings());
        }
    }

    /// What it can tell of what happens, in the order of time.
    List<Happening> told() {
        var again = new Retelling(kind);
        return events.stream()
                .flatMap(event -> again.retell(event.event(), at(event)).stream())
                .toList();
    }

    private Instant at(TimedEvent event) {
        return opening.plus(event.at());
    }

    /// The first, second or last third of its messages, each call's in their order but for bad habits.
    void tell(int third) throws InterruptedException {
        var deliverySender = new DeliverySender(sender, this::worded, KindRound::unjudged);
        var ofSender = new ArrayList<List<Delivery>>();
        for (int i = 0; i < SENDERS; i++) {
            ofSender.add(new ArrayList<>());
        }
        for (var delivery : third(third)) {
            int number = delivery instanceof Delivery.Nonsense
                    ? 0
                    : happened(delivery).getFirst().callId().hashCode();
            ofSender.get(Math.floorMod(number, SENDERS)).add(delivery);
        }
        allAtOnce(ofSender.stream()
                .map(own -> (Task) () -> {
                    for (var delivery : own) {
                        deliverySender.deliver(delivery);
                    }
                })
                .toList());
    }

    /// The same, all at once and out of order, some twice.
    void tellAfterAnOutage(int third) throws InterruptedException {
        record Post(byte[] body, int place) {}
        var backlog = new ArrayList<Post>();
        for (var delivery : third(third)) {
            for (var event : happened(delivery)) {
                for (var body : worded(event)) {
                    backlog.add(new Post(body, backlog.size() + chance.nextInt(DISORDER)));
                    if (chance.nextInt(5) == 0) {
                        backlog.add(new Post(body, backlog.size() + chance.nextInt(DISORDER)));
                    }
                }
            }
        }
        backlog.sort(Comparator.comparing(Post::place));
        var next = new AtomicInteger();
        Task work = () -> {
            for (int i = next.getAndIncrement(); i < backlog.size(); i = next.getAndIncrement()) {
                sender.send(backlog.get(i).body());
            }
        };
        allAtOnce(List.of(work, work, work, work, work, work, work, work));
    }

    private List<byte[]> worded(TimedEvent event) {
        var bodies =
                retelling.retell(event.event(), at(event)).map(kind::messages).orElse(List.of());
        messages.addAndGet(bodies.size());
        return bodies;
    }

    private List<Delivery> third(int third) {
        int size = deliveries.size();
        return deliveries.subList(size * (third - 1) / 3, size * third / 3);
    }

    private static List<TimedEvent> happened(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Once(var event) -> List.of(event);
            case Delivery.Repeated(var event) -> List.of(event);
            case Delivery.AtOnce(var event, var _) -> List.of(event);
            case Delivery.Swapped(var earlier, var later) -> List.of(earlier, later);
            case Delivery.OfAgent _, Delivery.Nonsense _ -> List.of();
        };
    }

    private static void unjudged(CallEventRequest event, Answer answer) {
        // What is stored in the end is judged, not what each was answered.
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void allAtOnce(List<Task> tasks) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var task : tasks) {
                running.add(threads.submit(() -> {
                    task.run();
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError("A sender gave up", failed.getCause());
        }
    }

    @Override
    public void close() {
        posts.close();
    }
}
