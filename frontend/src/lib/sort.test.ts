import { expect, test } from "vitest";
import type { CallStatus } from "../contracts";
import { aCall, at, START } from "../test/fixtures";
import { formatSort, nextSort, parseSort, serviceSort, sortCalls } from "./sort";

const ids = (calls: { id: string }[]) => calls.map(({ id }) => id).join("");

test("an order is in the URL and comes back from it", () => {
  expect(parseSort("?status=waiting&sort=-wait")).toEqual({ by: "wait", descending: true });
  expect(formatSort(parseSort("sort=agent"))).toBe("sort=agent");
  expect(parseSort("sort=colour")).toBeUndefined();
});

test("a column's head cycles: highest first, lowest first, default order", () => {
  const first = nextSort(undefined, "wait");
  expect(first).toEqual({ by: "wait", descending: true });
  const second = nextSort(first, "wait");
  expect(second).toEqual({ by: "wait", descending: false });
  expect(nextSort(second, "wait")).toBeUndefined();
  expect(nextSort(second, "hold")).toEqual({ by: "hold", descending: true });
});

test("the default order goes to oldest first", () => {
  const oldest = nextSort(undefined, "started");
  expect(oldest).toEqual({ by: "started", descending: false });
  expect(nextSort(oldest, "started")).toBeUndefined();
});

test("waits in progress are compared with finished ones", () => {
  const calls = [
    aCall({ id: "a", status: "active", waitTime: 30 }),
    aCall({ id: "b", statusSince: at(60) }),
    aCall({ id: "c", statusSince: at(95) }),
  ];
  expect(ids(sortCalls(calls, { by: "wait", descending: true }, START + 100_000))).toBe("bac");
});

test("calls without an agent come last in both directions", () => {
  const calls = [aCall({ id: "a" }), aCall({ id: "b", agentId: "zoe" }), aCall({ id: "c", agentId: "ana" })];
  expect(ids(sortCalls(calls, { by: "agent", descending: false }, START))).toBe("cba");
  expect(ids(sortCalls(calls, { by: "agent", descending: true }, START))).toBe("bca");
});

test("a hold in progress counts", () => {
  const calls = [
    aCall({ id: "a", status: "active", holdTime: 50 }),
    aCall({ id: "b", status: "on_hold", holdTime: 20, statusSince: at(60) }),
  ];
  expect(ids(sortCalls(calls, { by: "hold", descending: true }, START + 100_000))).toBe("ba");
});

test("the service is asked for orders that it has", () => {
  expect(serviceSort({ by: "started", descending: false }, [])).toBe("startTime");
  expect(serviceSort({ by: "call", descending: true }, [])).toBe("-id");
  for (const statuses of [[], ["waiting"], ["waiting", "ended"], ["ended"]] as CallStatus[][]) {
    expect(serviceSort({ by: "wait", descending: true }, statuses)).toBe("-waited");
  }
  expect(serviceSort({ by: "duration", descending: true }, ["ended"])).toBe("-duration");
  expect(serviceSort({ by: "time", descending: true }, ["ended"])).toBe("-duration");
  expect(serviceSort({ by: "agent", descending: true }, ["active"])).toBeUndefined();
  expect(serviceSort(undefined, [])).toBeUndefined();
});

test("the longest of what goes on began first", () => {
  const longest = { by: "duration", descending: true } as const;
  expect(serviceSort(longest, ["waiting", "active"])).toBe("startTime");
});

test("those that have been as they are for longest came to it first", () => {
  const longest = { by: "time", descending: true } as const;
  expect(serviceSort(longest, ["waiting", "on_hold"])).toBe("statusSince");
  expect(serviceSort({ ...longest, descending: false }, ["waiting"])).toBe("-statusSince");
});

test.each(["duration", "time"] as const)("what goes on and what is over have no common order by %s", (by) => {
  expect(serviceSort({ by, descending: true }, [])).toBeUndefined();
  expect(serviceSort({ by, descending: true }, ["waiting", "ended"])).toBeUndefined();
});
