import type { Call, Visit } from "../contracts";

type VisitTimes = Pick<Visit, "waitTime"> & { readonly talkTime?: number; readonly holdTime?: number };

/** A visit's times in seconds, with the stretch that goes on now; without talk and hold when nobody answered. */
export function soFar(visit: Visit, call: Call, now: number | undefined): VisitTimes {
  const since = (at: string): number => (now === undefined ? 0 : Math.max(0, now - Date.parse(at)) / 1000);
  const going = visit.leftAt === undefined ? call.status : "ended";
  if (visit.answeredAt === undefined) {
    if (visit.waitTime !== undefined) return { waitTime: visit.waitTime };
    return going === "waiting" && now !== undefined ? { waitTime: since(visit.enteredAt) } : {};
  }
  return {
    ...(visit.waitTime === undefined ? {} : { waitTime: visit.waitTime }),
    talkTime: visit.talkTime + (going === "active" ? since(call.statusSince) : 0),
    holdTime: visit.holdTime + (going === "on_hold" ? since(call.statusSince) : 0),
  };
}
