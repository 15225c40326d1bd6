import { describe, expect, test } from "vitest";
import * as golden from "../contracts.golden";
import { aCall, anUpdate, aPage, at } from "../test/fixtures";
import { type CallFilter, unfiltered } from "./filter";
import { callOf, mergeIntoPage, mergeIntoTimeline, mergeUpdate } from "./merge";

const waiting: CallFilter = { ...unfiltered, status: ["waiting"] };

describe("mergeUpdate", () => {
  test("an update of the contracts becomes the call of the contracts", () => {
    expect(callOf(golden.callStatusUpdate)).toEqual(golden.call);
  });

  test("a newer update replaces everything that is known", () => {
    const known = aCall({ agentId: "ana", sequence: 2 });
    expect(mergeUpdate(known, anUpdate({ status: "active", sequence: 3 }))).toEqual(aCall({ status: "active", sequence: 3 }));
  });

  test.each([1, 2])("an update with sequence %i changes nothing after 2", (sequence) => {
    const known = aCall({ status: "active", sequence: 2 });
    expect(mergeUpdate(known, anUpdate({ status: "waiting", sequence }))).toBe(known);
  });

  test("any order of the same updates ends in the same call", () => {
    const updates = [anUpdate({ sequence: 1 }), anUpdate({ sequence: 2, agentId: "ana" }), anUpdate({ sequence: 3, status: "active" })];
    for (const order of permutations(updates)) {
      expect(order.reduce((call, update) => mergeUpdate(call, update), aCall()).sequence).toBe(3);
      expect(order.reduce((call, update) => mergeUpdate(call, update), aCall()).status).toBe("active");
    }
  });
});

describe("mergeIntoPage", () => {
  test("a known call changes in its place, its neighbours stay the same objects", () => {
    const page = aPage([aCall({ id: "b", startTime: at(2) }), aCall({ id: "a" })]);
    const merged = mergeIntoPage(page, anUpdate({ id: "a", status: "active", sequence: 2 }), unfiltered, false);
    expect(merged.page.data.map((call) => [call.id, call.status])).toEqual([
      ["b", "waiting"],
      ["a", "active"],
    ]);
    expect(merged.page.data[0]).toBe(page.data[0]);
    expect(merged.page.total).toBe(2);
    expect(merged.refetch).toBe(false);
  });

  test("an update that is not newer leaves the same page object", () => {
    const page = aPage([aCall({ sequence: 3 })]);
    expect(mergeIntoPage(page, anUpdate({ status: "ended", sequence: 3 }), unfiltered, false).page).toBe(page);
  });

  test("a call that leaves the filter leaves the list, lowers the total and causes a refetch", () => {
    const page = aPage([aCall({ id: "b" }), aCall({ id: "a" })], { total: 41 });
    const merged = mergeIntoPage(page, anUpdate({ id: "b", status: "active", sequence: 2 }), waiting, false);
    expect(merged).toMatchObject({ page: { total: 40, totalPages: 2 }, refetch: true });
    expect(merged.page.data.map((call) => call.id)).toEqual(["a"]);
  });

  test("a new call comes first, and the oldest of a full page moves to the next", () => {
    const page = aPage([aCall({ id: "b", startTime: at(2) }), aCall({ id: "a" })], { total: 40, limit: 2, totalPages: 20 });
    const merged = mergeIntoPage(page, anUpdate({ id: "c", startTime: at(3) }), { ...unfiltered, limit: 20 }, true);
    expect(merged.page.data.map((call) => call.id)).toEqual(["c", "b"]);
    expect(merged.page).toMatchObject({ total: 41, totalPages: 21 });
    expect(merged.refetch).toBe(false);
  });

  test("a new call that was reported late is placed by its start", () => {
    const page = aPage([aCall({ id: "c", startTime: at(3) }), aCall({ id: "a", startTime: at(1) })]);
    const merged = mergeIntoPage(page, anUpdate({ id: "b", startTime: at(2) }), unfiltered, true);
    expect(merged.page.data.map((call) => call.id)).toEqual(["c", "b", "a"]);
  });

  test("a new call that does not match changes nothing", () => {
    const page = aPage([]);
    expect(mergeIntoPage(page, anUpdate(), { ...unfiltered, type: "video" }, true)).toEqual({ page, refetch: false });
  });

  test("an announcement of a listed call adds nothing", () => {
    const page = aPage([aCall()]);
    expect(mergeIntoPage(page, anUpdate(), unfiltered, true)).toEqual({ page, refetch: false });
  });

  test("on a later page only the server can place a new call", () => {
    const page = aPage([]);
    expect(mergeIntoPage(page, anUpdate(), { ...unfiltered, page: 2 }, true)).toEqual({ page, refetch: true });
  });

  test("an existing call that comes to match causes a refetch", () => {
    expect(mergeIntoPage(aPage([]), anUpdate({ sequence: 4 }), waiting, false).refetch).toBe(true);
  });

  test("without a filter a call of another page changes nothing", () => {
    expect(mergeIntoPage(aPage([]), anUpdate({ sequence: 4 }), unfiltered, false).refetch).toBe(false);
  });
});

describe("mergeIntoTimeline", () => {
  const known = [{ id: "e1", callId: "call-1", type: "call_initiated", timestamp: at(0), sequence: 1 } as const];

  test("the next event is added with its metadata", () => {
    const update = anUpdate({ sequence: 2 }, { metadata: { agentId: "ana", routingTime: 2 } });
    const { events, gap } = mergeIntoTimeline(known, update);
    expect(gap).toBe(false);
    expect(events[1]).toEqual({
      id: "call-1-event-2",
      callId: "call-1",
      type: "call_routed",
      timestamp: at(2),
      sequence: 2,
      metadata: { agentId: "ana", routingTime: 2 },
    });
  });

  test("a known event is not added again", () => {
    expect(mergeIntoTimeline(known, anUpdate({ sequence: 1 }))).toEqual({ events: known, gap: false });
  });

  test("a missing event is reported, and nothing is shown out of order", () => {
    expect(mergeIntoTimeline(known, anUpdate({ sequence: 3 }))).toEqual({ events: known, gap: true });
  });
});

function permutations<T>(values: T[]): T[][] {
  if (values.length < 2) return [values];
  return values.flatMap((value, index) => permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]));
}
