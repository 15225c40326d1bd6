package callboard.calls.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;

import callboard.calls.database.Scraped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is counted of webhooks. What waits is read from the database: every replica reports the same of
/// it, and NaN while the database is unavailable.
@Component
class WebhookMetrics {

    private static final String ASK = """
            select (select count(*) from (
                      select from webhook_messages join webhooks on name = webhook where enabled and state = 'waiting'
                      limit 100000) as counted) as waiting,
                   (select count(*) from (select from webhook_messages where state = 'failed' limit 100000) as counted)
                     as failed,
                   (select extract(epoch from clock_timestamp() - min(oldest.stored_at))
                    from webhooks, lateral (
                      select stored_at from webhook_messages where webhook = name and state = 'waiting' order by id limit 1
                    ) as oldest where enabled) as age,
                   (select count(*) from webhooks where enabled and failing_since is not null) as failing,
                   -- Who is turned off by hand is left without a reason.
                   (select count(*) from webhooks where not enabled and reason is not null) as off,
                   (select coalesce(sum(dropped), 0) from webhooks) as dropped
            """;

    private final JdbcClient sql;
    private final Scraped<Backlog> backlog = new Scraped<>("What waits for webhooks", this::ask);
    private final Counter taken;
    private final Counter retried;
    private final Counter givenUp;

    private record Backlog(double waiting, double failed, double age, double failing, double off, double dropped) {}

    WebhookMetrics(JdbcClient sql, MeterRegistry meters) {
        this.sql = sql;
        taken = attempts("taken", meters);
        retried = attempts("failed", meters);
        givenUp = attempts("given_up", meters);
        gauge(
                "callboard.webhooks.waiting",
                Backlog::waiting,
                "Messages that wait to be sent to webhooks that are on, 100000 for as many or more",
                meters);
        gauge(
                "callboard.webhooks.failed",
                Backlog::failed,
                "Messages that were given up and can be replayed, 100000 for as many or more",
                meters);
        gauge(
                "callboard.webhooks.failing",
                Backlog::failing,
                "Webhooks that did not take what they were sent last",
                meters);
        gauge(
                "callboard.webhooks.off",
                Backlog::off,
                "Webhooks that were turned off because their endpoint answered with 410, or took nothing for too long",
                meters);
        TimeGauge.builder(
                        "callboard.webhooks.oldest.age",
                        this,
                        SECONDS,
                        metrics -> Math.max(0, metrics.now(Backlog::age)))
                .description("Since when the oldest message waits to be sent to a webhook that is on")
                .register(meters);
        FunctionCounter.builder("callboard.webhooks.dropped", this, metrics -> metrics.now(Backlog::dropped))
                .description("Messages that were never kept, since too many waited for their webhook")
                .register(meters);
    }

    private static Counter attempts(String outcome, MeterRegistry meters) {
        return Counter.builder("callboard.webhooks.attempts")
                .tag("outcome", outcome)
                .description("Messages sent to webhooks, by what came of it")
                .register(meters);
    }

    private void gauge(String name, ToDoubleFunction<Backlog> value, String what, MeterRegistry meters) {
        Gauge.builder(name, this, metrics -> metrics.now(value))
                .description(what)
                .register(meters);
    }

    /// @param wasLast whether it is given up if it was not taken
    void attempted(Delivery delivery, boolean wasLast) {
        if (delivery.isTaken()) {
            taken.increment();
        } else if (wasLast) {
            givenUp.increment();
        } else {
            retried.increment();
        }
    }

    private double now(ToDoubleFunction<Backlog> value) {
        return backlog.now().map(value::applyAsDouble).orElse(Double.NaN);
    }

    private Backlog ask() {
        return sql.sql(ASK)
                .query((row, _) -> new Backlog(
                        row.getDouble("waiting"),
                        row.getDouble("failed"),
                        row.getDouble("age"),
                        row.getDouble("failing"),
                        row.getDouble("off"),
                        row.getDouble("dropped")))
                .single();
    }
}
