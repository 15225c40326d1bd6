import { expect, test } from "vitest";
import { ServerClock } from "./clock";

const HOUR = 3_600_000;

test("the time is unknown before the first answer", () => {
  expect(new ServerClock().now(1_000)).toBeUndefined();
});

test("an offset of hours is corrected to half a round trip", () => {
  const clock = new ServerClock();
  clock.observe(new Date(HOUR + 1_050).toISOString(), 1_000, 1_100);
  expect(clock.now(2_000)).toBe(HOUR + 2_000);
});

test("the fastest answer counts most", () => {
  const clock = new ServerClock();
  clock.observe(new Date(HOUR + 900).toISOString(), 0, 1_000);
  clock.observe(new Date(HOUR + 2_010).toISOString(), 2_000, 2_020);
  clock.observe(new Date(HOUR + 3_400).toISOString(), 3_000, 4_000);
  expect(clock.now(5_000)).toBe(HOUR + 5_000);
});

test("a clock that was set invalidates older answers, however fast", () => {
  const clock = new ServerClock();
  clock.observe(new Date(1_000).toISOString(), 1_000, 1_000);
  clock.observe(new Date(HOUR + 2_100).toISOString(), 2_000, 2_200);
  expect(clock.now(3_000)).toBe(HOUR + 3_000);
});

test("an invalid time is ignored", () => {
  const clock = new ServerClock();
  clock.observe("yesterday", 0, 10);
  clock.observe(new Date(5).toISOString(), 10, 0);
  expect(clock.now(0)).toBeUndefined();
});

test("after a reset the time is unknown", () => {
  const clock = new ServerClock();
  clock.observe(new Date(5).toISOString(), 0, 10);
  clock.reset();
  expect(clock.now(0)).toBeUndefined();
});
