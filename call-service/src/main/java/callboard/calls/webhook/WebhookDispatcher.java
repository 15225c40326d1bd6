package callboard.calls.webhook;

import callboard.calls.audit.Audit;
import callboard.calls.background.BackgroundLoop;
import callboard.calls.database.Leases;
import callboard.calls.outbound.OutboundHttp.Unanswered;
import callboard.contracts.ChangeKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what waits to the endpoints that this replica has the lease of: one replica to each, so that a
/// call's messages stay in order. One thread decides and stores; each message is on its way on a thread of
/// its own, so many per endpoint at most, and so a slow endpoint holds no other up.
///
/// Sent first, removed after: what was sent by a replica that dies then is sent again by the next, under the same id.
@Component
class WebhookDispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WebhookDispatcher.class);
    // Who turns a webhook off when no administrator does.
    private static final String BY = "callboard";
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final WebhookRepository webhooks;
    private final MessageRepository messages;
    private final WebhookSender sender;
    private final Leases leases;
    private final WebhookProperties settings;
    private final WebhookMetrics metrics;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RetryPolicy policy;
    private final BackgroundLoop loop = new BackgroundLoop("webhooks", Duration.ZERO, this::step);
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final ConcurrentLinkedQueue<Delivery> arrived = new ConcurrentLinkedQueue<>();
    private ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();
    private long lookedAt;
    private volatile boolean isRunning;

    WebhookDispatcher(
            WebhookRepository webhooks,
            MessageRepository messages,
            WebhookSender sender,
            Leases leases,
            WebhookProperties settings,
            WebhookMetrics metrics,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.webhooks = webhooks;
        this.messages = messages;
        this.sender = sender;
        this.leases = leases;
        this.settings = settings;
        this.metrics = metrics;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.policy = new RetryPolicy(
                settings.retries(), () -> ThreadLocalRandom.current().nextDouble());
        this.lookedAt = System.nanoTime() - settings.look().toNanos();
    }

    /// Something was changed here: a webhook, or what is to be sent.
    void wake() {
        loop.wake();
    }

    private Duration step() {
        settleAll();
        if (System.nanoTime() - lookedAt >= settings.look().toNanos()) {
            look();
            lookedAt = System.nanoTime();
        }
        endpoints.values().forEach(this::send);
        return endpoints.isEmpty() ? settings.look() : settings.poll();
    }

    /// Which endpoints are this replica's now, and how they are set up.
    private void look() {
        var wanted = webhooks.all().stream()
                .filter(Webhook::isEnabled)
                .collect(Collectors.toMap(Webhook::name, Function.identity()));
        for (var name : endpoints.keySet().toArray(String[]::new)) {
            if (!wanted.containsKey(name)) {
                endpoints.remove(name);
                leases.release(leaseOf(name));
            }
        }
        for (var webhook : wanted.values()) {
            long now = System.nanoTime();
            if (leases.keep(leaseOf(webhook.name()), settings.lease())) {
                var endpoint = endpoints.computeIfAbsent(webhook.name(), _ -> new Endpoint(webhook, settings));
                endpoint.refresh(webhook);
                endpoint.leased(now);
                measure(webhook);
            } else {
                endpoints.remove(webhook.name());
            }
        }
    }

    static String leaseOf(String webhook) {
        // No connection has a name with a colon.
        return "webhook:" + webhook;
    }

    private void measure(Webhook webhook) {
        boolean isFull = messages.isWaitingFor(webhook.name(), settings.waiting());
        if (isFull == webhook.isFull()) {
            return;
        }
        webhooks.full(webhook.name(), isFull);
        if (isFull) {
            log.error(
                    "{} messages wait for the webhook {}: newer ones are dropped until it takes some",
                    settings.waiting(),
                    webhook.name());
        } else {
            log.warn(
                    "Messages are kept for the webhook {} again; {} were dropped so far",
                    webhook.name(),
                    webhook.dropped());
        }
    }

    private void send(Endpoint endpoint) {
        var now = clock.instant();
        int room = endpoint.room(now);
        if (room == 0 || !endpoint.isLeased(System.nanoTime(), settings.lease())) {
            return;
        }
        var webhook = endpoint.webhook();
        for (var message : messages.next(webhook.name(), now, endpoint.inFlight(), room)) {
            endpoint.sent(message);
            sending.execute(() -> send(webhook, message));
        }
    }

    private void send(Webhook webhook, Message message) {
        try {
            arrived.add(sender.send(webhook, message));
        } catch (CancellationException _) {
            log.debug(
                    "Stopped while message {} of webhook {} was sent; it is sent again", message.id(), webhook.name());
        } catch (RuntimeException fault) {
            log.error(
                    "Message {} of webhook {} was not sent; retrying by its schedule",
                    message.id(),
                    webhook.name(),
                    fault);
            arrived.add(new Delivery(
                    webhook,
                    message,
                    clock.instant(),
                    new Unanswered("A fault of Callboard: " + fault, Duration.ZERO)));
        }
        loop.wake();
    }

    /// Stores what came of all that came back. What can't be stored now is stored with the next.
    private void settleAll() {
        var deliveries = new ArrayList<Delivery>();
        for (var next = arrived.poll(); next != null; next = arrived.poll()) {
            deliveries.add(next);
        }
        if (deliveries.isEmpty()) {
            return;
        }
        // Each webhook's by itself: whoever else writes to several of them holds none that is waited for here.
        var unstored = deliveries.stream()
                .collect(Collectors.groupingBy(delivery -> delivery.webhook().name()));
        try {
            for (var left = unstored.values().iterator(); left.hasNext(); ) {
                var its = left.next();
                transaction.executeWithoutResult(_ -> its.forEach(this::store));
                left.remove();
                its.forEach(this::settled);
            }
        } catch (DataAccessException | TransactionException unavailable) {
            unstored.values().forEach(arrived::addAll);
            throw unavailable;
        }
    }

    private void store(Delivery delivery) {
        messages.keep(delivery);
        var name = delivery.webhook().name();
        if (delivery.isTaken()) {
            messages.taken(delivery.message());
            webhooks.delivered(name, delivery.at());
            return;
        }
        webhooks.failed(delivery.webhook(), delivery.at(), delivery.reason());
        if (delivery.isGone()) {
            // Whoever turns it on again gets it.
            messages.failed(delivery, clock.instant());
            turnOff(delivery, "The endpoint answered with 410: it wants no more");
            return;
        }
        var next = policy.next(delivery).orElse(null);
        messages.failed(delivery, next);
        if (next == null && hasTakenNothingSince(delivery)) {
            turnOff(delivery, "Nothing was taken for as long as messages are tried: " + delivery.reason());
        }
    }

    /// Whether no message was taken since this one was tried first.
    private boolean hasTakenNothingSince(Delivery delivery) {
        var triedAt = delivery.message().triedAt();
        return webhooks.find(delivery.webhook().name())
                .map(Webhook::failingSince)
                .filter(since -> triedAt != null && !since.isAfter(triedAt))
                .isPresent();
    }

    private void turnOff(Delivery delivery, String reason) {
        var name = delivery.webhook().name();
        var before = webhooks.find(name).map(Webhook::settings).orElse(null);
        if (webhooks.turnOff(delivery.webhook(), reason, BY, clock.instant())) {
            var after = webhooks.find(name).map(Webhook::settings).orElse(null);
            audit.changed(BY, ChangeKind.WEBHOOK, name, before, after);
            log.error("The webhook {} is turned off: {}", name, reason);
        }
    }

    private void settled(Delivery delivery) {
        metrics.attempted(delivery, policy.next(delivery).isEmpty());
        var endpoint = endpoints.get(delivery.webhook().name());
        if (endpoint == null) {
            return;
        }
        endpoint.settled(delivery.message());
        if (!endpoint.webhook().isSetUpAs(delivery.webhook())) {
            // Of how it is now this says nothing.
            return;
        }
        if (delivery.isTaken()) {
            endpoint.taken();
        } else {
            endpoint.failed(delivery.endedAt());
            policy.askedFor(delivery)
                    .ifPresent(asked -> endpoint.leaveAlone(delivery.at().plus(asked)));
            if (delivery.isGone()) {
                endpoints.remove(delivery.webhook().name());
            }
        }
    }

    @Override
    public void start() {
        isRunning = true;
        loop.start();
    }

    /// What is on its way is awaited for a moment, and what came of it is stored; then other replicas may send.
    @Override
    public void stop() {
        isRunning = false;
        loop.stop();
        sending.shutdown();
        try {
            if (!sending.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                sending.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            sending.shutdownNow();
        }
        try {
            settleAll();
            for (var name : List.copyOf(endpoints.keySet())) {
                leases.release(leaseOf(name));
            }
        } catch (DataAccessException | TransactionException unavailable) {
            log.warn(
                    "Stopped without storing what webhooks have taken last, which is sent again ({})",
                    unavailable.getMessage());
        }
        endpoints.clear();
        sending = Executors.newVirtualThreadPerTaskExecutor();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
