package callboard.calls.webhook;

import callboard.calls.background.BackgroundLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Forgets old attempts, and messages that were given up long ago.
@Component
class WebhookRetention {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int TOGETHER = 10_000;

    private final MessageRepository messages;
    private final WebhookProperties settings;
    private final Clock clock;

    WebhookRetention(MessageRepository messages, WebhookProperties settings, Clock clock) {
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static BackgroundLoop webhookRetentionLoop(WebhookRetention retention) {
        return BackgroundLoop.every(EVERY, "webhook-retention", retention::forgetOnce);
    }

    void forgetOnce() {
        var now = clock.instant();
        messages.forget(
                now.minus(settings.keepAttempts()), settings.attempts(), now.minus(settings.keepFailed()), TOGETHER);
    }
}
