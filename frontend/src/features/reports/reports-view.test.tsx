import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ReportFigures, ReportRow } from "../../contracts";
import { ApiError, type ReportRequest } from "../../lib/api";
import type { FakeApi } from "../../test/fake-api";
import { present } from "../../test/present";
import { renderApp } from "../../test/render-app";

const HOUR = 3_600_000;
const counts = { answeredWithin: 0, shortAbandoned: 0, transferred: 0, overflowed: 0, callbacks: 0, voicemails: 0, failed: 0 };

function figuresOf(offered: number, answered: number): ReportFigures {
  return {
    ...counts,
    offered,
    visits: offered,
    answered,
    answeredWithin: answered,
    abandoned: offered - answered,
    serviceLevel: answered / offered,
    abandonmentRate: 1 - answered / offered,
    asa: 12,
    aht: 185,
    waitP50: 9,
    waitP80: 20,
    waitP95: 95,
  };
}

/** A call an hour, and of the whole as many. */
function rowsOf({ span, interval, by }: ReportRequest): ReportRow[] {
  const step = interval === "1d" ? 24 * HOUR : interval === "all" ? span.to - span.from : HOUR;
  const rows: ReportRow[] = [];
  for (let at = span.from; at < span.to; at += step) {
    const to = Math.min(at + step, span.to);
    const hours = Math.max(1, Math.round((to - at) / HOUR));
    for (const queueId of by === "queue" ? ["legal_spanish", "medical_english"] : [undefined])
      rows.push({
        from: new Date(at).toISOString(),
        to: new Date(to).toISOString(),
        figures: figuresOf(queueId === "medical_english" ? 4 * hours : hours, hours),
        ...(queueId !== undefined && { queueId }),
      });
  }
  return rows;
}

const open = (path: string, prepare: (api: FakeApi) => void = () => {}) =>
  renderApp(path, (api) => {
    api.rowsOf = rowsOf;
    prepare(api);
  });

test("who came outside open hours is said to be left out of the service level", async () => {
  await open("/reports?from=2026-03-30&to=2026-03-30", (api) => {
    api.rowsOf = (asked) => rowsOf(asked).map((row) => ({ ...row, figures: { ...row.figures, outsideHours: 2 } }));
  });
  await screen.findByText(/^target 80% · 48 outside hours excluded$/);
});

test("a report is of whole days of the call centre's zone, and says so to viewers of another", async () => {
  const { api } = await open("/reports?from=2026-03-28&to=2026-03-30");
  await screen.findByRole("table", { name: "In figures" });
  const [first] = api.reportsAsked.filter(({ zone }) => zone !== undefined);
  // The last but one of these days has 23 hours.
  expect(first).toMatchObject({ zone: "Europe/Madrid", interval: "1h" });
  expect([first?.span.from, first?.span.to].map((at) => new Date(at ?? 0).toISOString())).toEqual([
    "2026-03-27T23:00:00.000Z",
    "2026-03-30T22:00:00.000Z",
  ]);
  const note = () => screen.queryByText(/^Days and hours are those of Europe\/Madrid/);
  if (Intl.DateTimeFormat().resolvedOptions().timeZone === "Europe/Madrid") expect(note()).toBeNull();
  else expect(note()).not.toBeNull();
});

test("every figure leads to the calls of its interval and queue", async () => {
  await open("/reports?from=2026-11-02&to=2026-11-08&interval=1d&queueId=legal_spanish");
  const table = within(await screen.findByRole("table", { name: "In figures" }));
  const rows = await table.findAllByRole("row");
  expect(rows).toHaveLength(9);
  const hrefs = within(present(rows[1]))
    .getAllByRole("link")
    .map((link) => link.getAttribute("href"));
  expect(hrefs[0]).toBe("/calls?visited=legal_spanish&from=2026-11-01T23:00:00.000Z&to=2026-11-02T23:00:00.000Z");
  for (const href of hrefs) expect(href).toContain("visited=legal_spanish&from=2026-11-01T23:00:00.000Z&to=2026-11-02T23:00:00.000Z");
  expect(hrefs.some((href) => href?.includes("sort=-wait"))).toBe(true);
  const tiles = within(screen.getByLabelText("Figures"));
  expect(tiles.getByRole("link", { name: "Offered" }).getAttribute("href")).toBe(
    "/calls?visited=legal_spanish&from=2026-11-01T23:00:00.000Z&to=2026-11-08T23:00:00.000Z",
  );
});

test("by queue each has a line for the whole span, with how it differs from the span before, sortable", async () => {
  const user = userEvent.setup();
  await open("/reports?by=queue", (api) => {
    api.rowsOf = (request) => (request.span.to > Date.now() - 24 * HOUR ? rowsOf(request) : rowsOf(request).map(halved));
  });
  const table = within(await screen.findByRole("table", { name: "In figures" }));
  const names = () => table.getAllByRole("rowheader").map(({ textContent }) => textContent);
  await waitFor(() => expect(names()).toEqual(["Legal, Spanish", "Medical, English", "Total"]));
  await user.click(table.getByRole("button", { name: "Offered" }));
  expect(names()).toEqual(["Medical, English", "Legal, Spanish", "Total"]);
  expect(table.getByRole("columnheader", { name: "Offered" }).getAttribute("aria-sort")).toBe("descending");
  expect(table.getAllByTitle("100% more").length).toBeGreaterThan(0);
});

const halved = (row: ReportRow): ReportRow => ({ ...row, figures: { ...row.figures, offered: row.figures.offered / 2 } });

test("today is compared with yesterday until the same time", async () => {
  const { api } = await open("/reports?span=today");
  await screen.findByRole("table", { name: "In figures" });
  await waitFor(() => {
    const spans = api.reportsAsked.filter(({ interval, zone }) => zone !== undefined && interval === "30m").map(({ span }) => span);
    expect(spans).toHaveLength(2);
    expect(Math.abs(present(spans[0]).to - present(spans[1]).to - 24 * HOUR)).toBeLessThanOrEqual(HOUR);
  });
});

test("what is chosen is in the address: span, days, part, interval, queue, zone", async () => {
  const user = userEvent.setup();
  await open("/reports");
  // By label: roles of hundreds of zones take a minute to tell.
  const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await screen.findByLabelText("Span");
  choose("Span", "yesterday");
  expect(location.search).toBe("?span=yesterday");
  choose("First day", "2026-10-01");
  expect(location.search).toMatch(/^\?from=2026-10-01&to=\d{4}-\d\d-\d\d$/);
  choose("Last day", "2026-10-31");
  await user.click(screen.getByLabelText("Queue", { selector: "input" }));
  choose("Interval", "1w");
  fireEvent.change(screen.getByLabelText("Queue", { selector: "select" }), { target: { value: "legal_spanish" } });
  choose("Time zone", "Asia/Tokyo");
  expect(location.search).toBe("?from=2026-10-01&to=2026-10-31&interval=1w&by=queue&queueId=legal_spanish&zone=Asia/Tokyo");
});

test("hours of the week lead to the calls of each, by keyboard too", async () => {
  const user = userEvent.setup();
  await open("/reports?from=2026-11-02&to=2026-11-15");
  const cell = await screen.findByRole("button", { name: "Monday, 09 AM–10 AM: 1" });
  cell.focus();
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Monday, 10/);
  await user.keyboard("{Enter}");
  const list = within(present((await screen.findByRole("heading", { name: /^Monday, 10.*: the calls of each$/ })).parentElement));
  expect(list.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "/calls?from=2026-11-02T09:00:00.000Z&to=2026-11-02T10:00:00.000Z",
    "/calls?from=2026-11-09T09:00:00.000Z&to=2026-11-09T10:00:00.000Z",
  ]);
});

test("what is unknown in the address is named, and nothing is reported", async () => {
  const { api } = await open("/reports?span=tomorrow");
  await screen.findByText("span=tomorrow");
  expect(api.reportsAsked.filter(({ zone }) => zone !== undefined)).toEqual([]);
});

test("an empty span says so, and a failure why", async () => {
  const world = await open("/reports", (api) => {
    api.rowsOf = () => [];
  });
  await screen.findByText("Nothing was offered in this span");
  world.api.failure = new ApiError("No answer");
  fireEvent.change(screen.getByLabelText("Span"), { target: { value: "90d" } });
  await screen.findByText(/does not answer this page/);
});

test("by agent the span is reported as far as it has come, in any zone, and each figure leads to its calls", async () => {
  const { api } = await open("/reports?span=today&by=agent&interval=1h&zone=Asia/Kathmandu", (fake) => {
    fake.agentsOf = ({ span }) =>
      ["ana", "ben"].map((agentId, n) => ({
        agentId,
        from: new Date(span.from).toISOString(),
        to: new Date(span.to).toISOString(),
        handled: 7 + n,
        missed: 2,
        hungUp: 0,
        handleTime: 700,
        averageHandleTime: 100,
      }));
  });
  const table = within(await screen.findByRole("table", { name: "In figures" }));
  const row = within(present(table.getByRole("cell", { name: "ana" }).closest("tr")));
  expect(within(row.getByRole("rowheader")).getByRole("link").getAttribute("href")).toMatch(
    /^\/calls\?agentId=ana&from=.*T18:15:00.000Z&to=.*Z$/,
  );
  expect(row.getByRole("link", { name: "7" }).getAttribute("href")).toMatch(/^\/calls\?handledBy=ana&from=.*T18:15:00.000Z&to=/);
  expect(row.getByRole("link", { name: "2" }).getAttribute("href")).toMatch(/^\/calls\?missedBy=ana&from=.*&to=/);
  const asked = api.reportsAsked.filter(({ by }) => by === "agent");
  expect(asked.map(({ interval, zone }) => `${interval} ${zone}`)).toEqual(["1h Asia/Kathmandu", "1h Asia/Kathmandu"]);
  expect(asked.every(({ span }) => (span.to - span.from) / HOUR < 24)).toBe(true);
  expect(asked.every(({ queueId }) => queueId === undefined)).toBe(true);
});

test("by team each leads to its agents, who can be seen without the others again", async () => {
  const user = userEvent.setup();
  const { api } = await open("/reports?from=2026-11-02&to=2026-11-08&by=team", (fake) => {
    const of = (span: ReportRequest["span"], handled: number) => ({
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      ...{ handled, missed: 2, hungUp: 0, handleTime: 100 * handled, averageHandleTime: 100 },
    });
    fake.teamsOf = ({ span }) => [
      { ...of(span, 7), team: "Legal & tax", agents: 3 },
      { ...of(span, 9), agents: 1 },
    ];
    fake.agentsOf = ({ span, team }) => (team === undefined ? ["ana", "eva"] : ["ana"]).map((agentId) => ({ ...of(span, 7), agentId }));
  });
  const table = () => within(screen.getByRole("table", { name: "In figures" }));
  await screen.findByRole("link", { name: "Legal & tax" });
  const names = () =>
    table()
      .getAllByRole("rowheader")
      .map(({ textContent }) => textContent);
  expect(names()).toEqual(["Legal & tax", "No team"]);
  const row = within(present(table().getByRole("link", { name: "Legal & tax" }).closest("tr")));
  expect(row.getByRole("link", { name: "7" }).getAttribute("href")).toMatch(/^\/calls\?handledByTeam=Legal\+%26\+tax&from=/);
  expect(row.getByRole("link", { name: "2" }).getAttribute("href")).toMatch(/^\/calls\?missedByTeam=Legal\+%26\+tax&from=/);
  // No list is of those who are in no team.
  expect(table().queryByRole("link", { name: "9" })).toBeNull();
  await user.click(table().getByRole("button", { name: "Handled" }));
  expect(names()).toEqual(["No team", "Legal & tax"]);
  await user.click(table().getByRole("link", { name: "Legal & tax" }));
  expect(location.search).toBe("?from=2026-11-02&to=2026-11-08&by=agent&team=Legal+%26+tax");
  await screen.findByRole("link", { name: "ana" });
  expect(names()).toEqual(["ana"]);
  fireEvent.change(screen.getByLabelText("Team", { selector: "select" }), { target: { value: "" } });
  expect(location.search).toBe("?from=2026-11-02&to=2026-11-08&by=agent");
  await screen.findByRole("link", { name: "eva" });
  const asked = api.reportsAsked.filter(({ by }) => by !== "none" && by !== undefined).map(({ by, team }) => [by, team]);
  expect(asked).toEqual([
    ["team", undefined],
    ["agent", "Legal & tax"],
    ["agent", undefined],
  ]);
});

test("what is seen is saved: its span, interval and part, in the language and the zone that are seen", async () => {
  const user = userEvent.setup();
  const { api } = await open("/reports?from=2026-11-02&to=2026-11-08&by=queue&zone=Asia/Tokyo");
  await user.click(await screen.findByRole("button", { name: "Save as XLSX" }));
  await user.click(screen.getByRole("button", { name: "Save as CSV" }));
  await waitFor(() => expect(api.filesAsked.map(({ as }) => as)).toEqual(["xlsx", "csv"]));
  for (const { asked, form } of api.filesAsked) {
    expect(asked).toMatchObject({ interval: "all", by: "queue", zone: "Asia/Tokyo" });
    expect(new Date(asked.span.from).toISOString()).toBe("2026-11-01T15:00:00.000Z");
    expect(form.language).toBe("en");
  }
  api.failure = new ApiError("No answer");
  await user.click(screen.getByRole("button", { name: "Save as CSV" }));
  await screen.findByText("Couldn’t be saved: try again");
});
