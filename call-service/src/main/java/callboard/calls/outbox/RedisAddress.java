package callboard.calls.outbox;

import callboard.contracts.RedisNames;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/// Where Redis is, as `callboard.redis.url` says: one Redis, the sentinels that know which one is the master, or some
/// nodes of a cluster. Spring Boot's own setting takes only the first.
final class RedisAddress implements DataRedisConnectionDetails {

    private static final String CLUSTER = "-cluster://";

    private final RedisURI uri;
    private final List<Node> clusterNodes;
    private final @Nullable RedisCredentials credentials;

    /// @param url `redis://[user:password@]host:port[/database]`, `redis-sentinel://` with several hosts and `#master`,
    ///            or `redis-cluster://` with several hosts; `rediss` for TLS
    RedisAddress(String url) {
        if (url.contains(CLUSTER)) {
            var nodes = RedisClusterURIUtil.toRedisURIs(URI.create(url.replace(CLUSTER, "://")));
            uri = nodes.getFirst();
            clusterNodes = nodes.stream()
                    .map(node -> new Node(node.getHost(), node.getPort()))
                    .toList();
        } else {
            uri = RedisURI.create(url);
            clusterNodes = List.of();
        }
        credentials = uri.getCredentialsProvider().resolveCredentials().block();
    }

    RedisNames names() {
        return clusterNodes.isEmpty() ? RedisNames.ONE_REDIS : RedisNames.CLUSTER;
    }

    @Override
    public @Nullable String getUsername() {
        return credentials == null ? null : credentials.getUsername();
    }

    @Override
    public @Nullable String getPassword() {
        return credentials == null || !credentials.hasPassword() ? null : new String(credentials.getPassword());
    }

    @Override
    public @Nullable SslBundle getSslBundle() {
        return uri.isSsl() ? SslBundle.systemDefault() : null;
    }

    @Override
    public @Nullable Standalone getStandalone() {
        return uri.getSentinels().isEmpty() && clusterNodes.isEmpty()
                ? Standalone.of(uri.getHost(), uri.getPort(), uri.getDatabase())
                : null;
    }

    @Override
    public @Nullable Cluster getCluster() {
        return clusterNodes.isEmpty() ? null : () -> clusterNodes;
    }

    @Override
    public @Nullable Sentinel getSentinel() {
        return uri.getSentinels().isEmpty() ? null : new Sentinels(uri);
    }

    private record Sentinels(RedisURI uri) implements Sentinel {

        @Override
        public int getDatabase() {
            return uri.getDatabase();
        }

        @Override
        public String getMaster() {
            return uri.getSentinelMasterId();
        }

        @Override
        public List<Node> getNodes() {
            return uri.getSentinels().stream()
                    .map(sentinel -> new Node(sentinel.getHost(), sentinel.getPort()))
                    .toList();
        }

        @Override
        public @Nullable String getUsername() {
            return null;
        }

        @Override
        public @Nullable String getPassword() {
            return null;
        }
    }
}
