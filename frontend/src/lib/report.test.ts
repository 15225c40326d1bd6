import { expect, test } from "vitest";
import type { ReportFigures } from "../contracts";
import * as golden from "../contracts.golden";
import { byHours, changeOf, formatReport, heatOf, intervalsOf, parseReport, spansOf, sumOf, usualInterval } from "./report";

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
const NOW = Date.parse("2026-11-25T13:07:00Z");

test.each([
  ["yesterday", "Europe/Madrid", "2026-11-23T23:00:00.000Z", "2026-11-24T23:00:00.000Z"],
  ["7d", "Europe/Madrid", "2026-11-17T23:00:00.000Z", "2026-11-24T23:00:00.000Z"],
  ["7d", "Pacific/Auckland", "2026-11-18T11:00:00.000Z", "2026-11-25T11:00:00.000Z"],
  // Over the end of summer time, and in the middle of it.
  ["lastMonth", "Europe/Madrid", "2026-09-30T22:00:00.000Z", "2026-10-31T23:00:00.000Z"],
  ["lastMonth", "America/New_York", "2026-10-01T04:00:00.000Z", "2026-11-01T04:00:00.000Z"],
] as const)("%s in %s is of whole days, and the service knows what was before", (preset, zone, from, to) => {
  const { span, before } = spansOf({ preset }, zone, NOW);
  expect([iso(span.from), iso(span.to), before]).toEqual([from, to, undefined]);
});

test("a span that goes on ends with the quarter of an hour, and so does the one it is compared with", () => {
  const today = spansOf({ preset: "today" }, "Europe/Madrid", NOW);
  expect([iso(today.span.from), iso(today.span.to)]).toEqual(["2026-11-24T23:00:00.000Z", "2026-11-25T13:15:00.000Z"]);
  expect([iso(today.before?.from), iso(today.before?.to)]).toEqual(["2026-11-23T23:00:00.000Z", "2026-11-24T13:15:00.000Z"]);
  const month = spansOf({ preset: "month" }, "Europe/Madrid", NOW);
  expect([iso(month.before?.from), iso(month.before?.to)]).toEqual(["2026-09-30T22:00:00.000Z", "2026-10-25T13:15:00.000Z"]);
  const days = spansOf({ preset: "7d", days: { from: "2026-11-24", to: "2026-12-31" } }, "Europe/Madrid", NOW);
  expect([iso(days.span.to), days.days.to]).toEqual(["2026-11-25T13:15:00.000Z", "2026-11-25"]);
  expect([iso(days.before?.from), iso(days.before?.to)]).toEqual(["2026-11-21T23:00:00.000Z", "2026-11-23T13:15:00.000Z"]);
});

test("on the day on which clocks change, today is compared with the same time of yesterday", () => {
  const { span, before } = spansOf({ preset: "today" }, "Europe/Madrid", Date.parse("2026-10-25T11:05:00Z"));
  expect([iso(span.from), iso(span.to)]).toEqual(["2026-10-24T22:00:00.000Z", "2026-10-25T11:15:00.000Z"]);
  // 12:15 on both, by the clocks of the zone.
  expect(iso(before?.to)).toBe("2026-10-24T10:15:00.000Z");
});

test("an address comes back as it was, and what is unknown in it is named", () => {
  for (const query of ["", "span=today", "from=2026-11-01&to=2026-11-15&interval=1h&by=queue&queueId=a%26b&zone=Asia/Kolkata"])
    expect(formatReport(parseReport(query))).toBe(query);
  expect(parseReport("span=2d&interval=1y&zone=Madrid&from=2026-02-30&to=x&by=colour").unknown).toEqual([
    "span=2d",
    "interval=1y",
    "by=colour",
    "zone=Madrid",
    "from=2026-02-30&to=x",
  ]);
});

test("intervals are as fine as can be reported, and drawn", () => {
  const days = (count: number) => ({ from: 0, to: count * 86_400_000 });
  expect([1, 3, 28, 125, 365].map((count) => usualInterval(days(count)))).toEqual(["30m", "1h", "1d", "1d", "1w"]);
  expect(intervalsOf(days(15))).toContain("15m");
  expect(intervalsOf(days(16))).not.toContain("15m");
  expect(intervalsOf(days(365))).toEqual(["1d", "1w", "1mo", "all"]);
});

const figures = (changes: Partial<ReportFigures>): ReportFigures => ({ ...golden.reportFiguresSparse, ...zero, ...changes });
const zero = {
  offered: 0,
  visits: 0,
  answered: 0,
  answeredWithin: 0,
  abandoned: 0,
  shortAbandoned: 0,
  transferred: 0,
  overflowed: 0,
  callbacks: 0,
  voicemails: 0,
  failed: 0,
};

test("rates of a sum are of the sums, not averages of rates", () => {
  const sum = sumOf([
    figures({ offered: 10, answered: 9, answeredWithin: 9, abandoned: 1, shortAbandoned: 1, asa: 10 }),
    figures({ offered: 100, answered: 41, answeredWithin: 31, abandoned: 59, asa: 60 }),
    figures({ offered: 5, answered: 5, outsideHours: 5 }),
  ]);
  expect(sum).toMatchObject({ offered: 115, answered: 55, serviceLevel: 40 / 109, abandonmentRate: 59 / 114, outsideHours: 5 });
  expect(sumOf([]).serviceLevel).toBeUndefined();
});

test("hours of a week are by the clocks of the zone: a repeated hour counts in its place, hours to come in none", () => {
  const hour = (from: string, offered: number) => ({
    from,
    to: iso(Date.parse(from) + 3_600_000) ?? "",
    figures: figures({ offered, answered: offered }),
  });
  // 2:00 comes twice that Sunday; then a Monday, and an hour that has not begun.
  const rows = [
    hour("2026-10-25T00:00:00Z", 3),
    hour("2026-10-25T01:00:00Z", 5),
    hour("2026-10-25T23:00:00Z", 7),
    hour("2026-10-26T00:00:00Z", 9),
  ];
  const span = { from: rows[0]?.from ?? "", to: "2026-10-27T00:00:00Z", rows, total: figures({}) };
  const report = { zone: "Europe/Madrid", interval: "1h", by: "none", span, before: { ...span, rows: [] } };
  const cells = heatOf([report], Date.parse("2026-10-25T23:30:00Z"));
  expect(cells.map(({ weekday, hour, figures: { offered }, hours }) => [weekday, hour, offered, hours.length])).toEqual([
    [0, 0, 7, 1],
    [6, 2, 8, 2],
  ]);
});

test("long spans are read hour by hour in whole days, without gaps", () => {
  const span = spansOf({ preset: "365d" }, "Europe/Madrid", NOW).span;
  const pieces = byHours(span, "Europe/Madrid");
  expect(pieces).toHaveLength(7);
  expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([span.from, span.to]);
  for (const [n, piece] of pieces.entries()) {
    expect((piece.to - piece.from) / 3_600_000).toBeLessThanOrEqual(1_500);
    if (n > 0) expect(piece.from).toBe(pieces[n - 1]?.to);
  }
});

test("counts change by a share, rates by a difference, and nothing changes from nothing", () => {
  expect(changeOf(114, 100, "count")).toBeCloseTo(0.14);
  expect(changeOf(0.7, 0.8, "rate")).toBeCloseTo(-0.1);
  expect([changeOf(5, 0, "count"), changeOf(5, undefined, "count")]).toEqual([undefined, undefined]);
});
