package callboard.realtime.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The descriptions of the service's meters, in one place.
@Component
final class MeterDescriptions implements MeterFilter {

    private static final String OURS = "callboard.realtime.";

    private static final Map<String, String> MEANINGS = Map.of(
            "sockets", "Socket.IO sessions that are open",
            "watchers", "Sessions that may receive, after their handshake",
            "rooms", "Calls, queues and feeds that are watched",
            "deliveries", "Messages that were written to one client each",
            "dropped", "Messages that a client missed because it was too slow, or everybody because too many waited",
            "slow.disconnects", "Clients that were disconnected since they could not keep up",
            "malformed", "Messages from Redis that are none of ours, and were dropped",
            "protocol.errors", "Packets from clients that are no Socket.IO, and ended their connection",
            "subscriptions.refused", "Subscriptions that were refused",
            "subscribed", "1 while updates arrive from Redis");

    @Override
    public Meter.Id map(Meter.Id id) {
        var meaning = id.getName().startsWith(OURS) && id.getDescription() == null
                ? MEANINGS.get(id.getName().substring(OURS.length()))
                : null;
        return meaning == null
                ? id
                : new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), meaning, id.getType());
    }
}
