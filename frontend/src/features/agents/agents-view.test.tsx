import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { AgentView } from "../../contracts";
import { ago } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const agent = (agentId: string, changes: Partial<AgentView> = {}): AgentView => ({
  agentId,
  state: "idle",
  handledToday: 0,
  missedToday: 0,
  ...changes,
});

test("agents are grouped by state, with call, queue and figures of the day", async () => {
  await renderApp("/agents", (api) => {
    api.storedAgents = [
      agent("ana", {
        state: "holding",
        callId: "call-9",
        queueId: "legal_spanish",
        since: ago(61),
        handledToday: 12,
        missedToday: 2,
        averageHandleTime: 185,
      }),
      agent("bruno"),
    ];
  });
  const holding = within(await screen.findByRole("region", { name: /^Holding/ }));
  expect(holding.getByRole("link", { name: "call-9" }).getAttribute("href")).toBe("/calls/call-9");
  await holding.findByText("Legal, Spanish");
  for (const words of ["12", "2", "3:05"]) await holding.findByText(words);
  await waitFor(() => expect(holding.getByRole("link", { name: "2" }).getAttribute("href")).toMatch(/^\/calls\?missedBy=ana&from=\d{4}-/));
  await holding.findByRole("img", { name: "over the limit" });
  await within(await screen.findByRole("region", { name: /^Free/ })).findByRole("link", { name: "bruno" });
});

test("agents in one state are found by the address", async () => {
  const user = userEvent.setup();
  await renderApp("/agents?state=ringing", (api) => {
    api.storedAgents = [agent("ana", { state: "ringing" }), agent("bruno")];
  });
  await screen.findByRole("link", { name: "ana" });
  expect(screen.queryByRole("link", { name: "bruno" })).toBeNull();
  await user.click(screen.getByRole("radio", { name: "Free 1" }));
  await screen.findByRole("link", { name: "bruno" });
  expect(location.search).toBe("?state=idle");
  await user.click(screen.getByRole("radio", { name: "All 2" }));
  expect(location.search).toBe("");
});

test("an agent under the pointer stays in place, with a word for the state it has by now", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/agents", (api) => {
    api.storedAgents = [agent("ana"), agent("bruno"), agent("carla", { state: "ringing" })];
  });
  await user.hover(await screen.findByRole("link", { name: "bruno" }));
  world.api.storedAgents = [agent("ana"), agent("bruno", { state: "on_call", callId: "call-7" }), agent("carla"), agent("dora")];
  await act(() => world.services.client.refetchQueries());
  const free = within(screen.getByRole("region", { name: /^Free/ }));
  await free.findByRole("link", { name: "call-7" });
  free.getByText("On a call");
  expect(free.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual(["ana", "bruno"]);
  await user.click(await screen.findByRole("button", { name: "1 new" }));
  await user.unhover(screen.getByRole("link", { name: "bruno" }));
  await waitFor(() => expect(within(screen.getByRole("region", { name: /^On a call/ })).getByRole("link", { name: "bruno" })).toBeTruthy());
});

test("pushed counts refresh the agents", async () => {
  const world = await renderApp("/agents", (api) => {
    api.storedAgents = [agent("ana")];
  });
  await screen.findByRole("link", { name: "ana" });
  world.api.storedAgents = [agent("ana", { state: "ringing", callId: "call-1" })];
  await world.receive("stats_update", {});
  await screen.findByRole("link", { name: "call-1" });
});

test("a name filters the agents", async () => {
  const user = userEvent.setup();
  await renderApp("/agents", (api) => {
    api.storedAgents = [agent("ana"), agent("bruno")];
  });
  await user.type(await screen.findByRole("searchbox", { name: "Find an agent" }), "BRU");
  await waitFor(() => expect(screen.queryByRole("link", { name: "ana" })).toBeNull());
  await screen.findByRole("link", { name: "bruno" });
});

test("the search is in the address, and says when it finds nobody", async () => {
  const user = userEvent.setup();
  await renderApp("/agents?q=bru", (api) => {
    api.storedAgents = [agent("ana"), agent("bruno")];
  });
  await screen.findByRole("link", { name: "bruno" });
  expect(screen.queryByRole("link", { name: "ana" })).toBeNull();
  await screen.findByText(/^1 of 2/);
  await user.type(screen.getByRole("searchbox"), "x");
  await waitFor(() => expect(location.search).toBe("?q=brux"));
  await screen.findByText("No agent matches");
  expect(screen.queryByRole("region", { name: /^Free/ })).toBeNull();
  await user.clear(screen.getByRole("searchbox"));
  await waitFor(() => expect(location.search).toBe(""));
});

test("a pushed change is shown at once, without a read, and times of today stay", async () => {
  const world = await renderApp("/agents", (api) => {
    api.storedAgents = [agent("7", { name: "Ana Ruiz", state: "available", occupancy: 0.75 }), agent("8", { state: "available" })];
  });
  await within(await screen.findByRole("region", { name: /^Available/ })).findByRole("link", { name: "Ana Ruiz" });
  await world.settled();
  world.api.before = () => new Promise(() => {});
  const before = world.api.count("agents");
  await world.receive("agent_update", {
    timestamp: new Date().toISOString(),
    agents: [agent("7", { name: "Ana Ruiz", state: "unavailable", reason: "lunch", since: ago(1) })],
    gone: ["8"],
  });
  const away = within(await screen.findByRole("region", { name: /^Away/ }));
  away.getByText("lunch");
  away.getByText("75%");
  expect(screen.queryByRole("link", { name: "8" })).toBeNull();
  expect(world.api.count("agents")).toBe(before);
});

test("many agents are sorted by a click on a head, in the address; another click on the state sorts by it again", async () => {
  const user = userEvent.setup();
  await renderApp("/agents", (api) => {
    api.storedAgents = Array.from({ length: 50 }, (_, n) =>
      agent(`agent-${n}`, { state: n % 2 ? "available" : "on_call", occupancy: n / 100, handledToday: n }),
    );
  });
  const head = () => screen.findByRole("columnheader", { name: "Occupancy" });
  await user.click(within(await head()).getByRole("button"));
  expect(location.search).toBe("?sort=occupancy");
  expect((await head()).getAttribute("aria-sort")).toBe("descending");
  await user.click(screen.getByRole("button", { name: "State" }));
  expect(location.search).toBe("");
});

test("only states that somebody is in can be chosen", async () => {
  await renderApp("/agents", (api) => {
    api.storedAgents = [agent("ana", { state: "offline" }), agent("bruno", { state: "after_call" })];
  });
  await screen.findByRole("radio", { name: "Signed out 1" });
  expect(screen.getAllByRole("radio").map((radio) => radio.closest("label")?.textContent)).toEqual([
    "All 2",
    "After-call work 1",
    "Signed out 1",
  ]);
});
