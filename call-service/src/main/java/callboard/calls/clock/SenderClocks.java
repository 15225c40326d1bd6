package callboard.calls.clock;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.database.WritePath;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// How far each sender's events lag behind: whose clock is slow, or who catches up on a backlog, tells of what happened
/// a while ago, and what is due on its calls is due so much later. Replicas tell each other by the table
/// `sender_lags`.
@Component
public class SenderClocks {

    /// Less than this is the way of an event, not a lag.
    private static final Duration NOTICEABLE = Duration.ofMillis(250);

    /// Less than this is no wrong clock.
    private static final Duration AHEAD = Duration.ofSeconds(-1);

    // Replicas that are gone tell nothing any more.
    private static final String TELL = """
            with gone as (delete from sender_lags where heard_at < ?::timestamptz - interval '1 day')
            insert into sender_lags as lag (sender, replica, millis, usual_millis, heard_at)
            select sender, ?, millis, usual, ?::timestamptz
            from unnest(?::text[], ?::bigint[], ?::bigint[]) as told (sender, millis, usual)
            on conflict (sender, replica) do update set
              millis = excluded.millis, usual_millis = excluded.usual_millis, heard_at = excluded.heard_at
            """;

    // Of several replicas' the least: whoever was told of the latest knows best how late it is at the sender's.
    private static final String HEAR = """
            select sender, min(millis) filter (where heard_at > ?::timestamptz - interval '1 minute') as lag,
                   min(usual_millis) as usual
            from sender_lags where heard_at > ?::timestamptz - interval '1 hour' group by sender
            """;

    private final JdbcTemplate sql;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String replica = UUID.randomUUID().toString();
    private final Map<String, SenderLag> own = new ConcurrentHashMap<>();
    private volatile Map<String, Duration> lags = Map.of();

    SenderClocks(@WritePath JdbcTemplate sql, Clock clock, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        this.meters = meters;
    }

    @Bean
    static BackgroundLoop senderClocksLoop(SenderClocks clocks, SenderClockProperties settings) {
        return BackgroundLoop.every(settings.exchange(), "sender-clocks", clocks::exchange);
    }

    /// When an event happened by our clock, as far as can be known: never later than it was received.
    ///
    /// @param occurredAt as its sender says; absent when it doesn't
    public Instant happenedAt(String sender, @Nullable Instant occurredAt, Instant receivedAt) {
        if (occurredAt == null) {
            return receivedAt;
        }
        var lag = own.computeIfAbsent(sender, this::newSender).received(occurredAt, receivedAt);
        // A clock that is fast dates events into the future: all are taken back by as much as it is ahead.
        var shifted = lag.compareTo(AHEAD) < 0 ? occurredAt.plus(lag) : occurredAt;
        return shifted.isAfter(receivedAt) ? receivedAt : shifted;
    }

    /// Those who lag behind noticeably.
    public Set<String> lagging() {
        return lags.keySet();
    }

    /// What time it is for a sender, whose events tell of then.
    public Instant now(@Nullable String sender, Instant now) {
        return sender == null ? now : now.minus(lags.getOrDefault(sender, Duration.ZERO));
    }

    /// By how much a sender's events lag; negative when its clock is fast. Null when none was heard lately.
    public @Nullable Duration lag(String sender) {
        var noticeable = lags.get(sender);
        var mine = own.get(sender);
        return noticeable != null || mine == null ? noticeable : mine.now(clock.instant());
    }

    /// Tells the other replicas of what was heard here, and hears of theirs.
    public void exchange() {
        var now = clock.instant();
        var told = new LinkedHashMap<String, SenderLag>();
        own.forEach((sender, lag) -> {
            if (lag.isNews(now)) {
                told.put(sender, lag);
            }
        });
        if (!told.isEmpty()) {
            var lagging = List.copyOf(told.values());
            sql.update(
                    TELL,
                    now.toString(),
                    replica,
                    now.toString(),
                    told.keySet().toArray(String[]::new),
                    lagging.stream().map(lag -> lag.latest(now).toMillis()).toArray(Long[]::new),
                    lagging.stream().map(lag -> lag.usual(now).toMillis()).toArray(Long[]::new));
        }
        var heard = new HashMap<String, Duration>();
        sql.query(
                HEAR,
                row -> {
                    var lag = row.getObject("lag", Long.class);
                    long millis = lag == null ? row.getLong("usual") : lag;
                    if (millis >= NOTICEABLE.toMillis()) {
                        heard.put(row.getString("sender"), Duration.ofMillis(millis));
                    }
                },
                now.toString(),
                now.toString());
        lags = Map.copyOf(heard);
    }

    private SenderLag newSender(String sender) {
        var lag = new SenderLag();
        Gauge.builder(
                        "callboard.sender.lag",
                        lag,
                        each -> each.now(clock.instant()).toMillis() / 1000.0)
                .description(
                        "By how much the times of a sender's events lag behind their receipt, at the least in the last"
                                + " minute; negative when its clock is fast")
                .baseUnit("seconds")
                .tag("sender", sender)
                .register(meters);
        return lag;
    }
}
