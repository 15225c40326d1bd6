import { expect, test } from "vitest";
import { aCount, queues } from "../test/fixtures";
import { standingOf, totalOf, worstFirst } from "./standing";

const NOW = Date.parse("2026-11-20T09:00:00Z");
const since = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();
const of = (id: string, changes = {}) =>
  standingOf(
    aCount({ queueId: id, ...changes }),
    [...queues, ...["a", "b", "c", "d"].map((other) => ({ ...queues[0], id: other, displayName: other }))] as never,
    NOW,
  );

test("the queue that is furthest over its limit comes first, quiet ones last", () => {
  const order = worstFirst([
    of("a"),
    of("b", { waiting: 9, oldestWaitingSince: since(5), serviceLevel: 0.9 }),
    of("c", { waiting: 1, oldestWaitingSince: since(31) }),
    of("d", { waiting: 1, oldestWaitingSince: since(90) }),
    of("legal_spanish", { waiting: 1, oldestWaitingSince: since(26) }),
    of("medical_english", { active: 1, serviceLevel: 0.4 }),
  ]).map(({ id }) => id);
  expect(order).toEqual(["d", "c", "legal_spanish", "medical_english", "b", "a"]);
});

test("two queues below their limits keep their places while their waits grow", () => {
  const at = (first: number, second: number) =>
    worstFirst([of("a", { waiting: 1, oldestWaitingSince: since(first) }), of("b", { waiting: 1, oldestWaitingSince: since(second) })]).map(
      ({ id }) => id,
    );
  expect(at(3, 9)).toEqual(at(9, 3));
});

test("several queues have the sum of their calls, and rates of the sum", () => {
  const total = totalOf([
    aCount({
      waiting: 1,
      offered: 10,
      shortAbandoned: 0,
      answeredWithin: 10,
      abandoned: 0,
      answered: 10,
      asa: 2,
      oldestWaitingSince: since(5),
    }),
    aCount({
      waiting: 2,
      offered: 31,
      shortAbandoned: 1,
      answeredWithin: 0,
      abandoned: 11,
      answered: 10,
      asa: 4,
      oldestWaitingSince: since(50),
    }),
    aCount({ offered: 7, answeredWithin: 0, abandoned: 0, shortAbandoned: 0, answered: 0, outsideHours: 7 }),
  ]);
  expect(total).toMatchObject({
    waiting: 3,
    serviceLevel: 0.25,
    abandonmentRate: 10 / 47,
    outsideHours: 7,
    asa: 3,
    oldestWaitingSince: since(50),
  });
  expect(totalOf([])).not.toHaveProperty("serviceLevel");
});
