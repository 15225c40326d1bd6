import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { CallEvent } from "../../contracts";
import { aCall, anUpdate, at } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

function anEvent(sequence: number, type: CallEvent["type"], changes: Partial<CallEvent> = {}): CallEvent {
  const time = at(sequence * 10);
  return { id: `call-1-event-${sequence}`, callId: "call-1", type, timestamp: time, sequence, receivedAt: time, ...changes };
}

const timeline = () =>
  within(screen.getByRole("complementary"))
    .getAllByRole("listitem")
    .map((item) => item.textContent);

test("a deep link shows the call's history in words, with the spans between", async () => {
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ sequence: 2, agentId: "ana" })];
    api.storedEvents = [
      anEvent(1, "call_initiated", { metadata: { queueId: "legal_spanish" } }),
      anEvent(2, "call_routed", { metadata: { agentId: "ana", routingTime: 2.5 } }),
    ];
  });
  await screen.findByText("Began to wait in Legal, Spanish");
  await screen.findByText(/Offered to ana, found in 2.5\ss/);
  await screen.findByText("Waiting 0:10");
});

test("the spans between are drawn to scale, and added up", async () => {
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ sequence: 3, status: "ended", endTime: at(30) })];
    api.storedEvents = [
      anEvent(1, "call_initiated", { timestamp: at(0) }),
      anEvent(2, "call_answered", { timestamp: at(10) }),
      anEvent(3, "call_ended", { timestamp: at(40) }),
    ];
  });
  await screen.findByText("Waiting 0:10");
  const heights = [...screen.getByRole("complementary").querySelectorAll<HTMLElement>("li > [style]")].map((line) =>
    Number.parseFloat(line.style.height),
  );
  expect(heights[1]).toBeCloseTo(3 * (heights[0] ?? NaN));
});

test("events during a read are in the history, once and in order", async () => {
  let answer = (): void => {};
  const world = await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ sequence: 2 })];
    api.storedEvents = [anEvent(1, "call_initiated"), anEvent(2, "call_routed")];
    api.before = (what) => (what === "events" ? new Promise((resolve) => (answer = resolve)) : Promise.resolve());
  });
  await waitFor(() => expect(world.api.count("events")).toBe(1));
  await world.receive("call_status_update", anUpdate({ sequence: 2 }, { eventType: "call_routed" }));
  await world.receive("call_status_update", anUpdate({ status: "active", sequence: 3 }, { eventType: "call_answered" }));
  await act(async () => answer());
  await screen.findByText("Answered", { selector: "p" });
  await waitFor(() => expect(timeline()).toHaveLength(3));
});

test("a gap causes a refetch of the call's history", async () => {
  const world = await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall()];
    api.storedEvents = [anEvent(1, "call_initiated")];
  });
  await screen.findByText("Began to wait");
  await world.settled();
  world.api.storedEvents = [anEvent(1, "call_initiated"), anEvent(2, "call_routed"), anEvent(3, "call_answered")];
  await world.receive("call_status_update", anUpdate({ status: "active", sequence: 3 }, { eventType: "call_answered" }));
  await screen.findByText("Offered to an agent");
  await waitFor(() => expect(timeline()).toHaveLength(3));
});

test("a call is subscribed before it is read", async () => {
  const world = await renderApp("/calls/call-1", (api, socket) => {
    api.storedCalls = [aCall()];
    socket.answer = ({ event }) => (event === "subscribe_call" ? undefined : { ok: true });
  });
  await waitFor(() => expect(world.socket.payloads("subscribe_call")).toContain("call-1"));
  expect(world.api.reads).not.toContain("call");
  expect(world.api.reads).not.toContain("events");
  await act(async () => {
    for (const sent of world.socket.sent) if (sent.event === "subscribe_call") sent.ack?.({ ok: true });
  });
  await waitFor(() => expect(world.api.reads).toEqual(expect.arrayContaining(["call", "events"])));
});

test("a flag is explained with its limit and the service's message", async () => {
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ flags: ["wait_sla_exceeded"] })];
    api.storedEvents = [
      anEvent(1, "call_flagged", {
        metadata: { flags: [{ rule: "wait_sla_exceeded", message: "Waited 42 s; the limit is 30 s" }] },
      }),
    ];
  });
  await screen.findByText(/within the wait limit of its queue \(30\ss\)/);
  await screen.findByText("Waited 42 s; the limit is 30 s");
});

test("raw JSON is there on demand", async () => {
  const user = userEvent.setup();
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall()];
  });
  await user.click(await screen.findByText("Raw JSON"));
  await screen.findByText(/"queueId": "legal_spanish"/);
});

test("an unknown call says so, and appears when it begins", async () => {
  const world = await renderApp("/calls/call-1");
  await screen.findByText("There is no such call");
  world.api.storedCalls = [aCall()];
  await world.receive("call_status_update", anUpdate({}, { eventType: "call_initiated" }));
  await waitFor(() => expect(screen.queryByText("There is no such call")).toBeNull());
});

test("a closed call is soon unsubscribed", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/calls/call-1?type=video", (api) => {
    api.storedCalls = [aCall()];
  });
  await screen.findByRole("heading", { name: "Timeline" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(world.socket.payloads("unsubscribe_call")).toEqual(["call-1"]));
});
