import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { CallEvent, Visit } from "../../contracts";
import { axeViolations } from "../../test/axe";
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

test.each([
  ["abandoned", "Abandoned"],
  ["failed", "Failed"],
  ["overflowed", "Overflowed"],
  ["callback", "Callback due"],
  ["voicemail", "Voicemail"],
  ["completed", "Completed"],
] as const)("an ended call says what it came to, and waits for nobody: %s", async (endReason, word) => {
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ status: "ended", endTime: at(35), endReason })];
  });
  const panel = within(await screen.findByRole("complementary"));
  await panel.findByText(word);
  panel.getByText("no agent");
  panel.getByText("never");
  expect(panel.queryByText(/yet/)).toBeNull();
});

test("who is on the line is told, with what dials and finds them", async () => {
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [
      aCall({
        from: "+34 600 123 123",
        to: "•••••000",
        direction: "inbound",
        callerName: "Núñez, Ana",
        attributes: { customer: "A-4711" },
      }),
    ];
  });
  const panel = within(await screen.findByRole("complementary"));
  await panel.findByText("Núñez, Ana");
  const address = (name: string) => panel.getAllByRole("link", { name })[0]?.getAttribute("href");
  expect(address("+34 600 123 123")).toBe("tel:+34600123123");
  expect(address("all calls")).toBe("/calls?q=%2B34%20600%20123%20123");
  expect(panel.queryByRole("link", { name: "•••••000" })).toBeNull();
  panel.getByText("•••••000");
  panel.getByText("Inbound");
  panel.getByText("A-4711");
  expect(await axeViolations()).toEqual([]);
});

test("events during a read are in the history, once and in order", async () => {
  let answer = (): void => {};
  const world = await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ sequence: 2 })];
    api.storedEvents = [anEvent(1, "call_initiated"), anEvent(2, "call_routed")];
    api.before = (what) => (what === "events" ? new Promise((resolve) => (answer = resolve)) : Promise.resolve());
  });
  await waitFor(() => expect(world.api.count("events")).toBe(1));
  await world.receive("call_status_update", anUpdate({ sequence: 2 }, { eventType: "call_routed", timestamp: at(20) }));
  await world.receive("call_status_update", anUpdate({ status: "active", sequence: 3 }, { eventType: "call_answered", timestamp: at(30) }));
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

test("a late event takes its place in time, as the history is read again", async () => {
  const begun = anEvent(1, "call_initiated");
  const ended = anEvent(2, "call_ended", { timestamp: at(50) });
  const world = await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ status: "ended", sequence: 2 })];
    api.storedEvents = [begun, ended];
  });
  await screen.findByText("Ended", { selector: "p" });
  await world.settled();
  const late = anEvent(3, "call_answered", { timestamp: at(20), metadata: { agentId: "ana" } });
  world.api.storedEvents = [begun, late, ended];
  await world.receive("call_status_update", anUpdate({ status: "ended", sequence: 3 }, { eventType: "call_answered", timestamp: at(20) }));
  await screen.findByText("Answered by ana");
  expect(timeline()).toEqual([
    expect.stringContaining("Began to wait"),
    expect.stringContaining("Answered by ana"),
    expect.stringContaining("Ended"),
  ]);
});

test("a call that is told late is added up by when things happened, not by when they were heard of", async () => {
  const late = { receivedAt: at(30_000) };
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ status: "ended", sequence: 4, statusSince: at(110), endTime: at(110), answeredAt: at(12), waitTime: 12 })];
    api.storedEvents = [
      anEvent(3, "call_initiated", { ...late, timestamp: at(0) }),
      anEvent(4, "call_answered", { ...late, timestamp: at(12) }),
      anEvent(1, "call_ended", { ...late, timestamp: at(110) }),
    ];
  });
  const panel = within(await screen.findByRole("complementary"));
  await panel.findAllByText("Waiting 0:12");
  panel.getByText("Active 1:38");
  expect(panel.queryByText(/\d h/)).toBeNull();
});

test("those who are rung at once are named, and why a ring ended", async () => {
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ sequence: 5 })];
    api.storedEvents = [
      anEvent(1, "call_routed", { metadata: { agentIds: ["ana", "ben", "eva"] } }),
      anEvent(2, "call_retransfer", { metadata: { reason: "no_answer" } }),
      anEvent(3, "call_routed", { metadata: { agentIds: ["ito"], routingTime: 2 } }),
      anEvent(4, "call_retransfer", { metadata: { queueId: "medical_english", reason: "asked for a doctor" } }),
      anEvent(5, "call_routed", { metadata: { agentIds: ["a", "b", "c", "d", "e", "f", "g"] } }),
    ];
  });
  await screen.findByText(/^Rings ana, ben,? and eva$/);
  await screen.findByText("Back to waiting: no answer");
  await screen.findByText(/^Offered to ito, found in 2\ss$/);
  await screen.findByText("Back to waiting in Medical, English: asked for a doctor");
  await screen.findByText(/^Rings a, b, c, d, e,? and 2 others$/);
});

const first: Visit = { n: 1, queueId: "legal_spanish", enteredAt: at(0), talkTime: 0, holdTime: 0 };
const left: Visit = {
  ...first,
  agentId: "ana",
  answeredAt: at(8),
  leftAt: at(80),
  outcome: "answered",
  waitTime: 8,
  talkTime: 65,
  holdTime: 7,
};
const here: Visit = { ...first, n: 2, queueId: "medical_english", enteredAt: at(80) };
const second: Visit = { ...here, leftAt: at(95), outcome: "abandoned", waitTime: 15 };

const visits = () =>
  within(screen.getByRole("region", { name: "Queues it was in" }))
    .getAllByRole("listitem")
    .map((item) => item.textContent);

test("the queues that a call was in are told when it was in more than one", async () => {
  const world = await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall({ visits: [first] })];
    api.storedEvents = [anEvent(1, "call_initiated")];
  });
  await screen.findByRole("heading", { name: "Timeline" });
  await world.settled();
  expect(screen.queryByRole("heading", { name: "Queues it was in" })).toBeNull();

  const moved = aCall({
    sequence: 2,
    queueId: "medical_english",
    visits: [left, here],
  });
  world.api.storedCalls = [moved];
  await world.receive("call_status_update", anUpdate({ sequence: 2, queueId: "medical_english" }, { eventType: "call_retransfer" }));
  await screen.findByRole("heading", { name: "Queues it was in" });
  expect(visits()).toEqual([
    expect.stringMatching(/Legal, Spanish.*Answered.*Waited0:08.*Agentana.*Talked1:05.*Held0:07/),
    expect.stringMatching(/Medical, English.*There now.*Agent–.*Talked–.*Held–/),
  ]);

  world.api.storedCalls = [{ ...moved, sequence: 3, status: "ended", visits: [left, second] }];
  await world.receive("call_status_update", anUpdate({ status: "ended", sequence: 3 }, { eventType: "call_ended" }));
  await waitFor(() => expect(visits()[1]).toMatch(/Medical, English.*Abandoned.*Waited0:15/));
  expect(await axeViolations()).toEqual([]);
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

test("one click copies the id, and says so", async () => {
  const user = userEvent.setup();
  await renderApp("/calls/call-1", (api) => {
    api.storedCalls = [aCall()];
  });
  await user.click(await screen.findByRole("button", { name: "Copy id" }));
  expect(await navigator.clipboard.readText()).toBe("call-1");
  await screen.findByRole("button", { name: "Copied" });
});
