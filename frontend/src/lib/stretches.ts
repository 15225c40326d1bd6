import type { CallStatus, EventType } from "../contracts";
import type { TimelineEvent } from "./merge";

export type LiveStatus = Exclude<CallStatus, "ended">;

/** What an event leads to; undefined for one that changes nothing. */
const after: Record<EventType, CallStatus | undefined> = {
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
export interface Stretch {
  /** The sequence of the event that it follows. */
  readonly follows: number;
  readonly status: LiveStatus;
  readonly ms: number;
}

/** How a call's time was spent, in order. The stretch after the last event goes on until `now`. */
export function stretchesOf(events: readonly TimelineEvent[], now: number | undefined): Stretch[] {
  const stretches: Stretch[] = [];
  let status: CallStatus | undefined;
  events.forEach((event, index) => {
    status = after[event.type] ?? status;
    const next = events[index + 1];
    const end = next === undefined ? now : Date.parse(next.timestamp);
    if (status === undefined || status === "ended" || end === undefined) return;
    // Senders' clocks differ: what seems to go back in time took none.
    stretches.push({ follows: event.sequence, status, ms: Math.max(0, end - Date.parse(event.timestamp)) });
  });
  return stretches;
}

/** How long in each status, those that never were left out. */
export function totalsOf(stretches: readonly Stretch[]): { readonly status: LiveStatus; readonly ms: number }[] {
  const statuses: LiveStatus[] = ["waiting", "active", "on_hold"];
  return statuses
    .map((status) => ({ status, ms: stretches.filter((one) => one.status === status).reduce((sum, { ms }) => sum + ms, 0) }))
    .filter(({ ms }) => ms > 0);
}
