import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Batch } from "./batch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first item is passed on at once, the following ones as a batch", () => {
  const passed: number[][] = [];
  const batch = new Batch<number>((gathered) => passed.push([...gathered]), 50);
  for (const item of [1, 2, 3]) batch.add(item);
  expect(passed).toEqual([[1]]);
  vi.advanceTimersByTime(50);
  expect(passed).toEqual([[1], [2, 3]]);
});

test("after a pause the next item is passed on at once again", () => {
  const passed: number[][] = [];
  const batch = new Batch<number>((gathered) => passed.push([...gathered]), 50);
  batch.add(1);
  vi.advanceTimersByTime(200);
  batch.add(2);
  expect(passed).toEqual([[1], [2]]);
});
