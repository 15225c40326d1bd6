import { expect, test } from "vitest";
import type { EventType } from "../contracts";
import { everyEventType } from "../contracts.golden";
import { at, START } from "../test/fixtures";
import { statusSpans, totalPerStatus } from "./status-spans";

const history = (...event: [EventType, number][]) =>
  event.map(([type, seconds], index) => ({ id: `e${index}`, callId: "c", type, timestamp: at(seconds), sequence: index + 1 }));
const spent = (...event: [EventType, number][]) =>
  statusSpans(history(...event), START + 100_000).map(({ status, ms }) => [status, ms / 1000]);

test("each span lasts until the next event, the last one until now", () => {
  expect(spent(["call_initiated", 0], ["call_routed", 5], ["call_answered", 20], ["call_hold", 50], ["call_resumed", 60])).toEqual([
    ["waiting", 5],
    ["waiting", 15],
    ["active", 30],
    ["on_hold", 10],
    ["active", 40],
  ]);
});

test("nothing follows an end, whenever now is", () => {
  expect(spent(["call_initiated", 0], ["call_ended", 9])).toEqual([["waiting", 9]]);
});

test("events that were told late count from when they happened", () => {
  // Told in this order: the hold was reported after the answer, and the route after the end.
  const told: [EventType, number][] = [
    ["call_initiated", 0],
    ["call_answered", 20],
    ["call_hold", 10],
    ["call_ended", 60],
    ["call_routed", 5],
  ];
  expect(spent(...told)).toEqual([
    ["waiting", 5],
    ["waiting", 5],
    ["on_hold", 10],
    ["active", 40],
  ]);
});

test.each<EventType>(["call_routed", "call_answered", "call_retransfer", "call_flagged"])(
  "a call is over with its end, whatever is dated later: %s",
  (type) => {
    expect(spent(["call_initiated", 0], ["call_answered", 5], ["call_ended", 9], [type, 20])).toEqual([
      ["waiting", 5],
      ["active", 4],
    ]);
  },
);

test("a flag does not change the status", () => {
  expect(spent(["call_initiated", 0], ["call_answered", 10], ["call_flagged", 20])).toEqual([
    ["waiting", 10],
    ["active", 10],
    ["active", 80],
  ]);
});

test("a clock that goes back makes no negative span", () => {
  expect(spent(["call_initiated", 10], ["call_answered", 8], ["call_ended", 20])).toEqual([
    ["waiting", 0],
    ["active", 12],
  ]);
});

test.each(everyEventType)("%s has a meaning", (type) => {
  expect(statusSpans(history(["call_initiated", 0], [type, 1]), START + 2_000).length).toBeGreaterThan(0);
});

test("totals add up per status, in the order of a call", () => {
  const stretches = statusSpans(
    history(["call_initiated", 0], ["call_answered", 10], ["call_hold", 20], ["call_resumed", 50]),
    START + 60_000,
  );
  expect(totalPerStatus(stretches)).toEqual([
    { status: "waiting", ms: 10_000 },
    { status: "active", ms: 20_000 },
    { status: "on_hold", ms: 30_000 },
  ]);
});
