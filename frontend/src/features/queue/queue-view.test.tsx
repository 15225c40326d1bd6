import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import * as golden from "../../contracts.golden";
import { aCall, aCount, ago, someStats } from "../../test/fixtures";
import { present } from "../../test/present";
import { renderApp } from "../../test/render-app";

const HOUR = 3_600_000;

const open = (id = "legal_spanish") =>
  renderApp(`/queues/${id}`, (api) => {
    api.storedCalls = [
      aCall({ id: "young", statusSince: ago(5) }),
      aCall({ id: "old", statusSince: ago(50) }),
      aCall({ id: "elsewhere", queueId: "medical_english", statusSince: ago(90) }),
    ];
    api.storedAgents = [
      { ...golden.agentViewSparse, agentId: "ana", state: "on_call", callId: "x", queueId: "legal_spanish" },
      { ...golden.agentViewSparse, agentId: "ben", state: "on_call", callId: "y", queueId: "medical_english" },
    ];
    api.statistics = someStats({
      from: "2026-11-20T00:00:00Z",
      queues: [aCount({ queueId: "legal_spanish", waiting: 2, offered: 40, callbacks: 17, serviceLevel: 0.85, serviceLevelTarget: 0.9 })],
    });
    // Ten an hour today, five in the weeks before.
    api.rowsOf = ({ span }) => {
      const rows = [];
      const offered = span.to > Date.now() - 24 * HOUR ? 10 : 5;
      for (let at = span.from; at < span.to; at += HOUR)
        rows.push({
          from: new Date(at).toISOString(),
          to: new Date(Math.min(at + HOUR, span.to)).toISOString(),
          figures: { ...golden.reportFiguresSparse, offered, visits: offered },
        });
      return rows;
    };
  });

test("a queue's page has who waits in it, in order, who has its calls, and its own target", async () => {
  await open();
  await screen.findByRole("heading", { level: 1, name: "Legal, Spanish" });
  const waiting = within(await screen.findByRole("table", { name: /^Waiting now/ }));
  await waitFor(() => expect(waiting.getAllByRole("link").map((link) => link.textContent)).toEqual(["old", "young"]));
  await screen.findByRole("link", { name: "ana" });
  expect(screen.queryByRole("link", { name: "ben" })).toBeNull();
  const level = present(screen.getByText("Service level").closest("div"));
  expect(level.textContent).toContain("85%, just below the target");
  expect(level.textContent).toMatch(/target 90% in \d:\d\d/);
  expect(screen.getByRole("link", { name: "17" }).getAttribute("href")).toBe(
    "/calls?status=ended&endReason=callback&answered=false&visited=legal_spanish&from=2026-11-20T00:00:00Z",
  );
});

test("its day is compared with the same weekday of the weeks before, until the same time", async () => {
  const { api } = await open();
  await screen.findByText(/^\d+ so far today, \d+ by this time on a usual \w+day/);
  const days = api.reportsAsked
    .filter(({ queueId, interval }) => queueId === "legal_spanish" && interval === "1h")
    .map(({ span }) => span.from);
  const [today] = days.filter((from) => from > Date.now() - 25 * HOUR);
  expect(days.map((from) => Math.round((present(today) - from) / (24 * HOUR)))).toEqual(expect.arrayContaining([0, 7, 14, 21, 28]));
});

test("a queue that there isn't is said, and no other one shown", async () => {
  await open("nowhere");
  await screen.findByText("There is no queue “nowhere”");
});
