import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "../test/fake-socket";
import { anUpdate } from "../test/fixtures";
import type { LiveEvent } from "./feed";
import { Live } from "./live";

let socket: FakeSocket;
let live: Live;
let events: LiveEvent[];
let resyncs: string[];
let withoutSnapshot: string[];
let unauthorized: number;

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  events = [];
  resyncs = [];
  withoutSnapshot = [];
  unauthorized = 0;
  live = new Live(socket, {
    onEvent: (event) => events.push(event),
    onStats: () => {},
    onAgents: () => {},
    onAlert: () => {},
    onAlertsAcknowledged: () => {},
    onClaim: () => {},
    onUnauthorized: () => unauthorized++,
    onResync: (reason) => resyncs.push(reason),
    onMissingSnapshot: (callId) => withoutSnapshot.push(callId),
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
  const ready = live.ready();
  expect(await settled(ready)).toBe(false);
  socket.open();
  expect(await settled(ready)).toBe(false);
  socket.sent[0]?.ack?.({ ok: true });
  expect(await settled(ready)).toBe(true);
  expect(live.state().phase).toBe("live");
  expect(resyncs).toEqual([]);
});

test("a read that went ahead without a subscription is repeated after it", async () => {
  const ready = live.ready();
  await passing(2_000);
  expect(await settled(ready)).toBe(true);
  socket.open();
  await passing(0);
  expect(resyncs).toHaveLength(1);
});

test("a call is safe to read once its own subscription has answered", async () => {
  socket.open();
  await passing(0);
  socket.answer = () => undefined;
  live.subscribe("call-1");
  const ready = live.ready("call-1");
  expect(await settled(ready)).toBe(false);
  socket.sent.at(-1)?.ack?.({ ok: true, snapshot: anUpdate() });
  expect(await settled(ready)).toBe(true);
  expect(events).toEqual([{ update: anUpdate(), isNew: false }]);
});

test("an acknowledgement without a snapshot is reported", async () => {
  socket.open();
  await passing(0);
  live.subscribe("call-1");
  await passing(0);
  expect(withoutSnapshot).toEqual(["call-1"]);
});

test("two views of a call are one subscription, which ends a little after the last of them", async () => {
  socket.open();
  await passing(0);
  const releases = [live.subscribe("call-1"), live.subscribe("call-1")];
  expect(socket.payloads("subscribe_call")).toEqual(["call-1"]);
  releases[0]?.();
  releases[0]?.();
  await passing(10_000);
  expect(socket.payloads("unsubscribe_call")).toEqual([]);
  releases[1]?.();
  await passing(2_999);
  expect(socket.payloads("unsubscribe_call")).toEqual([]);
  await passing(1);
  expect(socket.payloads("unsubscribe_call")).toEqual(["call-1"]);
});

test("a view that takes over in time keeps the subscription", async () => {
  socket.open();
  await passing(0);
  live.subscribe("call-1")();
  await passing(2_000);
  live.subscribe("call-1");
  await passing(10_000);
  expect(socket.payloads("subscribe_call")).toEqual(["call-1"]);
  expect(socket.payloads("unsubscribe_call")).toEqual([]);
});

test("a reconnect renews every subscription, applies snapshots, then refetches", async () => {
  socket.open();
  await passing(0);
  live.subscribe("call-1");
  live.subscribe("call-2");
  await passing(0);
  socket.drop();
  expect(live.state().phase).toBe("reconnecting");
  socket.sent = [];
  socket.answer = ({ payload }) => (payload === "call-2" ? undefined : { ok: true, snapshot: anUpdate({ sequence: 7 }) });
  socket.open();
  await passing(0);
  expect(socket.payloads("subscribe_dashboard")).toHaveLength(1);
  expect(socket.payloads("subscribe_call")).toEqual(["call-1", "call-2"]);
  expect(events.at(-1)?.update.sequence).toBe(7);
  expect(resyncs).toEqual([]);
  expect(live.state().phase).toBe("reconnecting");
  socket.sent.at(-1)?.ack?.({ ok: true });
  await passing(0);
  expect(resyncs).toHaveLength(1);
  expect(live.state().phase).toBe("live");
});

test("a reconnect before an acknowledgement does not subscribe twice", async () => {
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

test("a disconnect by the server is followed by a reconnect; others are left to Socket.IO", async () => {
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
  const release = live.subscribe("call-1");
  await passing(0);
  expect(live.state()).toMatchObject({ phase: "live", refused: 1 });
  release();
  await passing(3_000);
  expect(live.state().refused).toBe(0);
});

test("a new call is announced once, however often it is delivered", () => {
  socket.receive("new_call", anUpdate());
  socket.receive("new_call", anUpdate());
  expect(events).toEqual([{ update: anUpdate(), isNew: true }]);
});

test("an incomplete update of an older service is ignored", () => {
  for (const payload of [undefined, null, "x", { callId: "call-1", status: "active" }]) socket.receive("call_status_update", payload);
  expect(events).toEqual([]);
});

test("resync_required is passed on", () => {
  socket.receive("resync_required", { reason: "Redis was unavailable" });
  expect(resyncs).toHaveLength(1);
});

test("a recording has the events until it is taken, and no later ones", () => {
  const taken = live.record();
  socket.receive("call_status_update", anUpdate({ sequence: 2 }));
  const recorded = taken();
  socket.receive("call_status_update", anUpdate({ sequence: 3 }));
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

test("every listener is removed", () => {
  expect(socket.listeners).toBe(13);
  live.stop();
  expect(socket.listeners).toBe(0);
});

test("an unauthorized connection is not retried before a sign-in", async () => {
  socket.receive("connect_error", Object.assign(new Error("Sign in"), { data: { code: "unauthorized" } }));
  await passing(60_000);
  expect(unauthorized).toBe(1);
  expect(socket.connects).toBe(1);
  live.restart();
  await passing(0);
  expect(socket.connects).toBe(2);
});

test("a connection that is refused for now is retried", async () => {
  socket.receive("connect_error", Object.assign(new Error("try again"), { data: { code: "unavailable" } }));
  await passing(10_000);
  expect(unauthorized).toBe(0);
  expect(socket.connects).toBe(2);
});

test("silence is noticed within four seconds, and the loss dates from what was last heard", async () => {
  socket.open();
  await passing(0);
  await passing(500);
  socket.receive("stats_update", {});
  const heardAt = Date.now();
  // From here on the network swallows everything.
  socket.answer = () => undefined;
  await passing(4_000);
  expect(live.state()).toMatchObject({ phase: "reconnecting", since: heardAt });
  expect(socket.connects).toBe(2);
});

test("where nothing happens, the service is asked whether it is there, and the page stays live", async () => {
  socket.open();
  await passing(60_000);
  expect(live.state().phase).toBe("live");
  expect(socket.connects).toBe(1);
  expect(socket.payloads("subscribe_dashboard").length).toBeLessThan(60);
});

test("a browser that goes offline is not live any more, and connects as soon as it is online", async () => {
  socket.open();
  await passing(0);
  dispatchEvent(new Event("offline"));
  expect(live.state().phase).toBe("reconnecting");
  dispatchEvent(new Event("online"));
  await passing(0);
  expect(socket.connects).toBe(2);
});
