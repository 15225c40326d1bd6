import type { Call, CallPage, CallStatusUpdate, QueueView, StatsView } from "../contracts";

export const START = Date.parse("2026-11-20T09:00:00Z");

export function at(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString();
}

export function aCall(changes: Partial<Call> = {}): Call {
  return {
    id: "call-1",
    type: "voice",
    status: "waiting",
    queueId: "legal_spanish",
    startTime: at(0),
    statusSince: at(0),
    holdTime: 0,
    flags: [],
    sequence: 1,
    ...changes,
  };
}

/** The update that tells how `aCall(changes)` stands. */
export function anUpdate(changes: Partial<Call> = {}, told: Partial<CallStatusUpdate> = {}): CallStatusUpdate {
  const { id, ...row } = aCall(changes);
  return {
    callId: id,
    ...row,
    eventType: "call_routed",
    timestamp: at(row.sequence),
    eventId: `${id}-event-${row.sequence}`,
    ...told,
  };
}

export function aPage(data: Call[], changes: Partial<CallPage> = {}): CallPage {
  const total = changes.total ?? data.length;
  const limit = changes.limit ?? 20;
  return { data, total, page: 1, limit, totalPages: Math.ceil(total / limit), ...changes };
}

export const queues: QueueView[] = [
  { id: "legal_spanish", displayName: "Legal, Spanish", waitLimit: 30, routingLimit: 15, holdLimit: 60, shortCallLimit: 10 },
  { id: "medical_english", displayName: "Medical, English", waitLimit: 30, routingLimit: 15, holdLimit: 60, shortCallLimit: 10 },
];

export function someStats(changes: Partial<StatsView> = {}): StatsView {
  return {
    timestamp: new Date().toISOString(),
    all: { waiting: 0, active: 0, onHold: 0 },
    queues: queues.map(({ id }) => ({ queueId: id, waiting: 0, active: 0, onHold: 0 })),
    ...changes,
  };
}
