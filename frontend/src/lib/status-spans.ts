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

/**
 * How a call's time was spent, in the order in which things happened, whenever they were told. The span after the last
 * event lasts until `now`, and none lasts beyond the call's end.
 */
export function statusSpans(events: readonly TimelineEvent[], now: number | undefined): StatusSpan[] {
  const spans: StatusSpan[] = [];
  const happened = inOrder(events);
  const ended = happened.find(({ type }) => type === "call_ended");
  const over = ended === undefined ? undefined : Date.parse(ended.timestamp);
  let status: CallStatus | undefined;
  happened.forEach((event, index) => {
    status = over !== undefined && Date.parse(event.timestamp) >= over ? "ended" : (statusAfter[event.type] ?? status);
    const next = happened[index + 1];
    const end = next === undefined ? (over ?? now) : Math.min(Date.parse(next.timestamp), over ?? Infinity);
    if (status === undefined || status === "ended" || end === undefined) return;
    // Senders' clocks differ: a span that would be negative is zero.
    spans.push({ follows: event.sequence, status, ms: Math.max(0, end - Date.parse(event.timestamp)) });
  });
  return spans;
}

/** By the time of happening; what happened at one moment stays as it was told, and a call's beginning is first. */
export function inOrder(events: readonly TimelineEvent[]): TimelineEvent[] {
  const at = ({ type, timestamp }: TimelineEvent): number => (type === "call_initiated" ? -Infinity : Date.parse(timestamp));
  return events.toSorted((one, other) => (at(one) === at(other) ? 0 : at(one) - at(other)));
}

/** The total per status, without those that never occurred. */
export function totalPerStatus(spans: readonly StatusSpan[]): { readonly status: LiveStatus; readonly ms: number }[] {
  const statuses: LiveStatus[] = ["waiting", "active", "on_hold"];
  return statuses
    .map((status) => ({ status, ms: spans.filter((one) => one.status === status).reduce((sum, { ms }) => sum + ms, 0) }))
    .filter(({ ms }) => ms > 0);
}
