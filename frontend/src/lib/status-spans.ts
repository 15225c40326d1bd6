import type { CallStatus, EventType } from "../contracts";
import type { TimelineEvent } from "./merge";

export type LiveStatus = Exclude<CallStatus, "ended">;

/** The status after an event; undefined for one that changes nothing. */
const statusAfter: Record<EventType, CallStatus | undefined> = {
  call_initiated: "waiting",
  call_routed: "waiting",
  call_answered: "active",
  call_hold: "on_hold",
  call_resumed: "active",
  call_retransfer: "waiting",
  call_ended: "ended",
  call_flagged: undefined,
};

/** The time between an event and the next one, or now. */
export interface StatusSpan {
  /** The sequence of the event that it follows. */
  readonly follows: number;
  readonly status: LiveStatus;
  readonly ms: number;
}

/** How a call's time was spent, in order. The span after the last event lasts until `now`. */
export function statusSpans(events: readonly TimelineEvent[], now: number | undefined): StatusSpan[] {
  const spans: StatusSpan[] = [];
  let status: CallStatus | undefined;
  events.forEach((event, index) => {
    status = statusAfter[event.type] ?? status;
    const next = events[index + 1];
    const end = next === undefined ? now : Date.parse(next.timestamp);
    if (status === undefined || status === "ended" || end === undefined) return;
    // Senders' clocks differ: a span that would be negative is zero.
    spans.push({ follows: event.sequence, status, ms: Math.max(0, end - Date.parse(event.timestamp)) });
  });
  return spans;
}

/** The total per status, without those that never occurred. */
export function totalPerStatus(spans: readonly StatusSpan[]): { readonly status: LiveStatus; readonly ms: number }[] {
  const statuses: LiveStatus[] = ["waiting", "active", "on_hold"];
  return statuses
    .map((status) => ({ status, ms: spans.filter((one) => one.status === status).reduce((sum, { ms }) => sum + ms, 0) }))
    .filter(({ ms }) => ms > 0);
}
