package callboard.calls.channel;

import callboard.calls.database.Scraped;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How channels are doing, read from the database: every replica reports the same, and NaN while the database is
/// unavailable.
@Component
class ChannelMetrics {

    private static final String ASK =
            "select count(*) from channels where failures > 0 and (settings ->> 'enabled')::boolean";

    ChannelMetrics(JdbcClient sql, MeterRegistry meters) {
        var failing = new Scraped<>(
                "Channels that fail", () -> sql.sql(ASK).query(Double.class).single());
        Gauge.builder("callboard.channels.failing", failing, each -> each.now().orElse(Double.NaN))
                .strongReference(true)
                .description("Channels that did not take what they were sent last")
                .register(meters);
    }
}
