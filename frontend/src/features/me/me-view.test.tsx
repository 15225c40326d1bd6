import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import * as golden from "../../contracts.golden";
import type { FakeApi } from "../../test/fake-api";
import { aCall, ago, anUpdate, someStats } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

function prepare(api: FakeApi): void {
  api.statistics = someStats({ from: "2026-11-20T00:00:00Z" });
  api.storedAgents = [
    {
      ...golden.agentViewSparse,
      agentId: "ana",
      state: "ringing",
      since: ago(4),
      callId: "mine",
      queueId: "legal_spanish",
      handledToday: 7,
    },
    { ...golden.agentViewSparse, agentId: "ben", state: "idle" },
  ];
  api.storedCalls = [
    aCall({ id: "mine", agentId: "ana", from: "+34600123", callerName: "Eva Ruiz", statusSince: ago(9) }),
    aCall({ id: "next", statusSince: ago(20) }),
    aCall({ id: "elsewhere", queueId: "medical_english", statusSince: ago(40) }),
  ];
}

test("an agent says once who they are; then the page is theirs, in this browser", async () => {
  const user = userEvent.setup();
  await renderApp("/me", prepare);
  await user.type(await screen.findByRole("combobox", { name: "Agent" }), "ana");
  await user.click(screen.getByRole("button", { name: "Show my calls" }));
  await screen.findByRole("heading", { level: 1, name: "My calls · ana" });
  expect(localStorage.getItem("callboard.agent")).toBe("ana");
  await user.click(screen.getByRole("button", { name: "Another agent" }));
  await screen.findByText("Which agent are you?");
});

test("my phone says who calls, from where and what else they called for; it follows what happens", async () => {
  localStorage.setItem("callboard.agent", "ana");
  const world = await renderApp("/me", prepare);
  await screen.findByText("Eva Ruiz", { selector: "p" });
  expect(screen.getByRole("link", { name: "all calls" }).getAttribute("href")).toBe("/calls?q=%2B34600123");
  const phone = within(screen.getByRole("region", { name: "My phone" }));
  phone.getByText("Ringing");
  phone.getByText("Waiting");
  await world.receive(
    "call_status_update",
    anUpdate({ id: "mine", agentId: "ana", status: "active", from: "+34600123", callerName: "Eva Ruiz", sequence: 3, statusSince: ago(0) }),
  );
  await phone.findByText("Active");
});

test("who waits is of my queues alone, my figures are of my day, and figures lead to their calls", async () => {
  localStorage.setItem("callboard.agent", "ana");
  await renderApp("/me", prepare);
  const waiting = within(await screen.findByRole("table", { name: "Waiting in my queues" }));
  await waitFor(() => expect(waiting.getAllByRole("link").map((link) => link.textContent)).toEqual(["next", "mine"]));
  const day = within(screen.getByRole("region", { name: "My day" }));
  day.getByText("7");
  await waitFor(() =>
    expect(day.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/calls?handledBy=ana&from=2026-11-20T00:00:00Z",
      "/calls?missedBy=ana&from=2026-11-20T00:00:00Z",
    ]),
  );
});

test("an agent without a call today has a page, too", async () => {
  localStorage.setItem("callboard.agent", "nobody");
  await renderApp("/me", prepare);
  await screen.findByText(/No call has come to this agent today/);
  await screen.findByText(/Your queues are those your calls came from/);
});

const popUrl = "https://crm.example/search?phone={from}&agent={agentId}";
const address = "https://crm.example/search?phone=%2B34600123&agent=ana";

function withPage(api: FakeApi): void {
  prepare(api);
  api.knownQueues = api.knownQueues.map((queue) => ({ ...queue, popUrl }));
}

test("the page about who calls is a link", async () => {
  localStorage.setItem("callboard.agent", "ana");
  await renderApp("/me", withPage);
  expect((await screen.findByRole("link", { name: "Open their page" })).getAttribute("href")).toBe(address);
});

test("a number that is hidden has no page", async () => {
  localStorage.setItem("callboard.agent", "ana");
  await renderApp("/me", (api) => {
    withPage(api);
    api.storedCalls = [aCall({ id: "mine", agentId: "ana", from: "•••••123", statusSince: ago(9) })];
  });
  await screen.findByText("Their page can’t be found: the number is hidden.");
  expect(screen.queryByRole("link", { name: "Open their page" })).toBeNull();
});

test("without a queue that has a page nothing is said of it", async () => {
  localStorage.setItem("callboard.agent", "ana");
  await renderApp("/me", prepare);
  await screen.findByText("Eva Ruiz", { selector: "p" });
  expect(screen.queryByRole("link", { name: "Open their page" })).toBeNull();
});
