package callboard.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import callboard.contracts.Channels;
import callboard.contracts.Partitions;
import callboard.contracts.RedisNames;
import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// By the client's own hash of slots.
class RedisNamesTest {

    @Test
    void everySixtyFourthOfTheSlotsHasAPartition() {
        assertThat(IntStream.range(0, Partitions.COUNT)
                        .map(partition ->
                                SlotHash.getSlot(Partitions.tag(partition)) * Partitions.COUNT / SlotHash.SLOT_COUNT))
                .containsExactlyElementsOf(
                        IntStream.range(0, Partitions.COUNT).boxed().toList());
    }

    @Test
    void whateverIsAboutACallIsInTheSlotOfItsPartition() {
        for (String callId : List.of("CA1234567890", "{odd}", "call}{", "")) {
            int partition = Partitions.of(callId);
            int slot = SlotHash.getSlot(Partitions.tag(partition));
            assertThat(List.of(
                            RedisNames.CLUSTER.lastValueKey(callId),
                            RedisNames.CLUSTER.of(Channels.CALL_STATUS_UPDATES, partition),
                            RedisNames.CLUSTER.of(RedisHeartbeat.CHANNEL, partition)))
                    .as(callId)
                    .allSatisfy(name -> assertThat(SlotHash.getSlot(name)).isEqualTo(slot));
        }
    }

    @Test
    void oneRedisHasThePlainNames() {
        assertThat(RedisNames.ONE_REDIS.shards()).containsExactly(0);
        assertThat(RedisNames.ONE_REDIS.shardOf(Partitions.of("CA1"))).isZero();
        assertThat(RedisNames.ONE_REDIS.of(Channels.CALL_STATUS_UPDATES, 0)).isEqualTo("call-status-updates");
        assertThat(RedisNames.ONE_REDIS.lastValueKey("CA1")).isEqualTo("call:CA1");
        assertThat(RedisNames.ONE_REDIS.publish()).isEqualTo("PUBLISH");
    }

    @Test
    void anAddressSaysWhichOfThemThereIs() {
        assertThat(new RedisAddress("redis://:secret@one:6379/2").names()).isEqualTo(RedisNames.ONE_REDIS);
        assertThat(new RedisAddress("redis-sentinel://one:26379,two:26379#callboard").names())
                .isEqualTo(RedisNames.ONE_REDIS);

        var cluster = new RedisAddress("rediss-cluster://user:secret@one:7000,two:7001");
        assertThat(cluster.names()).isEqualTo(RedisNames.CLUSTER);
        assertThat(cluster.getStandalone()).isNull();
        assertThat(cluster.getSentinel()).isNull();
        assertThat(cluster.getCluster().getNodes())
                .extracting("host", "port")
                .containsExactly(tuple("one", 7000), tuple("two", 7001));
        assertThat(cluster.getUsername()).isEqualTo("user");
        assertThat(cluster.getPassword()).isEqualTo("secret");
        assertThat(cluster.getSslBundle()).isNotNull();
    }
}
