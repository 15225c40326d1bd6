import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderApp } from "../test/render-app";

test("an unknown address says so and links to the overview", async () => {
  const user = userEvent.setup();
  await renderApp("/nowhere");
  await user.click(await screen.findByRole("link", { name: "To the overview" }));
  await waitFor(() => expect(location.pathname).toBe("/"));
});

test("the connection state is shown in words: connecting, live, reconnecting", async () => {
  const world = await renderApp("/", (_, socket) => {
    socket.connected = false;
  });
  await screen.findByText("Connecting …");
  await act(async () => world.socket.open());
  await screen.findByText("Live");
  await act(async () => world.socket.drop());
  await screen.findByText("Reconnecting …");
});

test("after a reconnect every mounted query is refetched", async () => {
  const world = await renderApp("/");
  await screen.findByText("Live");
  await world.settled();
  const before = world.api.count("stats");
  await act(async () => world.socket.drop());
  await act(async () => world.socket.open());
  await waitFor(() => expect(world.api.count("stats")).toBe(before + 1));
  await waitFor(() => expect(world.api.count("queues")).toBe(2));
});

test("a page that becomes visible refetches its queries", async () => {
  const world = await renderApp("/");
  await screen.findByText("Live");
  await world.settled();
  const before = world.api.count("stats");
  let state: DocumentVisibilityState = "hidden";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => state);
  document.dispatchEvent(new Event("visibilitychange"));
  await world.receive("stats_update", {});
  expect(world.api.count("stats")).toBe(before);
  state = "visible";
  await act(async () => document.dispatchEvent(new Event("visibilitychange")));
  await waitFor(() => expect(world.api.count("stats")).toBe(before + 1));
});

test("all texts change their language, and the choice is kept", async () => {
  const user = userEvent.setup();
  await renderApp("/");
  await user.click(screen.getByRole("button", { name: "Language: English" }));
  await screen.findByRole("heading", { name: "Resumen" });
  await waitFor(() => expect(document.documentElement.lang).toBe("es"));
  expect(localStorage.getItem("callboard.language")).toBe("es");
});

test("the theme cycles through system, light and dark", async () => {
  const user = userEvent.setup();
  await renderApp("/");
  const theme = () => document.documentElement.dataset.theme;
  const button = screen.getByRole("button", { name: /^Theme/ });
  expect(theme()).toBeUndefined();
  await user.click(button);
  await waitFor(() => expect(theme()).toBe("light"));
  await user.click(button);
  await waitFor(() => expect(theme()).toBe("dark"));
  await user.click(button);
  await waitFor(() => expect(theme()).toBeUndefined());
});

test("one socket serves the whole app", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/");
  const listeners = world.socket.listeners;
  expect(listeners).toBeGreaterThan(0);
  await user.click(screen.getByRole("link", { name: "Calls" }));
  await screen.findByRole("heading", { name: "Calls" });
  await user.click(screen.getByRole("link", { name: "Overview" }));
  await screen.findByRole("heading", { name: "Overview" });
  expect(world.socket.connects).toBe(1);
  expect(world.socket.listeners).toBe(listeners);
});
