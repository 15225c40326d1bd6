package callboard.realtime.feed;

import callboard.contracts.Partitions;
import callboard.contracts.RedisNames;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// At the nodes of a cluster: one connection to each that has a partition's slot, which carries the channels of its
/// partitions. Lettuce would subscribe again to what it was subscribed to where that was, in one command for all slots;
/// here each partition is subscribed to where its slot is now.
///
/// A partition is lost when the node says that the slot has moved (`sunsubscribe`), with the node's connection, and
/// when nothing is heard of what is published to it: a beat is published to each partition, by the connection that
/// reads last values, which goes where publishers go.
///
/// Partitions are subscribed to of which somebody is shown something: single calls, or, in the feed or a queue's room,
/// all.
final class ClusterSubscription implements Subscription {

    private static final Logger log = LoggerFactory.getLogger(ClusterSubscription.class);
    private static final RedisNames NAMES = RedisNames.CLUSTER;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 200;
    // Is subscribed to at any time, or a service that shows nobody anything wouldn't know whether there is a Redis.
    private static final int OF_NO_CALL = Partitions.of("");
    // Whoever reconnects or looks at another page wants the same again in a moment.
    private static final int KEPT_CHECKS = 60;

    private final RedisClusterClient cluster;
    private final RedisClient nodes;
    private final LastValueCache lastValues;
    private final UpdateRouter router;
    private final Resynchronizer resynchronizer;
    private final IntPredicate wants;
    private final ScheduledExecutorService executor;
    private final List<Shard> shards = NAMES.shards().stream().map(Shard::new).toList();
    private final Map<String, Heard> heardAs = new HashMap<>();
    private final Map<String, Node> connected = new HashMap<>();
    private final AtomicBoolean isDue = new AtomicBoolean();
    private boolean wasListening;

    /// @param wants whether somebody is shown anything of a partition; may be asked by any thread
    ClusterSubscription(
            RedisClusterClient cluster,
            LastValueCache lastValues,
            UpdateRouter router,
            Resynchronizer resynchronizer,
            IntPredicate wants,
            ScheduledExecutorService executor) {
        this.cluster = cluster;
        this.nodes = RedisClient.create(cluster.getResources());
        this.nodes.setOptions(cluster.getOptions().mutate().autoReconnect(false).build());
        this.lastValues = lastValues;
        this.router = router;
        this.resynchronizer = resynchronizer;
        this.wants = wants;
        this.executor = executor;
        for (var shard : shards) {
            for (String channel : CHANNELS) {
                heardAs.put(NAMES.of(channel, shard.number), new Heard(shard, channel));
            }
        }
    }

    /// What a channel's name stands for.
    private record Heard(Shard shard, String channel) {}

    /// What is in one slot.
    private static final class Shard {

        private final int number;
        private final int slot;
        private final byte[][] channels;
        private final Beat beat = new Beat();
        // Whose connection carries it; null while none does.
        private volatile @Nullable Node carrier;
        // Nobody wanted it yet, or for long: that it isn't carried is no loss.
        private volatile boolean isNew;
        private int unwantedChecks;
        // Who is asked to carry it, and whether that came about.
        private @Nullable Node asked;
        private volatile CompletableFuture<@Nullable Void> back = new CompletableFuture<>();

        Shard(int number) {
            this.number = number;
            this.isNew = number != OF_NO_CALL;
            this.slot = SlotHash.getSlot(Partitions.tag(number));
            this.channels = CHANNELS.stream()
                    .map(channel -> NAMES.of(channel, number).getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        boolean isCarried() {
            return carrier != null;
        }
    }

    /// One node's connection, which is never reconnected: what it carried is subscribed to anew, wherever that is then.
    private final class Node extends RedisPubSubAdapter<byte[], byte[]> implements RedisConnectionStateListener {

        private final CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> connection;
        private volatile boolean isGone;

        Node(RedisURI address) {
            connection = nodes.connectPubSubAsync(ByteArrayCodec.INSTANCE, address)
                    .toCompletableFuture()
                    .thenApply(opened -> {
                        opened.addListener((RedisConnectionStateListener) this);
                        opened.addListener((RedisPubSubListener<byte[], byte[]>) this);
                        return opened;
                    });
            connection.exceptionally(unavailable -> {
                isGone = true;
                return null;
            });
        }

        void subscribe(Shard shard) {
            var back = new CompletableFuture<@Nullable Void>();
            shard.back = back;
            connection
                    .thenCompose(opened -> opened.async().ssubscribe(shard.channels))
                    .exceptionally(refused -> {
                        back.completeExceptionally(refused);
                        return null;
                    });
        }

        void unsubscribe(Shard shard) {
            shard.carrier = null;
            connection.thenAccept(opened -> opened.async().sunsubscribe(shard.channels));
        }

        @Override
        public void smessage(byte[] channel, byte[] message) {
            var heard = heard(channel);
            if (heard.channel.equals(RedisHeartbeat.CHANNEL)) {
                heard.shard.beat.hear(message);
            } else {
                router.route(heard.channel, message);
            }
        }

        @Override
        public void ssubscribed(byte[] channel, long count) {
            var heard = heard(channel);
            if (heard.channel.equals(RedisHeartbeat.CHANNEL)) {
                heard.shard.carrier = this;
                heard.shard.back.complete(null);
            }
        }

        /// The node says so when it has the slot no more.
        @Override
        public void sunsubscribed(byte[] channel, long count) {
            lost(heard(channel).shard);
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
            isGone = true;
            shards.forEach(this::lost);
        }

        private void lost(Shard shard) {
            if (shard.carrier == this) {
                shard.carrier = null;
                repairIn(0);
            }
        }

        private Heard heard(byte[] channel) {
            var name = new String(channel, StandardCharsets.UTF_8);
            var heard = heardAs.get(name);
            if (heard == null) {
                throw new IllegalStateException("Never subscribed to " + name);
            }
            return heard;
        }

        void close() {
            if (isGone) {
                return;
            }
            isGone = true;
            connection.thenAccept(StatefulRedisPubSubConnection::closeAsync);
            shards.forEach(this::lost);
        }
    }

    @Override
    public boolean isListening() {
        return shards.stream().noneMatch(shard -> isMissing(shard) && !shard.isNew);
    }

    private boolean isMissing(Shard shard) {
        return isWanted(shard) && !shard.isCarried();
    }

    private boolean isWanted(Shard shard) {
        return shard.number == OF_NO_CALL || wants.test(shard.number);
    }

    @Override
    public void wanted() {
        if (shards.stream().anyMatch(this::isMissing)) {
            repairIn(0);
        }
    }

    @Override
    public void check() {
        ifAvailable(() -> {
            lastValues.connect(cluster);
            hear();
            release();
            repair();
            beat();
        });
    }

    private static void ifAvailable(Runnable step) {
        try {
            step.run();
        } catch (RedisException unavailable) {
            log.warn("Redis unavailable ({}); retrying", unavailable.getMessage());
        }
    }

    /// A node of which one partition isn't heard is connected to anew.
    private void hear() {
        var silent = new HashSet<Node>();
        for (var shard : shards) {
            var carrier = shard.carrier;
            if (carrier != null) {
                shard.beat.look();
                if (shard.beat.isSilent() || shard.beat.isElsewhere()) {
                    silent.add(carrier);
                }
            }
        }
        if (!silent.isEmpty()) {
            log.warn("Nothing is heard of what Redis takes; updates are paused until new connections subscribe");
            silent.forEach(Node::close);
        }
    }

    /// Has nodes send no more of what nobody has wanted for a while.
    private void release() {
        for (var shard : shards) {
            var carrier = shard.carrier;
            if (carrier == null || isWanted(shard)) {
                shard.unwantedChecks = 0;
            } else if (++shard.unwantedChecks > KEPT_CHECKS) {
                shard.isNew = true;
                carrier.unsubscribe(shard);
            }
        }
    }

    private void beat() {
        var reader = lastValues.connect(cluster);
        for (var shard : shards) {
            if (shard.isCarried()) {
                byte[] channel = shard.channels[shard.channels.length - 1];
                shard.beat.published(reader.spublish(channel, shard.beat.id()));
            }
        }
    }

    /// Has what is lost be looked for at once, and not only at the next check.
    private void repairIn(long millis) {
        if (isDue.compareAndSet(false, true)) {
            try {
                executor.schedule(
                        () -> {
                            isDue.set(false);
                            ifAvailable(this::repair);
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                log.debug("The subscription is being closed");
            }
        }
    }

    /// Subscribes to what is wanted and not carried, where its slot is now, and has watched calls compared with their
    /// last values.
    private void repair() {
        connected.values().removeIf(node -> node.isGone);
        var missing = shards.stream().filter(this::isMissing).toList();
        if (!missing.isEmpty()) {
            tellWhetherListening();
            missing.forEach(this::subscribe);
            var back = back(missing);
            missing.forEach(shard -> shard.isNew = false);
            if (!back.isEmpty()) {
                resynchronizer.resynchronize(callId -> back.contains(Partitions.of(callId)));
            }
            if (back.size() < missing.size()) {
                // It knows of nodes that are away only by asking.
                cluster.refreshPartitionsAsync();
                repairIn(RETRY_MILLIS);
            }
        }
        tellWhetherListening();
    }

    private void subscribe(Shard shard) {
        shard.beat.reset();
        var master = cluster.getPartitions().getMasterBySlot(shard.slot);
        if (master == null) {
            shard.back = CompletableFuture.failedFuture(new RedisException("No node has slot " + shard.slot));
        } else {
            var node = connected.computeIfAbsent(master.getNodeId(), _ -> new Node(master.getUri()));
            shard.asked = node;
            node.subscribe(shard);
        }
    }

    /// Those of these partitions that are subscribed to. A node that doesn't answer in time is given up.
    private Set<Integer> back(List<Shard> asked) {
        try {
            CompletableFuture.allOf(asked.stream().map(shard -> shard.back).toArray(CompletableFuture<?>[]::new))
                    .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException some) {
            log.debug("Not subscribed to all partitions yet", some);
        }
        var back = new HashSet<Integer>();
        for (var shard : asked) {
            if (shard.isCarried()) {
                back.add(shard.number);
            } else if (!shard.back.isDone() && shard.asked != null) {
                shard.asked.close();
            }
        }
        return back;
    }

    private void tellWhetherListening() {
        boolean isListening = isListening();
        if (isListening && !wasListening) {
            log.info("Subscribed to Redis at {} nodes", connected.size());
        } else if (!isListening && wasListening) {
            log.warn(
                    "Subscription of {} partitions lost; their updates are paused until it is back",
                    shards.stream().filter(this::isMissing).count());
        }
        wasListening = isListening;
    }

    @Override
    public void close() {
        List.copyOf(connected.values()).forEach(Node::close);
        nodes.shutdownAsync(0, 0, TimeUnit.SECONDS);
    }
}
