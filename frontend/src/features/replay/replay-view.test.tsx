import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ApiError } from "../../lib/api";
import { aReplayedCall, at, START } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const call = aReplayedCall([
  { from: 0, to: 40 },
  { from: 40, to: 100, event: "call_answered", status: "active", agentId: "ana", waitTime: 40 },
  { from: 100, event: "call_ended", status: "ended", agentId: "ana", endReason: "completed" },
]);

const open = (second: number, prepare: Parameters<typeof renderApp>[1] = () => {}) =>
  renderApp(`/replay?at=${at(second)}`, (api, socket) => {
    api.replayed = [call];
    prepare(api, socket);
  });

/** The figure of this name. */
async function figure(name: string): Promise<string | null | undefined> {
  const figures = within(await screen.findByLabelText("At that moment"));
  return figures.getByText(name).nextElementSibling?.textContent;
}

test("an address shows the board as it was, and says that it is the past", async () => {
  await open(35);
  await screen.findByText(/The board as it was then, not live/);
  expect(await figure("Waiting")).toBe("1");
  expect(await figure("Longest wait")).toBe("0:35, over the limit");
  expect(await figure("Active")).toBe("0");
  const waiting = within(screen.getByRole("region", { name: /^Waiting/ }));
  expect(waiting.getByRole("link", { name: "call-1" }).getAttribute("href")).toBe("/calls/call-1");
  expect(waiting.getAllByText("0:35")).not.toEqual([]);
  expect(screen.queryByText("Live")).toBeNull();
  expect(screen.getByRole("link", { name: "Back to now" }).getAttribute("href")).toBe("/");
  await screen.findByText("Began to wait in Legal, Spanish");
});

test("the slider moves the moment, and the address follows", async () => {
  await open(35);
  const slider = await screen.findByRole("slider", { name: "Moment" });
  fireEvent.change(slider, { target: { value: String(START + 50_000) } });
  expect(await figure("Active")).toBe("1");
  expect(await figure("Longest wait")).toBe("–");
  within(screen.getByRole("region", { name: "Agents with a call" })).getByText("ana");
  await waitFor(() => expect(location.search).toBe("?at=2026-11-20T09:00:50Z"));
});

test("arrows move, with Shift farther, and the space bar plays and pauses", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await open(35);
  expect(await figure("Waiting")).toBe("1");
  await user.keyboard("{ArrowRight}");
  expect(await figure("Active")).toBe("1");
  await user.keyboard("{ArrowLeft}");
  expect(await figure("Waiting")).toBe("1");
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  expect(await figure("Active")).toBe("1");
  await user.click(screen.getByRole("button", { name: "60×" }));
  act(() => (document.activeElement as HTMLElement).blur());
  await user.keyboard(" ");
  screen.getByRole("button", { name: "Pause" });
  await waitFor(async () => expect(await figure("Active")).toBe("0"));
  await user.keyboard(" ");
  screen.getByRole("button", { name: "Play" });
});

test("a link to another moment moves there", async () => {
  await open(35);
  expect(await figure("Waiting")).toBe("1");
  await act(async () => history.pushState(null, "", `/replay?at=${at(60)}`));
  await waitFor(async () => expect(await figure("Active")).toBe("1"));
});

test("without a moment it begins a quarter of an hour ago, and the address says so", async () => {
  await renderApp("/replay", (api) => {
    api.replayed = [aReplayedCall([{ from: 0 }])];
  });
  expect(await figure("Waiting")).toBe("1");
  await waitFor(() => expect(location.search).toMatch(/^\?at=.*Z$/));
  const named = Date.parse(new URLSearchParams(location.search).get("at") ?? "");
  expect(Math.abs(Date.now() - 900_000 - named)).toBeLessThan(60_000);
});

test.each([
  ["?at=noon", "This address names no moment"],
  ["?at=2999-01-01T00:00:00Z", "That moment has not come yet"],
])("%s is told in words, with a way on", async (search, words) => {
  await renderApp(`/replay${search}`);
  await screen.findByText(words);
  expect(screen.getByRole("link", { name: "The last hour" }).getAttribute("href")).toBe("/replay");
});

test("a time of which nothing is known is no empty board", async () => {
  await open(35, (api) => {
    api.replayed = [];
  });
  await screen.findByText("Nothing is known of this time");
  expect(screen.queryByLabelText("At that moment")).toBeNull();
});

test("a shorter time than asked for is told, and so is none at all", async () => {
  const world = await open(35, (api) => {
    api.replayedFrom = START + 20_000;
  });
  await screen.findByText(/So much happened/);
  world.api.replayedFrom = Date.now() + 3_600_000;
  await act(async () => history.pushState(null, "", `/replay?at=${at(100_000)}`));
  await screen.findByText("More was going on at once than can be replayed");
});

test("a failed read is told and can be repeated", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  const world = await open(35, (api) => {
    api.failure = new ApiError("no", 404);
  });
  // The clock is known from before; statistics fail too, and are told elsewhere.
  const again = await screen.findByRole("button", { name: "Try again" });
  world.api.failure = undefined;
  await user.click(again);
  expect(await figure("Waiting")).toBe("1");
});
