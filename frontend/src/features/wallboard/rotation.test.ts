import { expect, test } from "vitest";
import type { Standing } from "../../lib/standing";
import { aCount } from "../../test/fixtures";
import { placesOf, rotatingPage } from "./rotation";

test("rows that fit on a page do not rotate", () => {
  expect(rotatingPage([1, 2], 3, 99_999, 10)).toEqual({ rows: [1, 2], page: 0, pages: 1 });
  expect(rotatingPage([], 3, 0, 10)).toEqual({ rows: [], page: 0, pages: 1 });
});

test("more rows rotate page by page, and start over", () => {
  const seen = [0, 9, 10, 20, 30].map((now) => rotatingPage([1, 2, 3, 4, 5], 2, now, 10).rows);
  expect(seen).toEqual([[1, 2], [1, 2], [3, 4], [5], [1, 2]]);
});

const queue = (n: number, urgency: "fine" | "over"): Standing => ({
  id: `q${n}`,
  name: `q${n}`,
  stats: aCount(),
  queue: undefined,
  wait: undefined,
  urgency,
  quiet: false,
});
const named = (standings: readonly Standing[]) => standings.map(({ id }) => id);

test("up to eight queues are rows", () => {
  const places = placesOf(
    Array.from({ length: 8 }, (_, n) => queue(n, "fine")),
    0,
  );
  expect([places.rows.length, places.cells.length, places.hidden]).toEqual([8, 0, 0]);
});

test("whatever the time, a queue over its limit is never on a page that is not shown", () => {
  const sixty = Array.from({ length: 60 }, (_, n) => queue(n, n < 9 ? "over" : "fine"));
  for (let now = 0; now < 600_000; now += 6_000) {
    const { rows, cells } = placesOf(sixty, now);
    expect(named([...rows, ...cells])).toEqual(expect.arrayContaining(Array.from({ length: 9 }, (_, n) => `q${n}`)));
  }
});

test("the others take turns, until each was shown", () => {
  const sixty = Array.from({ length: 60 }, (_, n) => queue(n, n < 9 ? "over" : "fine"));
  const seen = new Set<string>();
  for (let now = 0; now < 600_000; now += 6_000) for (const id of named(placesOf(sixty, now).cells)) seen.add(id);
  expect(seen.size).toBe(55);
});

test("more queues over their limits than there are places are counted", () => {
  const places = placesOf(
    Array.from({ length: 20 }, (_, n) => queue(n, n < 15 ? "over" : "fine")),
    0,
  );
  expect(places).toMatchObject({ hidden: 7, hiddenOver: 2 });
});
