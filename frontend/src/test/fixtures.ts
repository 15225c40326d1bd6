import type {
  Call,
  CallPage,
  CallStatusUpdate,
  ConnectionSettingsUnion,
  ConnectionView,
  QueueStats,
  QueueView,
  ReplayedCall,
  ReplayedSpan,
  StatsView,
  WebhookSettings,
  WebhookState,
  WebhookView,
} from "../contracts";
import * as golden from "../contracts.golden";

export const START = Date.parse("2026-11-20T09:00:00Z");

export function at(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString();
}

/** A time so many seconds before now. */
export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

export function aCall(changes: Partial<Call> = {}): Call {
  return {
    ...golden.callSparse,
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

/** The update with the state of `aCall(changes)`. */
export function anUpdate(changes: Partial<Call> = {}, event: Partial<CallStatusUpdate> = {}): CallStatusUpdate {
  const { id, ...row } = aCall(changes);
  return {
    callId: id,
    ...row,
    eventType: "call_routed",
    timestamp: at(row.sequence),
    eventId: `${id}-event-${row.sequence}`,
    ...event,
  };
}

/** A call as it is replayed: each span with what differs from waiting, its times in seconds. */
export function aReplayedCall(
  spans: readonly (Partial<Omit<ReplayedSpan, "from" | "to">> & { from: number; to?: number })[],
  changes: Partial<ReplayedCall> = {},
): ReplayedCall {
  return {
    callId: "call-1",
    type: "voice",
    startTime: at(spans[0]?.from ?? 0),
    spans: spans.map(({ from, to, ...span }) => ({
      event: "call_initiated",
      status: "waiting",
      queueId: "legal_spanish",
      from: at(from),
      ...(to !== undefined && { to: at(to) }),
      ...span,
    })),
    ...changes,
  };
}

export function aPage(data: Call[], changes: Partial<CallPage> = {}): CallPage {
  const total = changes.total ?? data.length;
  const limit = changes.limit ?? 20;
  return { data, total, page: 1, limit, totalPages: Math.ceil(total / limit), ...changes };
}

// Fields that are not given come from the golden values, so that a new field of the contracts needs no change here.
export const queues: QueueView[] = [
  { ...golden.queueViewSparse, id: "legal_spanish", displayName: "Legal, Spanish" },
  { ...golden.queueViewSparse, id: "medical_english", displayName: "Medical, English" },
];

export function aCount(changes: Partial<QueueStats> = {}): QueueStats {
  return { ...golden.queueStatsSparse, waiting: 0, active: 0, onHold: 0, ...changes };
}

export function someStats(changes: Partial<StatsView> = {}): StatsView {
  const timestamp = new Date().toISOString();
  return { ...golden.statsView, timestamp, all: aCount(), queues: queues.map(({ id }) => aCount({ queueId: id })), ...changes };
}

const secretFields = ["secret", "password", "authToken", "signatureSecret", "apiKey", "token"];

/** A connection with these settings, as the service would answer it. */
export function aConnection(name: string, settings: ConnectionSettingsUnion, known?: ConnectionView): ConnectionView {
  const given = Object.keys(settings).filter((field) => secretFields.includes(field));
  const shown = Object.fromEntries(Object.entries(settings).filter(([field]) => !secretFields.includes(field)));
  return {
    name,
    settings: shown as unknown as ConnectionSettingsUnion,
    secrets: [...new Set([...(known?.secrets ?? []), ...given])],
    state: { messages: 0, taken: 0, ignored: 0, unknown: 0, refused: 0, ...known?.state, status: settings.enabled ? "connecting" : "off" },
    version: (known?.version ?? 0) + 1,
    changedBy: "ops",
    changedAt: ago(300),
  };
}

export function aWebhook(name: string, settings: WebhookSettings, state?: WebhookState): WebhookView {
  return {
    name,
    settings,
    version: 1,
    changedBy: "ops",
    changedAt: ago(300),
    state: { waiting: 0, failed: 0, dropped: 0, ...state, status: settings.enabled ? (state?.status ?? "working") : "off" },
  };
}
