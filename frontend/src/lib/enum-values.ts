import type { AlertLevel, AlertState, CallStatus, CallType, EndReason, Rule, WebhookType } from "../contracts";

/** The enum values that URLs and filters may use; a test compares them with the contracts. */
export const statuses: readonly CallStatus[] = ["waiting", "active", "on_hold", "ended"];
export const alertLevels: readonly AlertLevel[] = ["warning", "breach"];
/** In the order in which an alert comes to them. */
export const alertStates: readonly AlertState[] = ["open", "acknowledged", "cleared"];
export const endReasons: readonly EndReason[] = ["completed", "abandoned", "failed", "overflowed", "callback", "voicemail"];
export const types: readonly CallType[] = ["voice", "video"];
/** The rules that calls break. */
export const rules: readonly Rule[] = [
  "wait_sla_exceeded",
  "rerouted",
  "hold_limit_exceeded",
  "short_call",
  "short_abandon",
  "reroute_required",
  "stale_call",
];
export const webhookTypes: readonly WebhookType[] = [
  "call.initiated",
  "call.routed",
  "call.answered",
  "call.hold",
  "call.resumed",
  "call.retransfer",
  "call.ended",
  "call.flagged",
  "alert.raised",
  "alert.acknowledged",
  "alert.cleared",
  "alerts.acknowledged",
];
