package callboard.realtime.feed;

/// To all that is published: at the one Redis, or at the nodes of a cluster. Used by one thread.
sealed interface Subscription permits MasterSubscription, ClusterSubscription {

    /// Once a second: subscribes where that is still to be done, and anew where nothing is heard of what is published.
    void check();

    /// Whether all updates arrive now. From any thread.
    boolean isListening();

    void close();
}
