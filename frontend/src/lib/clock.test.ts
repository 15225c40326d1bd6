import { expect, test } from "vitest";
import { ServerClock } from "./clock";

const HOUR = 3_600_000;

test("nothing is known before the server told its time", () => {
  expect(new ServerClock().now(1_000)).toBeUndefined();
});

test("an offset of hours is seen through, half a round trip allowed for", () => {
  const clock = new ServerClock();
  clock.observe(new Date(HOUR + 1_050).toISOString(), 1_000, 1_100);
  expect(clock.now(2_000)).toBe(HOUR + 2_000);
});

test("the quickest answer is trusted most", () => {
  const clock = new ServerClock();
  clock.observe(new Date(HOUR + 900).toISOString(), 0, 1_000);
  clock.observe(new Date(HOUR + 2_010).toISOString(), 2_000, 2_020);
  clock.observe(new Date(HOUR + 3_400).toISOString(), 3_000, 4_000);
  expect(clock.now(5_000)).toBe(HOUR + 5_000);
});

test("a clock that was set makes older answers worthless, however quick", () => {
  const clock = new ServerClock();
  clock.observe(new Date(1_000).toISOString(), 1_000, 1_000);
  clock.observe(new Date(HOUR + 2_100).toISOString(), 2_000, 2_200);
  expect(clock.now(3_000)).toBe(HOUR + 3_000);
});

test("nonsense is not learned from", () => {
  const clock = new ServerClock();
  clock.observe("yesterday", 0, 10);
  clock.observe(new Date(5).toISOString(), 10, 0);
  expect(clock.now(0)).toBeUndefined();
});

test("after a reset nothing is known", () => {
  const clock = new ServerClock();
  clock.observe(new Date(5).toISOString(), 0, 10);
  clock.reset();
  expect(clock.now(0)).toBeUndefined();
});
