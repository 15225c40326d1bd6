import { expect, test } from "vitest";
import { aCall, at } from "../test/fixtures";
import { present } from "../test/present";
import { lostCallers, reachedSince } from "./callbacks";

const lost = (id: string, from: string | undefined, seconds: number, changes = {}) =>
  aCall({
    id,
    status: "ended",
    endReason: "abandoned",
    startTime: at(seconds),
    endTime: at(seconds + 40),
    ...(from !== undefined && { from }),
    ...changes,
  });

test("a caller is one line, however often they tried and however their number is written; who waits longest comes first", () => {
  const { callers, unnamed } = lostCallers([
    lost("a", "+34 600-123", 100),
    lost("b", "+34 611 000", 200),
    lost("c", "34600123", 300),
    lost("d", undefined, 50),
    lost("e", "+1 555", 10, { direction: "outbound", to: "+1 666" }),
  ]);
  expect(callers.map(({ number, calls }) => [number, calls.map(({ id }) => id)])).toEqual([
    ["+34 611 000", ["b"]],
    ["34600123", ["c", "a"]],
  ]);
  expect(unnamed).toBe(1);
});

test("who reached us since, by whichever way, is reached; who only tried again, or talked before, is not", () => {
  const caller = present(lostCallers([lost("a", "+34 600", 100)]).callers[0]);
  const talk = (id: string, answered: number | undefined, parties: object) =>
    aCall({ id, startTime: at((answered ?? 200) - 5), ...(answered !== undefined && { answeredAt: at(answered) }), ...parties });
  expect(reachedSince(caller, [talk("before", 50, { from: "34600" })])).toBeUndefined();
  expect(reachedSince(caller, [talk("again", undefined, { from: "34600" })])).toBeUndefined();
  expect(reachedSince(caller, [talk("longer number", 300, { from: "0034600" })])).toBeUndefined();
  expect(
    reachedSince(caller, [talk("later", 400, { from: "34600" }), talk("called", 300, { direction: "outbound", to: "+34 600" })])?.id,
  ).toBe("called");
});
