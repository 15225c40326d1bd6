package callboard.contracts;

/// The names that things travel under: Redis channels and keys, Socket.IO rooms and events.
public final class Channels {

    /// Redis channel: a `CallStatusUpdate` for every event.
    public static final String CALL_STATUS_UPDATES = "call-status-updates";
    /// Redis channel: an `Alert` for every limit that is near or broken.
    public static final String CALL_ALERTS = "call-alerts";
    /// Redis channel: an `Alert` that was acknowledged.
    public static final String CALL_ALERTS_ACKNOWLEDGED = "call-alerts-acknowledged";
    /// Redis channel: `AlertsAcknowledged`, many of a queue at once.
    public static final String CALL_ALERTS_ACKNOWLEDGED_AT_ONCE = "call-alerts-acknowledged-at-once";
    /// Redis channel: an `Alert` that is so no longer.
    public static final String CALL_ALERTS_CLEARED = "call-alerts-cleared";
    /// Redis channel: a `CallbackClaim` that was made, or given up.
    public static final String CALLBACK_CLAIMS = "callback-claims";
    /// Redis channel: the wallboard's numbers, a `StatsView`.
    public static final String CALL_STATS = "call-stats";
    /// Redis channel: agents who changed, an `AgentsUpdate`.
    public static final String AGENT_UPDATES = "agent-updates";

    /// Client → server, each with one string, each may ask for an `Ack`.
    public static final String SUBSCRIBE_CALL = "subscribe_call";
    public static final String UNSUBSCRIBE_CALL = "unsubscribe_call";
    public static final String SUBSCRIBE_QUEUE = "subscribe_queue";
    public static final String UNSUBSCRIBE_QUEUE = "unsubscribe_queue";
    public static final String SUBSCRIBE_DASHBOARD = "subscribe_dashboard";
    public static final String UNSUBSCRIBE_DASHBOARD = "unsubscribe_dashboard";

    /// Server → client.
    public static final String CALL_STATUS_UPDATE = "call_status_update";
    public static final String NEW_CALL = "new_call";
    public static final String STATS_UPDATE = "stats_update";
    public static final String AGENT_UPDATE = "agent_update";
    public static final String ALERT = "alert";
    public static final String ALERT_ACKNOWLEDGED = "alert_acknowledged";
    public static final String ALERTS_ACKNOWLEDGED = "alerts_acknowledged";
    public static final String ALERT_CLEARED = "alert_cleared";
    public static final String CALLBACK_CLAIM = "callback_claim";
    public static final String RESYNC_REQUIRED = "resync_required";

    /// Room of the dashboard feed.
    public static final String DASHBOARD_ROOM = "dashboard";

    private Channels() {}

    /// Redis key of a call's last-value cache: its latest `CallStatusUpdate`.
    public static String lastValueKey(String callId) {
        return "call:" + callId;
    }

    /// Room of one call's updates.
    public static String callRoom(String callId) {
        return "call:" + callId;
    }

    /// Room of one queue's new calls.
    public static String queueRoom(String queueId) {
        return "queue:" + queueId;
    }
}
