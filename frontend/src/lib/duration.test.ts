import { expect, test } from "vitest";
import { aCall, at, queues, START } from "../test/fixtures";
import { elapsed, formatDuration, isoDuration, limitOf, urgencyOf } from "./duration";

test.each([
  [-5_000, "0:00"],
  [0, "0:00"],
  [7_999, "0:07"],
  [754_000, "12:34"],
  [3_599_999, "59:59"],
  [3_723_000, "1 h 02 m"],
  [4_001_000, "1 h 06 m"],
  [86_399_000, "23 h 59 m"],
  [86_400_000, "1 d 00 h"],
  [863_999_000, "9 d 23 h"],
  [7_689_601_000, "89 d"],
])("%i ms read %s", (ms, text) => expect(formatDuration(ms).replaceAll("\u00a0", " ")).toBe(text));

test("the machine-readable form is in seconds", () => expect(isoDuration(61_500)).toBe("PT61S"));

test.each([
  [23_999, "fine"],
  [24_000, "near"],
  [30_000, "near"],
  [30_001, "over"],
])("%i ms of 30 s are %s", (ms, urgency) => expect(urgencyOf(ms, 30)).toBe(urgency));

test("without a limit there is no urgency", () => expect(urgencyOf(1e9, undefined)).toBe("fine"));

test("a call is timed since its status began, by the given clock", () => {
  expect(elapsed(aCall({ statusSince: at(10) }), START + 25_000)).toBe(15_000);
  expect(elapsed(aCall(), undefined)).toBeUndefined();
});

test("an ended call is timed from start to end, whatever the clock says", () => {
  expect(elapsed(aCall({ status: "ended", endTime: at(90), statusSince: at(90) }), undefined)).toBe(90_000);
});

test("waiting and holding have limits, talking has none", () => {
  const queue = queues[0];
  expect(limitOf(aCall(), queue)).toBe(30);
  expect(limitOf(aCall({ status: "on_hold" }), queue)).toBe(60);
  expect(limitOf(aCall({ status: "active" }), queue)).toBeUndefined();
  expect(limitOf(aCall(), undefined)).toBeUndefined();
});
