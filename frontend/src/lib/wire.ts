/** Socket.IO event names; a test compares them with the contracts. */
export const wire = {
  subscribeCall: "subscribe_call",
  unsubscribeCall: "unsubscribe_call",
  subscribeDashboard: "subscribe_dashboard",
  callStatusUpdate: "call_status_update",
  newCall: "new_call",
  statsUpdate: "stats_update",
  agentUpdate: "agent_update",
  alert: "alert",
  alertAcknowledged: "alert_acknowledged",
  alertsAcknowledged: "alerts_acknowledged",
  alertCleared: "alert_cleared",
  callbackClaim: "callback_claim",
  resyncRequired: "resync_required",
} as const;
