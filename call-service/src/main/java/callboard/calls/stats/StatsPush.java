package callboard.calls.stats;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.outbox.OutboxRelay;
import callboard.contracts.Channels;
import callboard.contracts.StatsView;
import callboard.contracts.StatsWindow;
import callboard.contracts.viewer.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Publishes the last 15 minutes' numbers when they have changed, on the one replica that leads.
@Component
class StatsPush {

    private static final StatsQuery PUSHED = new StatsQuery(StatsWindow.QUARTER, null);

    private final Statistics statistics;
    private final JsonMapper json;
    private final OutboxRelay relay;
    private @Nullable StatsView latest;

    StatsPush(Statistics statistics, JsonMapper json, OutboxRelay relay) {
        this.statistics = statistics;
        this.json = json;
        this.relay = relay;
    }

    @Bean
    static BackgroundLoop statsPushLoop(StatsPush push, StatsProperties settings) {
        return BackgroundLoop.every(settings.pushEvery(), "stats-push", push::pushOnce);
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
            relay.tell(Channels.CALL_STATS, json.writeValueAsString(view));
            latest = view;
        }
    }
}
