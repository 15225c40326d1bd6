import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "../test/fake-socket";
import { anUpdate } from "../test/fixtures";
import type { LiveEvent } from "./feed";
import { Live } from "./live";

let socket: FakeSocket;
let live: Live;
let told: LiveEvent[];
let resyncs: string[];
let uncertain: string[];
let unknown: number;

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  told = [];
  resyncs = [];
  uncertain = [];
  unknown = 0;
  live = new Live(socket, {
    told: (what) => told.push(what),
    statsMoved: () => {},
    alerted: () => {},
    unknown: () => unknown++,
    resync: (reason) => resyncs.push(reason),
    uncertain: (callId) => uncertain.push(callId),
  });
  live.start();
});

afterEach(() => {
  live.stop();
  vi.useRealTimers();
});

const passing = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function settled(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await passing(0);
  return done;
}

test("a first read waits until the dashboard's feed has answered", async () => {
  socket.answer = () => undefined;
  const listening = live.listening();
  expect(await settled(listening)).toBe(false);
  socket.open();
  expect(await settled(listening)).toBe(false);
  socket.sent[0]?.ack?.({ ok: true });
  expect(await settled(listening)).toBe(true);
  expect(live.state().phase).toBe("live");
  expect(resyncs).toEqual([]);
});

test("a read that could wait no longer is repeated as soon as we listen", async () => {
  const listening = live.listening();
  await passing(2_000);
  expect(await settled(listening)).toBe(true);
  socket.open();
  await passing(0);
  expect(resyncs).toHaveLength(1);
});

test("a call is safe to read once its own subscription has answered", async () => {
  socket.open();
  await passing(0);
  socket.answer = () => undefined;
  live.watch("call-1");
  const listening = live.listening("call-1");
  expect(await settled(listening)).toBe(false);
  socket.sent.at(-1)?.ack?.({ ok: true, snapshot: anUpdate() });
  expect(await settled(listening)).toBe(true);
  expect(told).toEqual([{ update: anUpdate(), isNew: false }]);
});

test("a subscription that is answered without a snapshot leaves the call uncertain", async () => {
  socket.open();
  await passing(0);
  live.watch("call-1");
  await passing(0);
  expect(uncertain).toEqual(["call-1"]);
});

test("two views of a call are one subscription, which ends a little after the last of them", async () => {
  socket.open();
  await passing(0);
  const releases = [live.watch("call-1"), live.watch("call-1")];
  expect(socket.words("subscribe_call")).toEqual(["call-1"]);
  releases[0]?.();
  releases[0]?.();
  await passing(10_000);
  expect(socket.words("unsubscribe_call")).toEqual([]);
  releases[1]?.();
  await passing(2_999);
  expect(socket.words("unsubscribe_call")).toEqual([]);
  await passing(1);
  expect(socket.words("unsubscribe_call")).toEqual(["call-1"]);
});

test("a view that takes over in time keeps the subscription", async () => {
  socket.open();
  await passing(0);
  live.watch("call-1")();
  await passing(2_000);
  live.watch("call-1");
  await passing(10_000);
  expect(socket.words("subscribe_call")).toEqual(["call-1"]);
  expect(socket.words("unsubscribe_call")).toEqual([]);
});

test("after a break every subscription is made again, snapshots are taken, and then all is read again", async () => {
  socket.open();
  await passing(0);
  live.watch("call-1");
  live.watch("call-2");
  await passing(0);
  socket.drop();
  expect(live.state().phase).toBe("reconnecting");
  socket.sent = [];
  socket.answer = ({ word }) => (word === "call-2" ? undefined : { ok: true, snapshot: anUpdate({ sequence: 7 }) });
  socket.open();
  await passing(0);
  expect(socket.words("subscribe_dashboard")).toHaveLength(1);
  expect(socket.words("subscribe_call")).toEqual(["call-1", "call-2"]);
  expect(told.at(-1)?.update.sequence).toBe(7);
  expect(resyncs).toEqual([]);
  expect(live.state().phase).toBe("reconnecting");
  socket.sent.at(-1)?.ack?.({ ok: true });
  await passing(0);
  expect(resyncs).toHaveLength(1);
  expect(live.state().phase).toBe("live");
});

test("nothing is asked twice when a break comes between question and answer", async () => {
  socket.answer = () => undefined;
  socket.open();
  const stale = socket.sent[0];
  socket.drop();
  socket.answer = () => ({ ok: true });
  socket.open();
  await passing(0);
  expect(live.state().phase).toBe("live");
  stale?.ack?.({ ok: true });
  await passing(6_000);
  expect(live.state().phase).toBe("live");
});

test("a server that hangs up is called again; a broken line is Socket.IO's to mend", async () => {
  socket.open();
  await passing(0);
  socket.drop("io server disconnect");
  await passing(1_000);
  expect(socket.connects).toBe(2);
  socket.open();
  socket.drop("transport close");
  await passing(10_000);
  expect(socket.connects).toBe(2);
});

test("a service that never answers is not called live", async () => {
  socket.answer = () => undefined;
  socket.open();
  await passing(5_000);
  expect(socket.connected).toBe(false);
  expect(live.state().phase).toBe("reconnecting");
  await passing(1_000);
  expect(socket.connects).toBe(2);
});

test("a refused call is counted until it is no longer wanted", async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  socket.open();
  await passing(0);
  socket.answer = () => ({ ok: false, error: "too many rooms" });
  const release = live.watch("call-1");
  await passing(0);
  expect(live.state()).toMatchObject({ phase: "live", refused: 1 });
  release();
  await passing(3_000);
  expect(live.state().refused).toBe(0);
});

test("a new call is announced once, however often it is delivered", () => {
  socket.tell("new_call", anUpdate());
  socket.tell("new_call", anUpdate());
  expect(told).toEqual([{ update: anUpdate(), isNew: true }]);
});

test("what an older service tells and can't be merged is ignored", () => {
  for (const word of [undefined, null, "x", { callId: "call-1", status: "active" }]) socket.tell("call_status_update", word);
  expect(told).toEqual([]);
});

test("resync_required is passed on", () => {
  socket.tell("resync_required", { reason: "Redis was away" });
  expect(resyncs).toHaveLength(1);
});

test("a recording has what was told until it is taken, and nothing later", () => {
  const taken = live.record();
  socket.tell("call_status_update", anUpdate({ sequence: 2 }));
  const recorded = taken();
  socket.tell("call_status_update", anUpdate({ sequence: 3 }));
  expect(recorded.map(({ update }) => update.sequence)).toEqual([2]);
});

test("after a sleep a connection that no longer answers is replaced", async () => {
  socket.open();
  await passing(0);
  socket.answer = () => undefined;
  void live.probe();
  await passing(1_500);
  expect(live.state().phase).toBe("reconnecting");
  await passing(1);
  expect(socket.connects).toBe(2);
});

test("after a sleep a connection that answers is kept", async () => {
  socket.open();
  await passing(0);
  await live.probe();
  expect(socket.connects).toBe(1);
  expect(live.state().phase).toBe("live");
});

test("every listener is taken off again", () => {
  expect(socket.listeners).toBe(9);
  live.stop();
  expect(socket.listeners).toBe(0);
});

test("a service that wants to know who listens is not asked again before somebody says so", async () => {
  socket.tell("connect_error", Object.assign(new Error("Sign in"), { data: { code: "unauthorized" } }));
  await passing(60_000);
  expect(unknown).toBe(1);
  expect(socket.connects).toBe(1);
  live.restart();
  await passing(0);
  expect(socket.connects).toBe(2);
});

test("a service that can't let us in now is asked again", async () => {
  socket.tell("connect_error", Object.assign(new Error("try again"), { data: { code: "unavailable" } }));
  await passing(10_000);
  expect(unknown).toBe(0);
  expect(socket.connects).toBe(2);
});
