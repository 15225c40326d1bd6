import type { StatsPoint } from "../contracts";
import type { StatsWindow } from "./windows";
import { targeted } from "./windows";

/** How many days ago the week is that is compared with. */
export const WEEK = 7;
/** Clocks are changed by half hours; two reads are of two moments. */
const STEP_MS = 1_800_000;

/** What has changed since the same time last week. Counts as a share of what they were, rates as their difference. */
export interface Change {
  readonly offered: number;
  readonly serviceLevel: number | undefined;
  readonly abandonmentRate: number | undefined;
}

/** Last week's minutes at the times of this week's; by the time of day, also where the clocks were changed in between. */
export function broughtForward(now: readonly StatsPoint[], past: readonly StatsPoint[]): readonly StatsPoint[] {
  const [last, lastThen] = [now.at(-1), past.at(-1)];
  if (last === undefined || lastThen === undefined) return [];
  const apart = Math.round((Date.parse(last.minute) - Date.parse(lastThen.minute)) / STEP_MS) * STEP_MS;
  return past.map((point) => ({ ...point, minute: new Date(Date.parse(point.minute) + apart).toISOString() }));
}

/** Of the whole minutes that both weeks have; undefined when nothing was offered then. */
export function changeSince(window: StatsWindow, now: readonly StatsPoint[], past: readonly StatsPoint[]): Change | undefined {
  const then = broughtForward(now, past);
  const [first, firstThen] = [now[0], then[0]];
  if (first === undefined || firstThen === undefined) return undefined;
  // The last minute of this week isn't over. A day has its own beginning: one of 25 hours is compared as a whole.
  const end = Math.min(...[now, then].map((points) => Date.parse(points.at(-1)?.minute ?? "")));
  const start = window === "today" ? 0 : Math.max(Date.parse(first.minute), Date.parse(firstThen.minute));
  const within = ({ minute }: StatsPoint): boolean => Date.parse(minute) >= start && Date.parse(minute) < end;
  const [after, before] = [sumOf(now.filter(within)), sumOf(then.filter(within))];
  if (before.offered === 0) return undefined;
  return {
    offered: after.offered / before.offered - 1,
    serviceLevel: difference(after.serviceLevel, before.serviceLevel),
    abandonmentRate: difference(after.abandonmentRate, before.abandonmentRate),
  };
}

function sumOf(points: readonly StatsPoint[]) {
  const sum = (of: (point: StatsPoint) => number): number => points.reduce((total, point) => total + of(point), 0);
  const counted = sum(targeted);
  const stayed = sum((point) => point.offered - point.shortAbandoned);
  return {
    offered: sum((point) => point.offered),
    serviceLevel: counted > 0 ? sum((point) => point.answeredWithin) / counted : undefined,
    abandonmentRate: stayed > 0 ? sum((point) => point.abandoned - point.shortAbandoned) / stayed : undefined,
  };
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before;
}
