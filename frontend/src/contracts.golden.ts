// Written by GoldenTest of the contracts: JSON as the services send it.
import type * as contracts from "./contracts";

export const ack = {"ok":true,"snapshot":{"callId":"call-1","status":"ended","eventType":"call_ended","timestamp":"2026-11-20T09:05:00.000001Z","metadata":{"type":"video","queueId":"legal_spanish","agentId":"agent-7","routingTime":3.5,"waitTime":42.125,"holdDuration":61.0,"endReason":"completed","duration":300.000001,"reason":"asked for a lawyer","flags":[{"rule":"wait_sla_exceeded","message":"Waited 42 s; the limit is 30 s"}]},"sequence":5,"eventId":"019a9f6e-0000-7000-8000-000000000002","queueId":"legal_spanish","type":"video","agentId":"agent-7","flags":["wait_sla_exceeded","hold_limit_exceeded"],"startTime":"2026-11-20T09:00:00Z","endTime":"2026-11-20T09:05:00.000001Z","statusSince":"2026-11-20T09:05:00.000001Z","answeredAt":"2026-11-20T09:00:42.125Z","waitTime":42.125,"holdTime":61.0,"endReason":"completed","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},"error":"too many rooms"} satisfies contracts.Ack;
export const ackSparse = {"ok":true} satisfies contracts.Ack;
export const batchItem = {"index":1,"status":201,"event":{"id":"019a9f6e-0000-7000-8000-000000000001","callId":"call-1","type":"call_answered","timestamp":"2026-11-20T09:00:42.125Z","metadata":{"type":"video","queueId":"legal_spanish","agentId":"agent-7","routingTime":3.5,"waitTime":42.125,"holdDuration":61.0,"endReason":"completed","duration":300.000001,"reason":"asked for a lawyer","flags":[{"rule":"wait_sla_exceeded","message":"Waited 42 s; the limit is 30 s"}]},"sequence":3,"eventId":"sender-3","occurredAt":"2026-11-20T09:00:42.125Z","receivedAt":"2026-11-20T09:00:42.137Z"},"problem":{"type":"about:blank","title":"Bad Request","status":400,"detail":"Invalid event payload","message":"Invalid event payload","code":"invalid_payload","traceId":"4bf92f3577b34da6a3ce929d0e0e4736","issues":[{"path":"waitTime","message":"must be a number","code":"invalid_type"}]}} satisfies contracts.BatchItem;
export const batchItemSparse = {"index":1,"status":201} satisfies contracts.BatchItem;
export const batchAnswer = {"stored":1,"replayed":2,"rejected":3,"items":[{"index":0,"status":201,"event":{"id":"019a9f6e-0000-7000-8000-000000000001","callId":"call-1","type":"call_answered","timestamp":"2026-11-20T09:00:42.125Z","metadata":{"type":"video","queueId":"legal_spanish","agentId":"agent-7","routingTime":3.5,"waitTime":42.125,"holdDuration":61.0,"endReason":"completed","duration":300.000001,"reason":"asked for a lawyer","flags":[{"rule":"wait_sla_exceeded","message":"Waited 42 s; the limit is 30 s"}]},"sequence":3,"eventId":"sender-3","occurredAt":"2026-11-20T09:00:42.125Z","receivedAt":"2026-11-20T09:00:42.137Z"}}]} satisfies contracts.BatchAnswer;
export const call = {"id":"call-1","type":"video","status":"ended","queueId":"legal_spanish","startTime":"2026-11-20T09:00:00Z","endTime":"2026-11-20T09:05:00.000001Z","agentId":"agent-7","statusSince":"2026-11-20T09:05:00.000001Z","answeredAt":"2026-11-20T09:00:42.125Z","waitTime":42.125,"holdTime":61.0,"endReason":"completed","flags":["wait_sla_exceeded","hold_limit_exceeded"],"sequence":5} satisfies contracts.Call;
export const callSparse = {"id":"call-1","type":"video","status":"ended","queueId":"legal_spanish","startTime":"2026-11-20T09:00:00Z","statusSince":"2026-11-20T09:05:00.000001Z","holdTime":61.0,"flags":["wait_sla_exceeded","hold_limit_exceeded"],"sequence":5} satisfies contracts.Call;
export const callEvent = {"id":"019a9f6e-0000-7000-8000-000000000001","callId":"call-1","type":"call_answered","timestamp":"2026-11-20T09:00:42.125Z","metadata":{"type":"video","queueId":"legal_spanish","agentId":"agent-7","routingTime":3.5,"waitTime":42.125,"holdDuration":61.0,"endReason":"completed","duration":300.000001,"reason":"asked for a lawyer","flags":[{"rule":"wait_sla_exceeded","message":"Waited 42 s; the limit is 30 s"}]},"sequence":3,"eventId":"sender-3","occurredAt":"2026-11-20T09:00:42.125Z","receivedAt":"2026-11-20T09:00:42.137Z"} satisfies contracts.CallEvent;
export const callEventSparse = {"id":"019a9f6e-0000-7000-8000-000000000001","callId":"call-1","type":"call_answered","timestamp":"2026-11-20T09:00:42.125Z","sequence":3,"receivedAt":"2026-11-20T09:00:42.137Z"} satisfies contracts.CallEvent;
export const callPage = {"data":[{"id":"call-1","type":"video","status":"ended","queueId":"legal_spanish","startTime":"2026-11-20T09:00:00Z","endTime":"2026-11-20T09:05:00.000001Z","agentId":"agent-7","statusSince":"2026-11-20T09:05:00.000001Z","answeredAt":"2026-11-20T09:00:42.125Z","waitTime":42.125,"holdTime":61.0,"endReason":"completed","flags":["wait_sla_exceeded","hold_limit_exceeded"],"sequence":5}],"total":21,"page":1,"limit":20,"totalPages":2,"nextCursor":"bmV4dA"} satisfies contracts.CallPage;
export const callPageSparse = {"data":[{"id":"call-1","type":"video","status":"ended","queueId":"legal_spanish","startTime":"2026-11-20T09:00:00Z","endTime":"2026-11-20T09:05:00.000001Z","agentId":"agent-7","statusSince":"2026-11-20T09:05:00.000001Z","answeredAt":"2026-11-20T09:00:42.125Z","waitTime":42.125,"holdTime":61.0,"endReason":"completed","flags":["wait_sla_exceeded","hold_limit_exceeded"],"sequence":5}],"total":21,"page":1,"limit":20,"totalPages":2} satisfies contracts.CallPage;
export const callStatusUpdate = {"callId":"call-1","status":"ended","eventType":"call_ended","timestamp":"2026-11-20T09:05:00.000001Z","metadata":{"type":"video","queueId":"legal_spanish","agentId":"agent-7","routingTime":3.5,"waitTime":42.125,"holdDuration":61.0,"endReason":"completed","duration":300.000001,"reason":"asked for a lawyer","flags":[{"rule":"wait_sla_exceeded","message":"Waited 42 s; the limit is 30 s"}]},"sequence":5,"eventId":"019a9f6e-0000-7000-8000-000000000002","queueId":"legal_spanish","type":"video","agentId":"agent-7","flags":["wait_sla_exceeded","hold_limit_exceeded"],"startTime":"2026-11-20T09:00:00Z","endTime":"2026-11-20T09:05:00.000001Z","statusSince":"2026-11-20T09:05:00.000001Z","answeredAt":"2026-11-20T09:00:42.125Z","waitTime":42.125,"holdTime":61.0,"endReason":"completed","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"} satisfies contracts.CallStatusUpdate;
export const callStatusUpdateSparse = {"callId":"call-1","status":"ended","eventType":"call_ended","timestamp":"2026-11-20T09:05:00.000001Z","sequence":5,"eventId":"019a9f6e-0000-7000-8000-000000000002","queueId":"legal_spanish","type":"video","flags":["wait_sla_exceeded","hold_limit_exceeded"],"startTime":"2026-11-20T09:00:00Z","statusSince":"2026-11-20T09:05:00.000001Z","holdTime":61.0} satisfies contracts.CallStatusUpdate;
export const eventMetadata = {"type":"video","queueId":"legal_spanish","agentId":"agent-7","routingTime":3.5,"waitTime":42.125,"holdDuration":61.0,"endReason":"completed","duration":300.000001,"reason":"asked for a lawyer","flags":[{"rule":"wait_sla_exceeded","message":"Waited 42 s; the limit is 30 s"}]} satisfies contracts.EventMetadata;
export const eventMetadataSparse = {} satisfies contracts.EventMetadata;
export const flag = {"rule":"wait_sla_exceeded","message":"Waited 42 s; the limit is 30 s"} satisfies contracts.Flag;
export const health = {"status":"ok","uptime":12.5,"timestamp":"2026-11-20T09:00:00Z"} satisfies contracts.Health;
export const problem = {"type":"about:blank","title":"Bad Request","status":400,"detail":"Invalid event payload","message":"Invalid event payload","code":"invalid_payload","traceId":"4bf92f3577b34da6a3ce929d0e0e4736","issues":[{"path":"waitTime","message":"must be a number","code":"invalid_type"}]} satisfies contracts.Problem;
export const problemSparse = {"type":"about:blank","title":"Bad Request","status":400,"detail":"Invalid event payload","message":"Invalid event payload","code":"invalid_payload","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"} satisfies contracts.Problem;
export const issue = {"path":"waitTime","message":"must be a number","code":"invalid_type"} satisfies contracts.Issue;
export const queueStats = {"queueId":"legal_spanish","waiting":2,"active":1,"onHold":0,"oldestWaitingSince":"2026-11-20T09:00:00Z"} satisfies contracts.QueueStats;
export const queueStatsSparse = {"waiting":2,"active":1,"onHold":0} satisfies contracts.QueueStats;
export const queueView = {"id":"legal_spanish","displayName":"Legal, Spanish","waitLimit":30,"routingLimit":15,"holdLimit":60,"shortCallLimit":10} satisfies contracts.QueueView;
export const resync = {"reason":"the connection to Redis was interrupted"} satisfies contracts.Resync;
export const statsView = {"timestamp":"2026-11-20T09:05:00.000001Z","all":{"waiting":2,"active":1,"onHold":0,"oldestWaitingSince":"2026-11-20T09:00:00Z"},"queues":[{"queueId":"legal_spanish","waiting":2,"active":1,"onHold":0,"oldestWaitingSince":"2026-11-20T09:00:00Z"}]} satisfies contracts.StatsView;
export const initiated = {"event":"call_initiated","callId":"call-1","type":"video","queueId":"legal_spanish","eventId":"sender-1","occurredAt":"2026-11-20T09:00:00Z"} satisfies contracts.Initiated;
export const initiatedSparse = {"event":"call_initiated","callId":"call-1","type":"video","queueId":"legal_spanish"} satisfies contracts.Initiated;
export const routed = {"event":"call_routed","callId":"call-1","agentId":"agent-7","routingTime":3.5,"eventId":"sender-2","occurredAt":"2026-11-20T09:00:00Z"} satisfies contracts.Routed;
export const routedSparse = {"event":"call_routed","callId":"call-1","agentId":"agent-7","routingTime":3.5} satisfies contracts.Routed;
export const answered = {"event":"call_answered","callId":"call-1","waitTime":42.125,"eventId":"sender-3","occurredAt":"2026-11-20T09:00:42.125Z"} satisfies contracts.Answered;
export const answeredSparse = {"event":"call_answered","callId":"call-1","waitTime":42.125} satisfies contracts.Answered;
export const hold = {"event":"call_hold","callId":"call-1","holdDuration":61.0,"eventId":"sender-4","occurredAt":"2026-11-20T09:00:42.125Z"} satisfies contracts.Hold;
export const holdSparse = {"event":"call_hold","callId":"call-1","holdDuration":61.0} satisfies contracts.Hold;
export const resumed = {"event":"call_resumed","callId":"call-1","eventId":"sender-5","occurredAt":"2026-11-20T09:00:42.125Z"} satisfies contracts.Resumed;
export const resumedSparse = {"event":"call_resumed","callId":"call-1"} satisfies contracts.Resumed;
export const retransfer = {"event":"call_retransfer","callId":"call-1","agentId":"agent-8","queueId":"legal_english","reason":"wrong language","eventId":"sender-6","occurredAt":"2026-11-20T09:00:42.125Z"} satisfies contracts.Retransfer;
export const retransferSparse = {"event":"call_retransfer","callId":"call-1"} satisfies contracts.Retransfer;
export const ended = {"event":"call_ended","callId":"call-1","endReason":"completed","duration":300.0,"eventId":"sender-7","occurredAt":"2026-11-20T09:05:00.000001Z"} satisfies contracts.Ended;
export const endedSparse = {"event":"call_ended","callId":"call-1","endReason":"completed","duration":300.0} satisfies contracts.Ended;
export const everyCallStatus = ["waiting","active","on_hold","ended"] as const satisfies readonly contracts.CallStatus[];
export const everyCallType = ["voice","video"] as const satisfies readonly contracts.CallType[];
export const everyEndReason = ["completed","abandoned","failed"] as const satisfies readonly contracts.EndReason[];
export const everyEventType = ["call_initiated","call_routed","call_answered","call_hold","call_resumed","call_retransfer","call_ended","call_flagged"] as const satisfies readonly contracts.EventType[];
export const everyProblemCode = ["bad_request","malformed_json","invalid_payload","invalid_parameter","unauthorized","call_not_found","not_found","method_not_allowed","not_acceptable","call_exists","payload_too_large","unsupported_media_type","idempotency_key_reused","call_ended","illegal_transition","overloaded","unavailable","internal_error"] as const satisfies readonly contracts.ProblemCode[];
export const everyRule = ["wait_sla_exceeded","rerouted","hold_limit_exceeded","short_call","short_abandon","reroute_required","stale_call"] as const satisfies readonly contracts.Rule[];
export const wire = {
  CALL_STATUS_UPDATES: "call-status-updates",
  CALL_STATS: "call-stats",
  SUBSCRIBE_CALL: "subscribe_call",
  UNSUBSCRIBE_CALL: "unsubscribe_call",
  SUBSCRIBE_QUEUE: "subscribe_queue",
  UNSUBSCRIBE_QUEUE: "unsubscribe_queue",
  SUBSCRIBE_DASHBOARD: "subscribe_dashboard",
  UNSUBSCRIBE_DASHBOARD: "unsubscribe_dashboard",
  CALL_STATUS_UPDATE: "call_status_update",
  NEW_CALL: "new_call",
  STATS_UPDATE: "stats_update",
  ALERT: "alert",
  RESYNC_REQUIRED: "resync_required",
  DASHBOARD_ROOM: "dashboard",
} as const;
