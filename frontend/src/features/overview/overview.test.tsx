import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ApiError } from "../../lib/api";
import { aCall, aCount, ago, anUpdate, someStats } from "../../test/fixtures";
import { present } from "../../test/present";
import { renderApp } from "../../test/render-app";

test("tiles and queues show the server's counts, whatever events arrived", async () => {
  const world = await renderApp("/", (api) => {
    api.storedCalls = [aCall()];
    api.statistics = someStats({
      all: aCount({ waiting: 12, active: 7, onHold: 3, oldestWaitingSince: ago(25) }),
      queues: [aCount({ queueId: "legal_spanish", waiting: 12, active: 7, onHold: 3, oldestWaitingSince: ago(25) })],
    });
  });
  await screen.findByText("Legal, Spanish", { selector: "h3 *" });
  await waitFor(() => expect(screen.getAllByText("12")).toHaveLength(2));
  await world.receive("new_call", anUpdate({ id: "another" }));
  expect(screen.getAllByText("12")).toHaveLength(2);
});

test("an update causes a refetch of the counts", async () => {
  const world = await renderApp("/");
  await screen.findByText("Legal, Spanish");
  world.api.statistics = someStats({ all: aCount({ waiting: 4321 }) });
  await world.receive("stats_update", {});
  await screen.findByText("4,321");
});

test.each([
  [10, "fine"],
  [25, "near the limit"],
  [31, "over the limit"],
])("a longest wait of %i s of 30 s is %s", async (seconds, words) => {
  await renderApp("/", (api) => {
    const stats = aCount({ waiting: 1, oldestWaitingSince: ago(seconds) });
    api.statistics = someStats({ all: stats, queues: [{ ...stats, queueId: "legal_spanish" }] });
  });
  const card = within(present((await screen.findByText("Legal, Spanish", { selector: "h3 *" })).closest("article")));
  const label = () => card.queryByRole("img", { name: /the limit$/ })?.getAttribute("aria-label") ?? "fine";
  await waitFor(() => expect(label()).toMatch(words));
});

test("a queue outside its open hours says when it opens, and no wait in it is too long", async () => {
  const opensAt = new Date(Date.now() + 3_600_000).toISOString();
  await renderApp("/", (api) => {
    const stats = aCount({ waiting: 1, oldestWaitingSince: ago(300) });
    api.statistics = someStats({
      all: stats,
      queues: [
        { ...stats, queueId: "legal_spanish", opensAt },
        { ...aCount(), queueId: "medical_english" },
      ],
    });
  });
  const cardOf = async (name: string) => present((await screen.findByText(name, { selector: "h3 *" })).closest("article"));
  const closed = await cardOf("Legal, Spanish");
  await waitFor(() =>
    expect(
      within(closed)
        .getByText(/^Closed now, opens/)
        .querySelector("time")?.dateTime,
    ).toBe(opensAt),
  );
  expect(within(await cardOf("Medical, English")).queryByText(/Closed/)).toBeNull();
  expect(screen.queryByRole("img", { name: /the limit$/ })).toBeNull();
});

test("running times stop while the connection is down", async () => {
  const world = await renderApp("/", (api) => {
    const stats = aCount({ waiting: 1, oldestWaitingSince: ago(10.5) });
    api.statistics = someStats({ all: stats, queues: [{ ...stats, queueId: "medical_english" }] });
  });
  const longest = () =>
    within(present(screen.getByText("Longest wait", { selector: "dt *" }).closest("div"))).getByText(/0:/, { selector: "time" })
      .textContent;
  await screen.findByText("Medical, English", { selector: "h3 *" });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  await waitFor(longest);
  await act(async () => world.socket.drop());
  await pass(1_000);
  const before = longest();
  await pass(3_000);
  expect(longest()).toBe(before);
  await act(async () => world.socket.open());
  await pass(3_000);
  expect(longest()).not.toBe(before);
});

test("the longest waiting call is listed first", async () => {
  await renderApp("/", (api) => {
    api.storedCalls = [aCall({ id: "young", statusSince: ago(5) }), aCall({ id: "old", statusSince: ago(50) })];
  });
  const table = within(await screen.findByRole("table", { name: /^Waiting now/ }));
  await waitFor(() => expect(table.getAllByRole("link").map((link) => link.textContent)).toEqual(["old", "young"]));
});

test("a crisis of more calls than a page holds still lists the longest waiting first, and every number leads to its calls", async () => {
  await renderApp("/", (api) => {
    const stats = aCount({ waiting: 300, oldestWaitingSince: ago(400), abandonmentRate: 0.1, asa: 21, aht: 185 });
    api.statistics = someStats({ all: stats, queues: [{ ...stats, queueId: "legal_spanish" }], from: "2026-11-20T09:00:00Z" });
    api.storedCalls = Array.from({ length: 300 }, (_, n) => aCall({ id: `call-${n}`, statusSince: ago(100 + n) }));
  });
  const table = within(await screen.findByRole("table", { name: /^Waiting now/ }));
  await waitFor(() => expect(table.getAllByRole("link")[0]?.textContent).toBe("call-299"));
  await waitFor(() => expect(screen.getByRole("main").textContent).toMatch(/Legal, Spanish: 300 callers wait, longest 6:[45]\d of 0:30\./));
  expect(screen.getByRole("link", { name: "Longest wait" }).getAttribute("href")).toBe(
    "/calls?status=waiting&queueId=legal_spanish&sort=-time",
  );
  expect(screen.getByRole("link", { name: "Abandoned" }).getAttribute("href")).toBe(
    "/calls?status=ended&endReason=abandoned&answered=false&from=2026-11-20T09:00:00Z",
  );
  expect(screen.getByRole("link", { name: "ASA 0:21" }).getAttribute("href")).toBe(
    "/calls?answered=true&from=2026-11-20T09:00:00Z&sort=-wait",
  );
  expect(screen.getByRole("link", { name: "0:21" }).getAttribute("href")).toBe(
    "/calls?answered=true&visited=legal_spanish&from=2026-11-20T09:00:00Z&sort=-wait",
  );
  expect(screen.getByRole("link", { name: "3:05" }).getAttribute("href")).toBe(
    "/calls?answered=true&visited=legal_spanish&from=2026-11-20T09:00:00Z&sort=-duration",
  );
});

test("more than eight queues are lines, worst first, sortable, the quiet ones folded", async () => {
  const user = userEvent.setup();
  await renderApp("/", (api) => {
    const of = (n: number) => (n === 7 ? { waiting: 1, oldestWaitingSince: ago(90), asa: 21, aht: 185 } : n > 9 ? {} : { active: n + 1 });
    api.statistics = someStats({ queues: Array.from({ length: 12 }, (_, n) => aCount({ queueId: `queue ${n + 1}`, ...of(n) })) });
  });
  const table = within(await screen.findByRole("table", { name: "Queues" }));
  const names = () => table.getAllByRole("rowheader").map(({ textContent }) => textContent);
  await waitFor(() => expect(names()[0]).toBe("queue 8"));
  expect(names()).toHaveLength(10);
  await waitFor(() => expect(table.getByRole("link", { name: "0:21" }).getAttribute("href")).toContain("answered=true&visited=queue+8&"));
  expect(table.getByRole("link", { name: "3:05" }).getAttribute("href")).toContain("sort=-duration");
  await user.click(table.getByRole("button", { name: "Active" }));
  expect(names()[0]).toBe("queue 10");
  expect(table.getByRole("columnheader", { name: "Active" }).getAttribute("aria-sort")).toBe("descending");
  await user.click(screen.getByRole("button", { name: "2 quiet queues: show them" }));
  expect(names()).toHaveLength(12);
});

test("a day that began at another midnight than the viewer's says when", async () => {
  const noon = new Date();
  noon.setHours(11, 0, 0, 0);
  await renderApp("/?window=today", (api) => {
    api.statistics = someStats({ from: noon.toISOString() });
  });
  await screen.findByText(/The call centre’s day began on .* \(UTC\)|The call centre’s day began on /);
});

test("counts that can't be read are not shown as live", async () => {
  const world = await renderApp("/", (api) => {
    api.failure = new ApiError("No answer");
  });
  await screen.findByText(/The call service at http:\/\/calls.example does not answer/);
  await screen.findByText("Can’t be read");
  world.api.failure = undefined;
  await act(() => world.services.client.refetchQueries());
  await screen.findByText("Live");
  world.api.failure = new ApiError("No answer");
  await act(() => world.services.client.refetchQueries());
  await screen.findByText(/Stale since \d\d:\d\d:\d\d/);
});

test("pushed counts are shown without a read", async () => {
  const world = await renderApp("/");
  await screen.findByText("Legal, Spanish");
  const before = world.api.count("stats");
  await world.receive("stats_update", someStats({ timestamp: new Date(Date.now() + 1_000).toISOString(), all: aCount({ waiting: 4321 }) }));
  await screen.findByText("4,321");
  expect(world.api.count("stats")).toBe(before);
});

test("pushed counts that are older than those read are ignored", async () => {
  const world = await renderApp("/");
  await screen.findByText("Legal, Spanish");
  await world.receive("stats_update", someStats({ timestamp: "2026-01-01T00:00:00Z", all: aCount({ waiting: 4321 }) }));
  expect(screen.queryByText("4,321")).toBeNull();
});

test("another window is read, and is in the URL; current counts stay", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/", (api) => {
    api.statistics = someStats({ all: aCount({ waiting: 12, serviceLevel: 0.61 }) });
  });
  await screen.findByText("61%");
  world.api.statistics = someStats({ all: aCount({ waiting: 99, serviceLevel: 0.25 }) });
  await user.click(screen.getByRole("radio", { name: "1 h" }));
  await screen.findByText("25%");
  expect(location.search).toBe("?window=1h");
  await screen.findByText("12");
});

test("figures say how they have changed since the same time last week, and nothing without a last week", async () => {
  const minutes = (offered: number, answeredWithin: number, abandoned: number, daysAgo: number) =>
    [1, 0].map((back) => ({
      minute: new Date(Math.floor(Date.now() / 60_000) * 60_000 - back * 60_000 - daysAgo * 86_400_000).toISOString(),
      offered,
      answered: answeredWithin,
      answeredWithin,
      abandoned,
      shortAbandoned: 0,
    }));
  const world = await renderApp("/", (api) => {
    api.statistics = someStats({ all: aCount({ offered: 114, serviceLevel: 0.7, abandonmentRate: 0.1 }) });
    api.points = minutes(114, 57, 57, 0);
  });
  await screen.findByText("114 offered");
  await waitFor(() => expect(world.api.count("series")).toBeGreaterThan(1));
  expect(screen.queryByText(/ on last /)).toBeNull();
  world.api.pastPoints = minutes(100, 80, 20, 7);
  await act(() => world.services.client.refetchQueries());
  await screen.findByText(/^14% up on last \w{3}$/);
  await screen.findByText(/^30 pts down on last \w{3}$/);
  await screen.findByText(/^30 pts up on last \w{3}$/);
  await screen.findByText(/^Offered last \w{3}$/);
});

test("the values of the charts are in a table", async () => {
  await renderApp("/", (api) => {
    api.points = [
      { minute: "2026-11-20T09:00:00Z", offered: 321, answered: 2, answeredWithin: 1, abandoned: 1, shortAbandoned: 0, serviceLevel: 0.5 },
    ];
  });
  const table = within(await screen.findByRole("table", { name: "Statistics minute by minute" }));
  for (const words of ["321", "50%"]) await table.findByRole("cell", { name: words });
});

test.each([2, 12])("of %i queues, one that a connection met is marked as new", async (many) => {
  const ids = ["legal_spanish", ...Array.from({ length: many - 1 }, (_, n) => `queue-${n}`)];
  await renderApp("/", (api) => {
    api.knownQueues = api.knownQueues.map((queue) => (queue.id === "legal_spanish" ? { ...queue, adoptedBy: "pbx" } : queue));
    api.statistics = someStats({ queues: ids.map((queueId) => aCount({ queueId, waiting: 1, oldestWaitingSince: ago(1) })) });
  });
  const mark = await screen.findByText("New");
  expect(mark.title).toContain("pbx");
  expect(mark.parentElement?.textContent).toContain("Legal, Spanish");
});

test("a queue's card says how many of its agents are ready, busy and away, where somebody tells of agents", async () => {
  await renderApp("/", (api) => {
    api.queueAgentsNow = [{ queueId: "legal_spanish", available: 3, onCalls: 5, away: 2 }];
  });
  const card = within(present((await screen.findByText("Legal, Spanish", { selector: "h3 *" })).closest("article")));
  for (const words of ["3 available", "5 on calls", "2 away"]) await card.findByText(words);
  const other = within(present(screen.getByText("Medical, English", { selector: "h3 *" }).closest("article")));
  expect(other.queryByText(/available/)).toBeNull();
});
