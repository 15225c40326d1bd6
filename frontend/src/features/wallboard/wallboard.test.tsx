import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { aCount, ago, queues, someStats } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

// The wallboard checks for a newer version by itself.
beforeEach(() => {
  vi.spyOn(globalThis, "fetch").mockImplementation(() => Promise.resolve(new Response("<html>")));
});

test("the wallboard shows the server's counts, total and per queue, without the app's frame", async () => {
  await renderApp("/wallboard", (api) => {
    api.statistics = someStats({
      all: aCount({ waiting: 17, serviceLevel: 0.83 }),
      queues: queues.map(({ id }, n) => aCount({ queueId: id, waiting: n + 5 })),
    });
  });
  await screen.findByText("17");
  await screen.findByText("83%");
  await within(await screen.findByRole("row", { name: /Legal, Spanish/ })).findByText("5");
  expect(screen.queryByRole("navigation")).toBeNull();
});

test("pushed counts are on the wallboard at once", async () => {
  const world = await renderApp("/wallboard");
  await screen.findByRole("row", { name: /Legal, Spanish/ });
  await world.receive("stats_update", someStats({ timestamp: new Date(Date.now() + 1_000).toISOString(), all: aCount({ waiting: 4321 }) }));
  await screen.findByText("4,321");
});

test("stale numbers are marked, with since when", async () => {
  const world = await renderApp("/wallboard");
  await screen.findByRole("row", { name: /Legal, Spanish/ });
  expect(screen.queryByRole("alert")).toBeNull();
  await act(async () => world.socket.drop());
  await act(() => vi.advanceTimersByTimeAsync(7_000));
  expect(screen.getByRole("alert").textContent).toMatch(/Stale since \d\d:\d\d:\d\d [AP]M \(0:0\d\)/);
  await act(async () => world.socket.open());
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

test("the screen is kept awake, again after the page was hidden", async () => {
  const release = vi.fn(() => Promise.resolve());
  const request = vi.fn(() => Promise.resolve({ release, addEventListener: () => {} }));
  Object.defineProperty(navigator, "wakeLock", { configurable: true, value: { request } });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, "wakeLock");
  });
  await renderApp("/wallboard");
  await waitFor(() => expect(request).toHaveBeenCalledTimes(1));
  await act(async () => document.dispatchEvent(new Event("visibilitychange")));
  await waitFor(() => expect(request).toHaveBeenCalledTimes(2));
});

test("a wallboard that has been stale for long reloads once the server answers", async () => {
  const reload = vi.spyOn(location, "reload").mockReturnValue();
  const served = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("unavailable"));
  const world = await renderApp("/wallboard");
  await screen.findByRole("row", { name: /Legal, Spanish/ });
  await act(async () => world.socket.drop());
  await act(() => vi.advanceTimersByTimeAsync(200_000));
  expect(reload).not.toHaveBeenCalled();
  served.mockImplementation(() => Promise.resolve(new Response("<html>")));
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  await waitFor(() => expect(reload).toHaveBeenCalled());
});

test("the address chooses queues, theme and language, and unknown queues are named", async () => {
  await renderApp("/wallboard?queues=legal_spanish,nowhere&theme=dark&lang=es", (api) => {
    api.statistics = someStats({
      all: aCount({ waiting: 99 }),
      queues: [aCount({ queueId: "legal_spanish", waiting: 7 }), aCount({ queueId: "medical_english", waiting: 92 })],
    });
  });
  await screen.findByText("No existe esta cola: nowhere");
  expect(screen.queryByText("99")).toBeNull();
  expect(screen.queryByRole("row", { name: /Medical/ })).toBeNull();
  expect(screen.getAllByText("7")).toHaveLength(2);
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(localStorage.length).toBe(0);
});

test("a screen that may sleep says so, all the time", async () => {
  await renderApp("/wallboard");
  const hint = await screen.findByText(/The screen may go dark/);
  expect(hint.closest(".opacity-0")).toBeNull();
});

test("the queue with the longest wait is first, whatever its name", async () => {
  await renderApp("/wallboard", (api) => {
    api.statistics = someStats({
      queues: [
        aCount({ queueId: "legal_spanish", waiting: 1, oldestWaitingSince: ago(5) }),
        aCount({ queueId: "medical_english", waiting: 1, oldestWaitingSince: ago(95) }),
      ],
    });
  });
  await screen.findByRole("row", { name: /Medical, English/ });
  await waitFor(() => expect(screen.getAllByRole("row")[1]?.textContent).toMatch(/Medical, English/));
});
