package callboard.realtime.feed;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Detects a subscription that hears nothing of what is published: Redis keeps its connections open but no longer
/// answers, or is no longer the one that others publish to, such as a master that was paused and comes back as a
/// replica.
///
/// Each beat is published twice and must be heard twice: by the connection that reads last values, and by one that is
/// opened for it where the address leads now, which with Sentinel is the master.
final class RedisHeartbeat {

    /// Redis channel of all beats: each realtime-service knows its own.
    static final String CHANNEL = "callboard:heartbeats";

    private static final Logger log = LoggerFactory.getLogger(RedisHeartbeat.class);

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
    boolean isSilent(BaseRedisAsyncCommands<byte[], byte[]> reader, RedisClient client, RedisURI address) {
        byReader.look();
        // One that no Redis took says nothing: what works goes on while there are no sentinels.
        anew.look();
        byte[] channel = CHANNEL.getBytes(StandardCharsets.US_ASCII);
        byReader.published(reader.publish(channel, byReader.id()));
        anew.published(client.connectAsync(ByteArrayCodec.INSTANCE, address)
                .thenCompose(opened -> opened.async()
                        .publish(channel, anew.id())
                        .whenComplete((_, refused) -> {
                            if (refused != null) {
                                log.debug("A heartbeat was not published anew", refused);
                            }
                            opened.closeAsync();
                        })));
        return byReader.isSilent() || anew.isElsewhere();
    }
}
