import { expect, test } from "vitest";
import type { Report } from "../contracts";
import * as golden from "../contracts.golden";
import { sumOf } from "./report";
import { sameWeekdays, usualByNow, usualDay } from "./usual-day";

function aDay(zone: string, hours: [from: string, offered: number][]): Report {
  const rows = hours.map(([from, offered]) => ({
    from,
    to: new Date(Date.parse(from) + 3_600_000).toISOString(),
    figures: { ...golden.reportFiguresSparse, offered },
  }));
  const span = { from: rows[0]?.from ?? "", to: rows.at(-1)?.to ?? "", rows, total: sumOf([]) };
  return { zone, interval: "1h", by: "none", span, before: { ...span, rows: [] } };
}

const MADRID = "Europe/Madrid";

test("an hour's usual is the mean of the days before, by the clock, whatever clocks were changed in between", () => {
  // Today is in winter time, one of the days before in summer time.
  const today = aDay(MADRID, [["2026-10-28T08:00:00Z", 6]]);
  const before = [
    aDay(MADRID, [["2026-10-21T07:00:00Z", 10]]),
    aDay(MADRID, [
      ["2026-10-14T07:00:00Z", 20],
      ["2026-10-14T08:00:00Z", 4],
    ]),
  ];
  const hours = usualDay(today, before);
  expect(hours.map(({ hour, today: own, usual }) => [hour, own?.offered, usual])).toEqual([
    [9, 6, 15],
    [10, undefined, 2],
  ]);
  expect(usualByNow(hours, MADRID, Date.parse("2026-10-28T08:30:00Z"))).toBe(7.5);
  expect(usualByNow(hours, MADRID, Date.parse("2026-10-28T12:00:00Z"))).toBe(17);
});

test("an hour that comes twice is one", () => {
  const today = aDay(MADRID, [
    ["2026-10-25T00:00:00Z", 3],
    ["2026-10-25T01:00:00Z", 5],
  ]);
  expect(usualDay(today, []).map(({ hour, today: own }) => [hour, own?.offered])).toEqual([[2, 8]]);
});

test("the weeks before are those of the call centre's day", () => {
  expect(sameWeekdays("Pacific/Auckland", Date.parse("2026-11-25T13:00:00Z"), 2)).toEqual(["2026-11-19", "2026-11-12"]);
});
