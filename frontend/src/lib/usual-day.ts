import type { Report, ReportFigures } from "../contracts";
import { sumOf } from "./report";
import { dayOf, msOfDay } from "./zones";

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** The hours of a day by the clock, and what is usual in each: the mean of the days before. */
export interface UsualHour {
  readonly hour: number;
  /** Undefined where the day has not come to it. */
  readonly today: ReportFigures | undefined;
  /** Calls offered. */
  readonly usual: number;
  /** When the hour begins and ends, of today. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Today beside the same weekday of the weeks before; nights without a call are left out. */
export function usualDay(today: Report, before: readonly Report[]): readonly UsualHour[] {
  const hourOf = (zone: string, from: string): number => Math.floor(msOfDay(zone, Date.parse(from)) / HOUR_MS);
  const rows = Array.from({ length: HOURS }, (_, hour): UsualHour => {
    // Where clocks are set back an hour comes twice.
    const own = today.span.rows.filter(({ from }) => hourOf(today.zone, from) === hour);
    const then = before.flatMap(({ zone, span }) => span.rows.filter(({ from }) => hourOf(zone, from) === hour));
    return {
      hour,
      today: own.length === 0 ? undefined : sumOf(own.map(({ figures }) => figures)),
      usual: before.length === 0 ? 0 : then.reduce((sum, { figures }) => sum + figures.offered, 0) / before.length,
      from: own[0]?.from,
      to: own.at(-1)?.to,
    };
  });
  const busy = rows.filter(({ today: own, usual }) => usual > 0 || (own?.offered ?? 0) > 0).map(({ hour }) => hour);
  return rows.filter(({ hour }) => hour >= Math.min(...busy) && hour <= Math.max(...busy));
}

/** How many were offered by the same time of day, on a usual one: of the hour that goes on as much as has passed of it. */
export function usualByNow(hours: readonly UsualHour[], zone: string, now: number): number {
  const passed = msOfDay(zone, now) / HOUR_MS;
  return hours.reduce((sum, { hour, usual }) => sum + usual * Math.min(1, Math.max(0, passed - hour)), 0);
}

/** The same weekday of the last weeks. */
export function sameWeekdays(zone: string, now: number, weeks: number): readonly string[] {
  const today = Date.parse(`${dayOf(zone, now)}T00:00:00Z`);
  return Array.from({ length: weeks }, (_, n) => new Date(today - (n + 1) * 7 * HOURS * HOUR_MS).toISOString().slice(0, 10));
}
