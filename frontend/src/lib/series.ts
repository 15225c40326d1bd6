import type { StatsPoint } from "../contracts";
import { targeted } from "./windows";

/** More points than this are noise on a chart. */
const MOST = 120;
/** The widths of a bar or point, in minutes; each divides the next but one, and an hour or a day. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60];

export interface Series {
  /** How many minutes a point stands for. */
  readonly minutes: number;
  readonly points: readonly StatsPoint[];
}

/** At most 120 points: the counts of several minutes added up, and the rate of the sum. A last one that isn't whole would look like a drop. */
export function bucketed(points: readonly StatsPoint[]): Series {
  const minutes = WIDTHS.find((width) => points.length / width <= MOST) ?? 60;
  return { minutes, points: inBuckets(points, minutes) };
}

/** In buckets of so many minutes, each at its first one. */
export function inBuckets(points: readonly StatsPoint[], minutes: number): readonly StatsPoint[] {
  if (minutes === 1) return points;
  const buckets = new Map<number, StatsPoint[]>();
  for (const point of points) {
    const start = Math.floor(Date.parse(point.minute) / (minutes * 60_000));
    const bucket = buckets.get(start);
    if (bucket === undefined) buckets.set(start, [point]);
    else bucket.push(point);
  }
  const whole = [...buckets].filter(([, bucket], n) => n < buckets.size - 1 || bucket.length === minutes);
  return whole.map(([start, bucket]) => sumOf(new Date(start * minutes * 60_000).toISOString(), bucket));
}

function sumOf(minute: string, bucket: readonly StatsPoint[]): StatsPoint {
  const sum = (name: "offered" | "answered" | "answeredWithin" | "abandoned" | "shortAbandoned"): number =>
    bucket.reduce((total, point) => total + point[name], 0);
  const counted = bucket.reduce((total, point) => total + targeted(point), 0);
  const outsideHours = bucket.reduce((total, point) => total + (point.outsideHours ?? 0), 0);
  return {
    minute,
    offered: sum("offered"),
    answered: sum("answered"),
    answeredWithin: sum("answeredWithin"),
    abandoned: sum("abandoned"),
    shortAbandoned: sum("shortAbandoned"),
    ...(outsideHours > 0 && { outsideHours }),
    ...(counted > 0 && { serviceLevel: sum("answeredWithin") / counted }),
  };
}
