package callboard.realtime.feed;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Detects a subscription that hears nothing of what is published: Redis keeps its connections open but no longer
/// answers, or is no longer the one that others publish to, such as a master that was paused and comes back as a
/// replica.
///
/// Each beat is published twice and must be heard twice: by the connection that reads last values, and by one that is
/// opened for it where the address leads now, which with Sentinel is the master.
///
/// It counts checks instead of taking the time, so that a process that was suspended itself does not blame Redis.
final class RedisHeartbeat {

    /// Redis channel of all beats: each realtime-service knows its own.
    static final String CHANNEL = "callboard:heartbeats";

    private static final Logger log = LoggerFactory.getLogger(RedisHeartbeat.class);
    // A Redis that is slow for once is waited for.
    private static final int SILENT_AFTER = 5;
    // What Redis has taken it has passed on: where beats that it took are not heard, they were published elsewhere.
    private static final int ELSEWHERE_AFTER = 2;

    private final Beat byReader = new Beat();
    private final Beat anew = new Beat();

    void reset() {
        byReader.reset();
        anew.reset();
    }

    void hear(byte[] beat) {
        byReader.hear(beat);
        anew.hear(beat);
    }

    /// Looks for the last beats and sends the next.
    ///
    /// @param reader  reads last values
    /// @param address where a connection is opened anew
    /// @return whether so many were not heard that the connections should be replaced
    boolean isSilent(StatefulRedisConnection<byte[], byte[]> reader, RedisClient client, RedisURI address) {
        byReader.unheard = byReader.heard.getAndSet(false) ? 0 : byReader.unheard + 1;
        // One that no Redis took says nothing: what works goes on while there are no sentinels.
        boolean isTaken = anew.taken.getAndSet(false);
        boolean isHeard = anew.heard.getAndSet(false);
        anew.unheard = isHeard ? 0 : anew.unheard + (isTaken ? 1 : 0);
        byReader.publish(reader);
        client.connectAsync(ByteArrayCodec.INSTANCE, address)
                .thenCompose(opened -> anew.publish(opened).whenComplete((_, _) -> opened.closeAsync()))
                .exceptionally(unavailable -> {
                    log.debug("No connection to Redis was opened for a heartbeat", unavailable);
                    return 0L;
                });
        return byReader.unheard >= SILENT_AFTER || anew.unheard >= ELSEWHERE_AFTER;
    }

    /// What is published again and again, and known by its sender.
    private static final class Beat {

        private final byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        private final AtomicBoolean taken = new AtomicBoolean();
        private final AtomicBoolean heard = new AtomicBoolean(true);
        private int unheard;

        void reset() {
            unheard = 0;
            taken.set(false);
            heard.set(true);
        }

        void hear(byte[] beat) {
            if (Arrays.equals(beat, id)) {
                heard.set(true);
            }
        }

        CompletionStage<Long> publish(StatefulRedisConnection<byte[], byte[]> connection) {
            return connection
                    .async()
                    .publish(CHANNEL.getBytes(StandardCharsets.US_ASCII), id)
                    .whenComplete((_, refused) -> taken.set(refused == null));
        }
    }
}
