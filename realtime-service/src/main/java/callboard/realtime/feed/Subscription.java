package callboard.realtime.feed;

import callboard.contracts.Channels;
import java.util.List;

/// To what is published: to all of it at the one Redis, to what somebody is shown at the nodes of a cluster. Used by
/// one thread.
sealed interface Subscription permits MasterSubscription, ClusterSubscription {

    /// What is subscribed to. The beats' is the last: whoever has that one has all.
    List<String> CHANNELS = List.of(
            Channels.CALL_STATUS_UPDATES,
            Channels.CALL_ALERTS,
            Channels.CALL_ALERTS_ACKNOWLEDGED,
            Channels.CALL_ALERTS_ACKNOWLEDGED_AT_ONCE,
            Channels.CALL_ALERTS_CLEARED,
            Channels.CALLBACK_CLAIMS,
            Channels.CALL_STATS,
            Channels.AGENT_UPDATES,
            RedisHeartbeat.CHANNEL);

    /// Once a second: subscribes where that is still to be done, and anew where nothing is heard of what is published.
    void check();

    /// More may be wanted than before. From any thread.
    void wanted();

    /// Whether all updates arrive now that anybody is shown. From any thread.
    boolean isListening();

    void close();
}
