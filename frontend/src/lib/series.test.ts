import { expect, test } from "vitest";
import { bucketed } from "./series";

const points = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    minute: new Date(Date.parse("2026-11-20T00:00:00Z") + n * 60_000).toISOString(),
    offered: 3,
    outsideHours: 1,
    answered: 1,
    answeredWithin: 1,
    abandoned: 1,
    shortAbandoned: 0,
    serviceLevel: 0.5,
  }));

test.each([
  [15, 1, 15],
  [120, 1, 120],
  [121, 2, 60],
  [900, 10, 90],
  [1_500, 15, 100],
])("%i minutes are drawn as points of %i minutes, %i of them", (count, minutes, drawn) => {
  const series = bucketed(points(count));
  expect([series.minutes, series.points.length]).toEqual([minutes, drawn]);
  expect(series.points.reduce((sum, { offered }) => sum + offered, 0)).toBe(3 * drawn * minutes);
  expect(series.points.at(-1)?.serviceLevel).toBe(0.5);
});
