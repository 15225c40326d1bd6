import type { Call, QueueView } from "../contracts";

/**
 * `0:07`, `12:34`, `1 h 06 m`, `3 d 04 h`, `89 d`: cut short, an hour could be taken for a minute, so each form has its
 * units. Never below zero: an event can be a moment ahead of the estimated clock.
 */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [d, h, m, s] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  if (d >= DAYS_ONLY) return `${d}\u00a0d`;
  if (d > 0) return `${d}\u00a0d\u00a0${two(h)}\u00a0h`;
  return h > 0 ? `${h}\u00a0h\u00a0${two(m)}\u00a0m` : `${m}:${two(s)}`;
}

const DAYS_ONLY = 10;

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** The same in the form that machines read. */
export function isoDuration(ms: number): string {
  return `PT${Math.max(0, Math.floor(ms / 1000))}S`;
}

/** How much of a limit is used up: near from 80 %, over beyond the limit itself. */
export type Urgency = "fine" | "near" | "over";

export function urgencyOf(ms: number, limitSeconds: number | undefined): Urgency {
  if (limitSeconds === undefined) return "fine";
  if (ms > limitSeconds * 1000) return "over";
  return ms >= limitSeconds * 800 ? "near" : "fine";
}

/** How long the call has been in its status, or how long it took in all once it is over. */
export function elapsed(call: Call, now: number | undefined): number | undefined {
  if (call.status === "ended") {
    return call.endTime === undefined ? undefined : Date.parse(call.endTime) - Date.parse(call.startTime);
  }
  return now === undefined ? undefined : now - Date.parse(call.statusSince);
}

/** The limit that the call's status has in its queue, in seconds. */
export function limitOf(call: Call, queue: QueueView | undefined): number | undefined {
  if (call.status === "waiting") return queue?.waitLimit;
  return call.status === "on_hold" ? queue?.holdLimit : undefined;
}

/** How long the caller waited for an answer, or has been waiting, in ms. */
export function waitOf(call: Call, now: number | undefined): number | undefined {
  if (call.status === "waiting") return now === undefined ? undefined : now - Date.parse(call.statusSince);
  return call.waitTime === undefined ? undefined : call.waitTime * 1000;
}

/** How long the caller was held in all, the hold that goes on included, in ms. */
export function holdOf(call: Call, now: number | undefined): number {
  const going = call.status === "on_hold" && now !== undefined ? Math.max(0, now - Date.parse(call.statusSince)) : 0;
  return call.holdTime * 1000 + going;
}

/** From the first moment to the last, or to now, in ms. */
export function lengthOf(call: Call, now: number | undefined): number | undefined {
  const end = call.endTime === undefined ? now : Date.parse(call.endTime);
  return end === undefined ? undefined : end - Date.parse(call.startTime);
}
