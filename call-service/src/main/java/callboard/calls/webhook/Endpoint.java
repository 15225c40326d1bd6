package callboard.calls.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// What is on its way to an endpoint that this replica sends to, and how much more may be. Only the dispatcher's thread
/// touches it.
///
/// While an endpoint fails it is tried with one message at a time, after longer and longer pauses, rather
/// than with all: each message waits for its next attempt by its own schedule, and what was never sent is
/// not spent on an endpoint that is down.
final class Endpoint {

    /// So many failures in a row, and it counts as failing: a message that is not liked holds no others up.
    private static final int FAILING = 3;

    private final Set<Long> inFlight = new HashSet<>();
    private final int most;
    private final Duration shortestPause;
    private final Duration longestPause;
    private Webhook webhook;
    private long leasedAt;
    private int failures;
    private Duration pause;
    private Instant notBefore = Instant.MIN;

    Endpoint(Webhook webhook, WebhookProperties settings) {
        this.webhook = webhook;
        this.most = settings.inFlight();
        this.longestPause = settings.probe();
        this.shortestPause = shorter(settings.retries().getFirst(), longestPause);
        this.pause = shortestPause;
    }

    Webhook webhook() {
        return webhook;
    }

    /// As it is stored now; what was changed is tried as if nothing had failed.
    void refresh(Webhook now) {
        if (!now.isSetUpAs(webhook)) {
            failures = 0;
            pause = shortestPause;
            notBefore = Instant.MIN;
        }
        webhook = now;
    }

    /// @param nanoTime before the lease was taken, or kept
    void leased(long nanoTime) {
        leasedAt = nanoTime;
    }

    boolean isLeased(long nanoTime, Duration lease) {
        return nanoTime - leasedAt < lease.toNanos();
    }

    Long[] inFlight() {
        return inFlight.toArray(Long[]::new);
    }

    /// How many more messages may be sent now.
    int room(Instant now) {
        if (now.isBefore(notBefore)) {
            return 0;
        }
        return Math.max(0, (failures < FAILING ? most : 1) - inFlight.size());
    }

    void sent(Message message) {
        inFlight.add(message.id());
    }

    /// It is stored what came of it.
    void settled(Message message) {
        inFlight.remove(message.id());
    }

    void taken() {
        failures = 0;
        pause = shortestPause;
    }

    void failed(Instant now) {
        failures++;
        // Those that were on their way together failed together: they make one pause.
        if (failures >= FAILING && !now.isBefore(notBefore)) {
            notBefore = now.plus(pause);
            pause = shorter(pause.multipliedBy(2), longestPause);
        }
    }

    /// It asks to be left alone.
    void leaveAlone(Instant until) {
        notBefore = until.isAfter(notBefore) ? until : notBefore;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
