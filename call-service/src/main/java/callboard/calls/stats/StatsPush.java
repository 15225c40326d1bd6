package callboard.calls.stats;

import callboard.calls.outbox.OutboxRelay;
import callboard.contracts.Channels;
import callboard.contracts.StatsView;
import callboard.viewers.Viewer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Publishes the last 15 minutes' numbers when they have changed, on the one replica whose relay publishes.
/// It has a thread of its own: with Redis or the database hanging, nothing else waits for it.
@Component
class StatsPush implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StatsPush.class);
    private static final StatsQuery PUSHED = new StatsQuery(Window.QUARTER, null);

    private final Statistics statistics;
    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final OutboxRelay relay;
    private final Duration every;
    private @Nullable StatsView latest;
    private boolean failing;
    private volatile @Nullable Thread loop;

    StatsPush(
            Statistics statistics,
            StringRedisTemplate redis,
            JsonMapper json,
            OutboxRelay relay,
            StatsProperties settings) {
        this.statistics = statistics;
        this.redis = redis;
        this.json = json;
        this.relay = relay;
        this.every = settings.pushEvery();
    }

    /// Publishes the numbers if this replica leads and they differ from those it published last.
    void pushOnce() {
        if (!relay.leads()) {
            // Whatever the other one publishes meanwhile, this one can't know what browsers show.
            latest = null;
            return;
        }
        var view = statistics.view(PUSHED, Viewer.ANYBODY);
        if (latest == null || !view.all().equals(latest.all()) || !view.queues().equals(latest.queues())) {
            redis.convertAndSend(Channels.CALL_STATS, json.writeValueAsString(view));
            latest = view;
        }
    }

    private void push() {
        try {
            pushOnce();
            if (failing) {
                log.info("Statistics are pushed again");
                failing = false;
            }
        } catch (DataAccessException away) {
            if (!failing && isRunning()) {
                log.warn(
                        "Statistics can't be pushed ({}); trying again every {} ms",
                        away.getMostSpecificCause().getMessage(),
                        every.toMillis());
                failing = true;
            }
        } catch (RuntimeException fault) {
            if (!isRunning()) {
                return;
            }
            log.error("Pushing statistics stumbled; trying again", fault);
        }
    }

    private void run() {
        try {
            while (true) {
                // Counted from the end of a push, so that two are never closer than this.
                Thread.sleep(every);
                push();
            }
        } catch (InterruptedException _) {
            log.debug("Statistics are no longer pushed: stopping");
        }
    }

    @Override
    public void start() {
        loop = Thread.ofPlatform().name("stats-push").start(this::run);
    }

    @Override
    public void stop() {
        var running = loop;
        loop = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
