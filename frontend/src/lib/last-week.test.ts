import { expect, test } from "vitest";
import type { StatsPoint } from "../contracts";
import { broughtForward, changeSince } from "./last-week";

const minutes = (from: string, counts: readonly (readonly number[])[]): StatsPoint[] =>
  counts.map(([offered = 0, answeredWithin = 0, abandoned = 0, shortAbandoned = 0], n) => ({
    minute: new Date(Date.parse(from) + n * 60_000).toISOString(),
    offered,
    answered: answeredWithin,
    answeredWithin,
    abandoned,
    shortAbandoned,
  }));

const now = minutes("2026-11-20T09:00:00Z", [
  [10, 6, 3, 0],
  [14, 10, 2, 2],
  [99, 0, 0, 0],
]);

test("the whole minutes of both weeks are compared", () => {
  const past = minutes("2026-11-13T09:00:00Z", [
    [12, 9, 1, 1],
    [8, 5, 2, 0],
    [500, 0, 0, 0],
  ]);
  const change = changeSince("15m", now, past);
  expect(change?.offered).toBeCloseTo(24 / 20 - 1);
  expect(change?.serviceLevel).toBeCloseTo(16 / 22 - 14 / 19);
  expect(change?.abandonmentRate).toBeCloseTo(3 / 22 - 2 / 19);
});

test("reads of two minutes are compared where both have counts", () => {
  const past = minutes("2026-11-13T08:59:00Z", [[700], [5, 5], [0]]);
  expect(changeSince("15m", now, past)?.offered).toBeCloseTo(10 / 5 - 1);
});

test("nothing is said of a week in which nothing was offered, or that was not read", () => {
  expect(changeSince("15m", now, minutes("2026-11-13T09:00:00Z", [[0], [0], [9]]))).toBeUndefined();
  expect(changeSince("15m", now, [])).toBeUndefined();
});

test("a day of 25 hours is compared with one of 24 until the same time of day", () => {
  // Midnight to 10:00 in Madrid, with the hour from 2 to 3 twice, and a week before in summer.
  const day = minutes(
    "2026-10-24T22:00:00Z",
    Array.from({ length: 11 * 60 + 1 }, () => [1, 1]),
  );
  const before = minutes(
    "2026-10-17T22:00:00Z",
    Array.from({ length: 10 * 60 + 1 }, () => [1, 1]),
  );
  expect(changeSince("today", day, before)?.offered).toBeCloseTo(660 / 600 - 1);
  expect(broughtForward(day, before).at(-1)?.minute).toBe("2026-10-25T09:00:00.000Z");
});
