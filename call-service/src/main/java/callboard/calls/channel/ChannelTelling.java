package callboard.calls.channel;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.channel.ChannelNotices.Untold;
import callboard.calls.outbox.OutboxRelay;
import callboard.calls.security.SecretBox;
import callboard.calls.stats.StatsProperties;
import callboard.contracts.Alert;
import callboard.contracts.ChannelSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Has each channel tell what waits to be told, on the one replica that leads. A channel that takes long
/// holds no other up: each message is sent by a thread of its own, and a channel sends one at a time.
@Component
class ChannelTelling {

    private static final Logger log = LoggerFactory.getLogger(ChannelTelling.class);

    private final Channels channels;
    private final ChannelNotices notices;
    private final ChannelSender sender;
    private final AcknowledgmentTokens tokens;
    private final OutboxRelay relay;
    private final ChannelProperties properties;
    private final StatsProperties stats;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Set<String> telling = ConcurrentHashMap.newKeySet();

    ChannelTelling(
            Channels channels,
            ChannelNotices notices,
            ChannelSender sender,
            AcknowledgmentTokens tokens,
            OutboxRelay relay,
            ChannelProperties properties,
            StatsProperties stats,
            MeterRegistry meters,
            Clock clock) {
        this.channels = channels;
        this.notices = notices;
        this.sender = sender;
        this.tokens = tokens;
        this.relay = relay;
        this.properties = properties;
        this.stats = stats;
        this.meters = meters;
        this.clock = clock;
    }

    @Bean
    static BackgroundLoop channelsLoop(ChannelTelling telling, ChannelProperties properties) {
        return BackgroundLoop.every(properties.look(), "channels", telling::look);
    }

    /// Begins what is due.
    void look() {
        if (relay.leads()) {
            channels.enabled().forEach((name, settings) -> {
                if (telling.add(name)) {
                    Thread.ofVirtual().name("channel-" + name).start(() -> {
                        try {
                            tell(name, settings);
                        } catch (RuntimeException failure) {
                            log.warn("Channel {} could not look for what it is to tell: {}", name, failure.toString());
                        } finally {
                            telling.remove(name);
                        }
                    });
                }
            });
        }
    }

    private void tell(String name, ChannelSettings stored) {
        var route = stored.routed();
        var state = notices.state(name);
        // Asked first: during the pause after a storm thousands may wait.
        if (!Pace.mayTell(route, stats.zone().getId(), state, clock.instant())) {
            return;
        }
        var raised = notices.raised(name, route);
        var cleared = route.tellsCleared() ? notices.cleared(name) : List.<Alert>of();
        var first = raised.isEmpty() ? null : raised.getFirst().keptAt();
        if (raised.isEmpty() && cleared.isEmpty() || !Pace.isGathered(route, first, clock.instant())) {
            return;
        }
        var token = tokens.next();
        boolean hasPage = !properties.publicUrl().isEmpty();
        var digest = new Digest(
                raised.stream().map(Untold::alert).toList(),
                cleared,
                hasPage ? properties.publicUrl() + "/alerts" : null,
                hasPage && !raised.isEmpty() ? properties.publicUrl() + "/api/acknowledge/" + token : null);
        var answer = send(name, stored, digest);
        var now = clock.instant();
        if (answer.reason() == null) {
            notices.told(name, digest, AcknowledgmentTokens.hashed(token), now);
        } else {
            notices.failed(
                    name, digest, answer.reason(), now, Pace.retryAt(state.failures(), answer.retryAfter(), now));
            if (state.failures() == 0) {
                log.warn("Channel {} took no message: {}", name, answer.reason());
            }
        }
        count(name, answer);
    }

    private ChannelSender.Answer send(String name, ChannelSettings stored, Digest digest) {
        try {
            return sender.send(channels.complete(name, stored), digest);
        } catch (SecretBox.SecretException unreadable) {
            return new ChannelSender.Answer(String.valueOf(unreadable.getMessage()), null);
        }
    }

    private void count(String name, ChannelSender.Answer answer) {
        Counter.builder("callboard.channel.messages")
                .description("Messages that tell alerts in channels, by what came of it")
                .tags("channel", name, "outcome", answer.reason() == null ? "taken" : "refused")
                .register(meters)
                .increment();
    }
}
