package callboard.contracts;

import java.util.List;
import java.util.stream.IntStream;

/// How channels and keys are named where: in one Redis plainly, in a cluster with the hash tag of their partition
/// ([Partitions]), so that whatever is about a call is in one slot. A cluster's channels are sharded ones (`SPUBLISH`,
/// `SSUBSCRIBE`): only the nodes that have the slot carry them.
public final class RedisNames {

    /// Of one Redis, or the master that sentinels choose.
    public static final RedisNames ONE_REDIS = new RedisNames(false);
    /// Of a Redis Cluster.
    public static final RedisNames CLUSTER = new RedisNames(true);

    private final boolean isCluster;

    private RedisNames(boolean isCluster) {
        this.isCluster = isCluster;
    }

    public boolean isCluster() {
        return isCluster;
    }

    /// The command that publishes.
    public String publish() {
        return isCluster ? "SPUBLISH" : "PUBLISH";
    }

    /// What is apart from each other: the partitions, or one for all of them.
    public List<Integer> shards() {
        return isCluster ? IntStream.range(0, Partitions.COUNT).boxed().toList() : List.of(0);
    }

    public int shardOf(int partition) {
        return isCluster ? partition : 0;
    }

    /// A channel or key of one shard: `call-status-updates`, and in a cluster `call-status-updates:{10}`.
    public String of(String name, int shard) {
        return isCluster ? name + ":" + Partitions.tag(shard) : name;
    }

    /// Key of a call's last-value cache. The tag comes before the id, which may have braces itself.
    public String lastValueKey(String callId) {
        return Channels.lastValueKey(isCluster ? Partitions.tag(Partitions.of(callId)) + ":" + callId : callId);
    }
}
