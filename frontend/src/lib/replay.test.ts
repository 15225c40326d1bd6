import { describe, expect, test } from "vitest";
import type { ReplayedCall } from "../contracts";
import { aReplayedCall, at, START } from "../test/fixtures";
import { frameOf, momentAddress, momentIn, Recording } from "./replay";

const transferred = aReplayedCall([
  { from: 0, to: 5 },
  { from: 5, to: 10, event: "call_routed", agentId: "b", ringing: ["a", "b"], ringingSince: at(5), statusSince: at(0) },
  { from: 10, to: 40, event: "call_answered", status: "active", agentId: "b", waitTime: 10 },
  { from: 40, to: 60, event: "call_hold", status: "on_hold", agentId: "b", waitTime: 10 },
  { from: 60, to: 70, event: "call_retransfer", queueId: "medical_english", flags: ["hold_limit_exceeded"] },
  { from: 70, event: "call_ended", status: "ended", queueId: "medical_english", endReason: "abandoned" },
]);
const waiting = aReplayedCall([{ from: 3 }], { callId: "call-2", type: "video" });

function recording(...calls: ReplayedCall[]): Recording {
  return new Recording({ from: at(0), to: at(100), calls });
}

function boardAt(second: number, ...calls: ReplayedCall[]) {
  return recording(...calls).at(START + second * 1000);
}

describe("the board at a moment", () => {
  test.each([
    [-1, []],
    [0, ["call-1 waiting legal_spanish since 0"]],
    [2.999, ["call-1 waiting legal_spanish since 0"]],
    [3, ["call-1 waiting legal_spanish since 0", "call-2 waiting legal_spanish since 3"]],
    [9, ["call-1 waiting legal_spanish b since 0", "call-2 waiting legal_spanish since 3"]],
    [10, ["call-2 waiting legal_spanish since 3", "call-1 active legal_spanish b since 10"]],
    [59, ["call-2 waiting legal_spanish since 3", "call-1 on_hold legal_spanish b since 40"]],
    [60, ["call-2 waiting legal_spanish since 3", "call-1 waiting medical_english since 60"]],
    [70, ["call-2 waiting legal_spanish since 3"]],
    [1000, ["call-2 waiting legal_spanish since 3"]],
  ])("at %s s has the calls as they stood, the longest in its status first", (second, expected) => {
    const calls = boardAt(second, waiting, transferred).calls.map(
      ({ id, status, queueId, agentId, statusSince }) =>
        `${[id, status, queueId, agentId].filter(Boolean).join(" ")} since ${(Date.parse(statusSince) - START) / 1000}`,
    );
    expect(calls).toEqual(expected);
  });

  test("counts each queue that had a call at any time", () => {
    expect(boardAt(65, waiting, transferred).queues).toMatchObject([
      { queueId: "legal_spanish", waiting: 1, active: 0, onHold: 0, oldestWaitingSince: at(3) },
      { queueId: "medical_english", waiting: 1, active: 0, onHold: 0, oldestWaitingSince: at(60) },
    ]);
    expect(boardAt(90, transferred).queues.map((counts) => [counts.waiting, counts.oldestWaitingSince])).toEqual([
      [0, undefined],
      [0, undefined],
    ]);
  });

  test("has the agents who rang, talked or held", () => {
    const states = (second: number) => boardAt(second, transferred).agents.map(({ agentId, state, since }) => [agentId, state, since]);
    expect(states(4)).toEqual([]);
    expect(states(7)).toEqual([
      ["a", "ringing", at(5)],
      ["b", "ringing", at(5)],
    ]);
    expect(states(30)).toEqual([["b", "on_call", at(10)]]);
    expect(states(50)).toEqual([["b", "holding", at(40)]]);
    expect(states(65)).toEqual([]);
  });

  test("shows an agent by the call that bound them most", () => {
    const call = (callId: string, from: number, span: object) => aReplayedCall([{ from, ...span }], { callId });
    const rings = call("rings", 0, { ringing: ["b"], ringingSince: at(0) });
    const holds = call("holds", 5, { status: "on_hold", agentId: "b" });
    const talks = call("talks", 8, { status: "active", agentId: "b" });
    const earlier = call("earlier", 7, { status: "active", agentId: "b" });
    const callOf = (...calls: ReplayedCall[]) => boardAt(20, ...calls).agents.map(({ callId }) => callId);
    expect(callOf(rings, holds)).toEqual(["holds"]);
    expect(callOf(talks, rings, holds)).toEqual(["talks"]);
    expect(callOf(talks, earlier)).toEqual(["earlier"]);
  });
});

test("what had happened comes last first, and nothing from before the recording", () => {
  const before = aReplayedCall(
    [
      { from: -50, to: 30 },
      { from: 30, event: "call_hold", status: "on_hold" },
    ],
    { callId: "call-0" },
  );
  const happened = (second: number, most: number) =>
    recording(before, transferred)
      .before(START + second * 1000, most)
      .map(({ callId, event }) => `${callId} ${event}`);
  expect(happened(10, 2)).toEqual(["call-1 call_answered", "call-1 call_routed"]);
  expect(happened(9.9, 9)).toEqual(["call-1 call_routed", "call-1 call_initiated"]);
  expect(happened(100, 2)).toEqual(["call-1 call_ended", "call-1 call_retransfer"]);
});

test("the line of those who waited agrees with the board", () => {
  const each = recording(waiting, transferred);
  const moments = Array.from(
    { length: 101 },
    (_, second) => each.at(START + second * 1000).calls.filter((c) => c.status === "waiting").length,
  );
  expect(each.waiting(101)).toEqual(moments);
});

test("the last hour is read for a moment in it, else half an hour around it", () => {
  const now = START;
  expect(frameOf(now - 900_000, now)).toEqual({ from: now - 3_600_000, to: now });
  expect(frameOf(now - 3_600_000, now)).toEqual({ from: now - 3_600_000, to: now });
  expect(frameOf(now - 7_200_000, now)).toEqual({ from: now - 9_000_000, to: now - 5_400_000 });
});

test("an address names a moment, none, or nonsense", () => {
  expect(momentIn("")).toBeUndefined();
  expect(momentIn("at=noon")).toBeNull();
  expect(momentIn("at=")).toBeNull();
  expect(momentIn("at=2026-11-20T09:00:07.900Z")).toBe(START + 7_000);
  expect(momentIn("at=2026-11-20T10:00:07%2B01:00")).toBe(START + 7_000);
  expect(momentAddress(START + 7_000)).toBe("/replay?at=2026-11-20T09:00:07Z");
});
