package callboard.calls.ops;

import static java.util.concurrent.TimeUnit.SECONDS;

import callboard.calls.database.Scraped;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What waits in the database, as meters: one query for all of them. Every replica reports the same tables. NaN while
/// the database is unavailable.
@Component
class Backlog implements MeterBinder {

    // Counted no further than that: after a long outage of Redis the count itself would be a burden.
    // What is due on the calls of a sender that lags behind is due as much later.
    private static final String ASK = """
            with lags as (
              select sender, greatest(0, coalesce(
                min(millis) filter (where heard_at > clock_timestamp() - interval '1 minute'), min(usual_millis))) as millis
              from sender_lags where heard_at > clock_timestamp() - interval '1 hour' group by sender
            )
            select (select count(*) from (select from outbox limit 100000) as counted) as pending,
                   (select extract(epoch from clock_timestamp() - stored_at) from outbox order by id limit 1) as age,
                   (select count(*) from (select from undelivered limit 100000) as counted) as undelivered,
                   (select count(*) from parked where state = 'waiting') as parked,
                   (select count(*) from (select from count_journal limit 100000) as counted) as unposted,
                   (select extract(epoch from clock_timestamp()
                                              - min(next_due + make_interval(secs => coalesce(lags.millis, 0) / 1000.0)))
                    from calls left join lags using (sender) where next_due is not null) as overdue
            """;

    private final JdbcClient sql;
    private final Scraped<Waiting> waiting = new Scraped<>("The backlog", this::ask);

    Backlog(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param age     of the outbox's oldest message, in seconds; negative for what isn't visible yet
    /// @param overdue for how many seconds a call's deadline has passed; negative while the next one is still to
    ///         come
    record Waiting(double pending, double age, double undelivered, double parked, double unposted, double overdue) {}

    @Override
    public void bindTo(MeterRegistry meters) {
        count(
                meters,
                "callboard.outbox.pending",
                Waiting::pending,
                "Messages still to be published, 100000 for as many or more");
        seconds(
                meters,
                "callboard.outbox.oldest.age",
                Waiting::age,
                "Since when the oldest message waits to be published");
        count(
                meters,
                "callboard.outbox.undelivered",
                Waiting::undelivered,
                "Messages set aside, which ops can send again or drop, 100000 for as many or more");
        count(
                meters,
                "callboard.parked.waiting",
                Waiting::parked,
                "Events that came too early and wait for their turn");
        count(
                meters,
                "callboard.counts.unposted",
                Waiting::unposted,
                "Transactions whose counts are still to be posted, 100000 for as many or more");
        seconds(
                meters,
                "callboard.timers.overdue",
                Waiting::overdue,
                "How long ago the most overdue call should have been seen to");
    }

    private void count(MeterRegistry meters, String name, ToDoubleFunction<Waiting> value, String what) {
        Gauge.builder(name, this, backlog -> backlog.now(value))
                .description(what)
                .register(meters);
    }

    private void seconds(MeterRegistry meters, String name, ToDoubleFunction<Waiting> value, String what) {
        TimeGauge.builder(name, this, SECONDS, backlog -> Math.max(0, backlog.now(value)))
                .description(what)
                .register(meters);
    }

    private double now(ToDoubleFunction<Waiting> value) {
        return waiting.now().map(value::applyAsDouble).orElse(Double.NaN);
    }

    /// What waits at this very moment.
    Waiting ask() {
        return sql.sql(ASK)
                .query((row, _) -> new Waiting(
                        row.getDouble("pending"),
                        row.getDouble("age"),
                        row.getDouble("undelivered"),
                        row.getDouble("parked"),
                        row.getDouble("unposted"),
                        row.getDouble("overdue")))
                .single();
    }
}
