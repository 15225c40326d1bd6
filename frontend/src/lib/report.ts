import type { Report, ReportFigures, ReportSpan } from "../contracts";
import { targeted, targetOf } from "./windows";
import { addDays, addMonths, dayOf, daysBetween, isDay, isZone, momentOf, msOfDay, startOf, weekdayOf } from "./zones";

/** Spans that are chosen by a word: a link to one is of the day it is opened. */
export const presets = ["today", "yesterday", "7d", "28d", "month", "lastMonth", "90d", "365d"] as const;
export type Preset = (typeof presets)[number];

export const intervals = ["15m", "30m", "1h", "1d", "1w", "1mo", "all"] as const;
export type Interval = (typeof intervals)[number];

export const parts = ["none", "queue", "team", "agent"] as const;
export type By = (typeof parts)[number];

/** What a report's address asks for. What is absent is as usual. */
export interface ReportChoice {
  readonly preset: Preset;
  /** Days of the zone, both of them in it; instead of a preset. */
  readonly days?: { readonly from: string; readonly to: string } | undefined;
  readonly interval?: Interval | undefined;
  readonly by: By;
  readonly queueId?: string | undefined;
  /** Of agents, those of this team alone. */
  readonly team?: string | undefined;
  /** The call centre's unless given. */
  readonly zone?: string | undefined;
  /** What nobody knows, as written. */
  readonly unknown: readonly string[];
}

export function parseReport(search: string): ReportChoice {
  const query = new URLSearchParams(search);
  const unknown: string[] = [];
  const oneOf = <T extends string>(name: string, known: readonly T[], otherwise: T | undefined): T | undefined => {
    const value = query.get(name);
    const found = known.find((one) => one === value);
    if (value !== null && found === undefined) unknown.push(`${name}=${value}`);
    return found ?? otherwise;
  };
  const preset = oneOf("span", presets, "7d") ?? "7d";
  const interval = oneOf("interval", intervals, undefined);
  const by = oneOf("by", parts, "none") ?? "none";
  const zone = query.get("zone") ?? undefined;
  if (zone !== undefined && !isZone(zone)) unknown.push(`zone=${zone}`);
  const [from, to] = [query.get("from"), query.get("to")];
  const areDays = from !== null && to !== null && isDay(from) && isDay(to) && from <= to;
  if ((from !== null || to !== null) && !areDays) unknown.push(`from=${from ?? ""}&to=${to ?? ""}`);
  return {
    preset,
    days: areDays ? { from, to } : undefined,
    interval,
    by,
    queueId: query.get("queueId") ?? undefined,
    team: query.get("team") ?? undefined,
    zone: zone !== undefined && isZone(zone) ? zone : undefined,
    unknown,
  };
}

/** The query of the page's address; what is usual is left out. */
export function formatReport({ preset, days, interval, by, queueId, team, zone }: ReportChoice): string {
  const query = new URLSearchParams();
  if (days !== undefined) {
    query.set("from", days.from);
    query.set("to", days.to);
  } else if (preset !== "7d") query.set("span", preset);
  if (interval !== undefined) query.set("interval", interval);
  if (by !== "none") query.set("by", by);
  if (queueId !== undefined) query.set("queueId", queueId);
  if (team !== undefined) query.set("team", team);
  if (zone !== undefined) query.set("zone", zone);
  return query.toString().replaceAll("%2F", "/");
}

/** From one moment until before another, in ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The moments of a report, and the ones it is compared with. */
export interface Spans {
  readonly span: Stretch;
  /** Of a span that goes on: the one before it, until the same time of its last day. Of others the service knows. */
  readonly before: Stretch | undefined;
  /** Its days, both in it. */
  readonly days: { readonly from: string; readonly to: string };
}

const QUARTER_MS = 900_000;

/** The end of the quarter of an hour that a moment is in. */
export function quarterEnd(now: number): number {
  return (Math.floor(now / QUARTER_MS) + 1) * QUARTER_MS;
}

/** What a choice means at a moment. Days to come are left out. */
export function spansOf({ preset, days }: Pick<ReportChoice, "preset" | "days">, zone: string, now: number): Spans {
  const today = dayOf(zone, now);
  const chosen = days ?? daysOf(preset, today);
  const end = startOf(zone, addDays(chosen.to, 1));
  const from = startOf(zone, chosen.from);
  if (end <= now || from > now) return { span: { from, to: end }, before: undefined, days: chosen };
  const to = quarterEnd(now);
  const isMonth = days === undefined && preset === "month";
  const count = daysBetween(chosen.from, today) + 1;
  const earlier = (day: string): string => (isMonth ? addMonths(day, -1) : addDays(day, -count));
  const before = { from: startOf(zone, earlier(chosen.from)), to: momentOf(zone, earlier(dayOf(zone, to)), msOfDay(zone, to)) };
  return { span: { from, to }, before, days: { from: chosen.from, to: today } };
}

function daysOf(preset: Preset, today: string): { from: string; to: string } {
  const first = `${today.slice(0, 7)}-01`;
  const yesterday = addDays(today, -1);
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: yesterday, to: yesterday };
    case "month":
      return { from: first, to: today };
    case "lastMonth":
      return { from: addMonths(first, -1), to: addDays(first, -1) };
    case "7d":
    case "28d":
    case "90d":
    case "365d":
      // Whole days: half a day among others would look like a drop.
      return { from: addDays(today, -Number.parseInt(preset, 10)), to: yesterday };
  }
}

const MINUTES: Record<Exclude<Interval, "all">, number> = { "15m": 15, "30m": 30, "1h": 60, "1d": 1440, "1w": 10_080, "1mo": 43_200 };
/** As many as the service reports. */
const MOST = 1_500;
/** More than these are noise on a chart. */
const MOST_DRAWN = 125;

/** Those that a span can have. */
export function intervalsOf({ from, to }: Stretch): readonly Interval[] {
  return intervals.filter((interval) => interval === "all" || count(from, to, interval) <= MOST);
}

function count(from: number, to: number, interval: Exclude<Interval, "all">): number {
  return (to - from) / (MINUTES[interval] * 60_000);
}

/** What is counted of agents, of all queues. */
export function isOfAgents(by: By): boolean {
  return by === "agent" || by === "team";
}

const daily: readonly Interval[] = ["1d", "1w", "1mo", "all"];
/** Of 31 days the service tells what agents did within days; one of them may be an hour longer. */
const MOST_WITHIN_DAYS_MS = (31 * 24 + 1) * 3_600_000;

/** Those that a span can have, by what it is parted. */
export function intervalsBy(by: By, span: Stretch): readonly Interval[] {
  const isLong = span.to - span.from > MOST_WITHIN_DAYS_MS;
  return intervalsOf(span).filter((interval) =>
    by === "none" ? interval !== "all" : !isOfAgents(by) || !isLong || daily.includes(interval),
  );
}

/** The finest that can be drawn. */
export function usualInterval({ from, to }: Stretch): Interval {
  return (["30m", "1h", "1d", "1w", "1mo"] as const).find((interval) => count(from, to, interval) <= MOST_DRAWN) ?? "1mo";
}

/** What the figures of some intervals add up to; a percentile can't be added up. */
export function sumOf(each: readonly ReportFigures[]): ReportFigures {
  const sum = (read: (figures: ReportFigures) => number): number => each.reduce((total, figures) => total + read(figures), 0);
  const answered = sum((figures) => figures.answered);
  const counted = sum(targeted);
  const outsideHours = sum((figures) => figures.outsideHours ?? 0);
  const stayed = sum((figures) => figures.offered - figures.shortAbandoned);
  const [abandoned, short, within] = [sum((f) => f.abandoned), sum((f) => f.shortAbandoned), sum((f) => f.answeredWithin)];
  return {
    offered: sum((f) => f.offered),
    visits: sum((f) => f.visits),
    answered,
    answeredWithin: within,
    abandoned,
    shortAbandoned: short,
    transferred: sum((f) => f.transferred),
    overflowed: sum((f) => f.overflowed),
    callbacks: sum((f) => f.callbacks),
    voicemails: sum((f) => f.voicemails),
    failed: sum((f) => f.failed),
    ...(counted > 0 && {
      serviceLevel: within / counted,
      serviceLevelTarget: sum((f) => targetOf(f) * targeted(f)) / counted,
    }),
    ...(stayed > 0 && { abandonmentRate: (abandoned - short) / stayed }),
    ...(outsideHours > 0 && { outsideHours }),
    ...(answered > 0 && { asa: sum((f) => (f.asa ?? 0) * f.answered) / answered }),
  };
}

/** Hours of the same weekday and time of day. */
export interface HeatCell {
  /** From 0 for Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly figures: ReportFigures;
  readonly hours: readonly { readonly from: string; readonly to: string; readonly figures: ReportFigures }[];
}

/** A week of hours, by the clocks of the report's zone; hours to come are none yet. */
export function heatOf(reports: readonly Report[], now: number): readonly HeatCell[] {
  const cells = new Map<number, HeatCell["hours"][number][]>();
  for (const { zone, span } of reports) {
    for (const row of span.rows) {
      const at = Date.parse(row.from);
      if (at >= now) continue;
      const place = weekdayOf(dayOf(zone, at)) * 24 + Math.floor(msOfDay(zone, at) / 3_600_000);
      const cell = cells.get(place);
      if (cell === undefined) cells.set(place, [row]);
      else cell.push(row);
    }
  }
  return [...cells]
    .toSorted(([a], [b]) => a - b)
    .map(([place, hours]) => ({
      weekday: Math.floor(place / 24),
      hour: place % 24,
      figures: sumOf(hours.map(({ figures }) => figures)),
      hours,
    }));
}

/** A span in pieces that the service reports hour by hour, each of whole days. */
export function byHours({ from, to }: Stretch, zone: string): readonly Stretch[] {
  const pieces: Stretch[] = [];
  for (let begin = from; begin < to; ) {
    const end = Math.min(to, startOf(zone, addDays(dayOf(zone, begin), HOURLY_DAYS)));
    pieces.push({ from: begin, to: end });
    begin = end;
  }
  return pieces;
}

const HOURLY_DAYS = 60;

/** By how much a figure differs: of counts as a share of what it was, of rates and times the difference. */
export function changeOf(after: number | undefined, before: number | undefined, of: "count" | "rate"): number | undefined {
  if (after === undefined || before === undefined) return undefined;
  if (of === "rate") return after - before;
  return before === 0 ? undefined : after / before - 1;
}

/** The rows of what a report is parted by, each with its own before; those who have none any more are left out. */
export function withBefore(span: ReportSpan, before: ReportSpan | undefined) {
  const then = new Map(before?.rows.map((row) => [row.queueId ?? "", row.figures]));
  return span.rows.map((row) => ({ ...row, before: then.get(row.queueId ?? "") }));
}
