import { expect, test } from "vitest";
import type { EventType } from "../contracts";
import { everyEventType } from "../contracts.golden";
import { at, START } from "../test/fixtures";
import { stretchesOf, totalsOf } from "./stretches";

const history = (...told: [EventType, number][]) =>
  told.map(([type, seconds], index) => ({ id: `e${index}`, callId: "c", type, timestamp: at(seconds), sequence: index + 1 }));
const spent = (...told: [EventType, number][]) =>
  stretchesOf(history(...told), START + 100_000).map(({ status, ms }) => [status, ms / 1000]);

test("each stretch is as long as the time to the next event, and the last one goes on", () => {
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

test("a flag changes nothing about where the call is", () => {
  expect(spent(["call_initiated", 0], ["call_answered", 10], ["call_flagged", 20])).toEqual([
    ["waiting", 10],
    ["active", 10],
    ["active", 80],
  ]);
});

test("a clock that goes back makes no negative time", () => {
  expect(spent(["call_initiated", 10], ["call_answered", 8], ["call_ended", 20])).toEqual([
    ["waiting", 0],
    ["active", 12],
  ]);
});

test.each(everyEventType)("%s has a meaning", (type) => {
  expect(stretchesOf(history(["call_initiated", 0], [type, 1]), START + 2_000).length).toBeGreaterThan(0);
});

test("totals add up per status, in the order of a call", () => {
  const stretches = stretchesOf(
    history(["call_initiated", 0], ["call_answered", 10], ["call_hold", 20], ["call_resumed", 50]),
    START + 60_000,
  );
  expect(totalsOf(stretches)).toEqual([
    { status: "waiting", ms: 10_000 },
    { status: "active", ms: 20_000 },
    { status: "on_hold", ms: 30_000 },
  ]);
});
