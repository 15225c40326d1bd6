import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Ticker } from "./ticker";

let woken = 0;
let slept: boolean | undefined;
let ticker: Ticker;
let visibility: DocumentVisibilityState;

beforeEach(() => {
  vi.useFakeTimers();
  visibility = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  woken = 0;
  slept = undefined;
  ticker = new Ticker((long) => {
    woken++;
    slept = long;
  });
  ticker.start();
});

afterEach(() => {
  ticker.stop();
  vi.useRealTimers();
});

function show(state: DocumentVisibilityState): void {
  visibility = state;
  document.dispatchEvent(new Event("visibilitychange"));
}

test("it ticks every second while there are subscribers", () => {
  let ticks = 0;
  const stop = ticker.subscribe(() => ticks++);
  vi.advanceTimersByTime(3_000);
  stop();
  vi.advanceTimersByTime(3_000);
  expect(ticks).toBe(3);
  expect(woken).toBe(0);
});

test.each([
  ["forward", 60_000],
  ["backward", -60_000],
])("time that jumps %s is a sleep, noticed at the next tick", (_, jump) => {
  vi.setSystemTime(Date.now() + jump);
  vi.advanceTimersByTime(1_000);
  expect(woken).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect(woken).toBe(1);
});

test("a page that comes back into view wakes at once, and only once", () => {
  show("hidden");
  vi.setSystemTime(Date.now() + 60_000);
  show("visible");
  expect(woken).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(woken).toBe(1);
});

test("a glance at another tab wakes too, but was no sleep", () => {
  show("hidden");
  vi.advanceTimersByTime(2_000);
  show("visible");
  expect(woken).toBe(1);
  expect(slept).toBe(false);
});

test("throttled timers of a hidden page wake nothing until it is shown", () => {
  show("hidden");
  vi.setSystemTime(Date.now() + 60_000);
  vi.advanceTimersByTime(1_000);
  expect(woken).toBe(0);
  show("visible");
  expect(woken).toBe(1);
  expect(slept).toBe(true);
});
