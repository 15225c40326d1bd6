import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RefetchScheduler } from "./refetch-scheduler";

let client: QueryClient;
let refetches: RefetchScheduler;
let reads: number;
let answerAfter: number;
let leave: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  client = new QueryClient();
  refetches = new RefetchScheduler(client);
  reads = 0;
  answerAfter = 0;
  const queryFn = async () => {
    reads++;
    await new Promise((resolve) => setTimeout(resolve, answerAfter));
    return reads;
  };
  leave = new QueryObserver(client, { queryKey: ["stats"], queryFn }).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(reads).toBe(1);
});

afterEach(() => {
  leave();
  refetches.stop();
  vi.useRealTimers();
});

test("a hundred requests in a second are two reads: at once, and after the last", async () => {
  for (let i = 0; i < 100; i++) {
    refetches.request(["stats"], 1_000);
    await vi.advanceTimersByTimeAsync(9);
  }
  expect(reads).toBe(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reads).toBe(3);
});

test("a change during a slow read is read after it, and the slow read is not dropped", async () => {
  answerAfter = 5_000;
  refetches.request(["stats"], 1_000);
  await vi.advanceTimersByTimeAsync(1_500);
  refetches.request(["stats"], 1_000);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(reads).toBe(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reads).toBe(3);
});

test("other queries are left alone", async () => {
  refetches.request(["calls"], 1_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(reads).toBe(1);
});
