import { describe, expect, test } from "vitest";
import type { Visit } from "../contracts";
import * as golden from "../contracts.golden";
import { aCall, anUpdate, aPage, at } from "../test/fixtures";
import { type CallFilter, unfiltered } from "./filter";
import { callOf, changesVisits, mergeIntoPage, mergeIntoTimeline, mergeUpdate, type TimelineEvent } from "./merge";

const waiting: CallFilter = { ...unfiltered, status: ["waiting"] };

const firstVisit: Visit = { n: 1, queueId: "legal_spanish", enteredAt: at(0), talkTime: 0, holdTime: 0 };
const twoVisits: Visit[] = [firstVisit, { ...firstVisit, n: 2, queueId: "medical_english" }];

describe("changesVisits", () => {
  const one = aCall({ visits: [firstVisit] });
  const two = aCall({ visits: twoVisits });

  test.each([
    ["an event of a call with one visit", one, anUpdate({ sequence: 2 }), false],
    ["a transfer", one, anUpdate({ sequence: 2 }, { eventType: "call_retransfer" }), true],
    ["another queue", one, anUpdate({ sequence: 2, queueId: "medical_english" }), true],
    ["a gap", one, anUpdate({ sequence: 3 }), true],
    ["an event of a call with two visits", two, anUpdate({ sequence: 2 }), true],
    ["an old event", two, anUpdate({ sequence: 1 }), false],
    ["a call read without visits", aCall(), anUpdate({ sequence: 3 }), false],
  ])("%s", (_, call, update, changes) => {
    expect(changesVisits(call, update)).toBe(changes);
  });
});

describe("mergeUpdate", () => {
  test("an update of the contracts becomes the call of the contracts", () => {
    const { visits, attributes, ...row } = golden.call;
    expect(visits).toHaveLength(1);
    expect(attributes).toBeDefined();
    expect(callOf(golden.callStatusUpdate)).toEqual(row);
  });

  test("visits and attributes stay as they were read, which no update tells", () => {
    const read = { visits: twoVisits, attributes: { customer: "4711" } };
    expect(mergeUpdate(aCall(read), anUpdate({ sequence: 2 }))).toEqual(aCall({ sequence: 2, ...read }));
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

  test("whom a call has rung for is for the service to say", () => {
    const filter = { ...unfiltered, missedBy: "ana" };
    const page = aPage([aCall()]);
    expect(mergeIntoPage(page, anUpdate({ id: "new" }), filter, true)).toEqual({ page, refetch: true });
    expect(mergeIntoPage(page, anUpdate({ status: "active", sequence: 9 }), filter, false).page.data.map(({ status }) => status)).toEqual([
      "active",
    ]);
  });

  test("where a call has been, when and with what answer is for the service to say", () => {
    const filter = { ...unfiltered, visited: "elsewhere", answered: false, from: at(100) };
    const page = aPage([aCall()]);
    expect(mergeIntoPage(page, anUpdate({ id: "new" }), filter, true)).toEqual({ page, refetch: true });
    expect(mergeIntoPage(page, anUpdate({ status: "active", sequence: 9 }), filter, false).page.data.map(({ status }) => status)).toEqual([
      "active",
    ]);
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
  const begun = { id: "e1", callId: "call-1", type: "call_initiated", timestamp: at(0), sequence: 1 } as const;
  const known = [begun];

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

  const later = { ...begun, id: "e3", type: "call_answered", timestamp: at(20), sequence: 3 } as const;
  const between = { ...begun, id: "e5", type: "call_routed", timestamp: at(10), sequence: 5 } as const;

  test("a history in the order of time, with sequences that are missing or swapped, takes the next event", () => {
    const merged = mergeIntoTimeline([begun, between, later], anUpdate({ sequence: 6 }, { timestamp: at(20) }));
    expect(merged.gap).toBe(false);
    expect(merged.events.map(({ sequence }) => sequence)).toEqual([1, 5, 3, 6]);
  });

  test("a known event in the middle is not added again", () => {
    const events = [begun, between, later];
    expect(mergeIntoTimeline(events, anUpdate({ sequence: 5 }))).toEqual({ events, gap: false });
  });

  test.each<[string, TimelineEvent[], string]>([
    ["an event that happened before the last one", [begun, later], at(19)],
    ["an event after an end that we had guessed", [begun, { ...later, type: "call_ended" }], at(30)],
    [
      "an event of a call that had gone silent",
      [begun, { ...later, type: "call_flagged", metadata: { flags: [{ rule: "stale_call", message: "" }] } }],
      at(30),
    ],
  ])("%s is not appended, since only the server knows the history", (_, events, timestamp) => {
    const update = anUpdate({ sequence: 4 }, { timestamp });
    expect(mergeIntoTimeline(events, update)).toEqual({ events, gap: true });
  });
});

function permutations<T>(values: T[]): T[][] {
  if (values.length < 2) return [values];
  return values.flatMap((value, index) => permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]));
}
