import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Alert } from "../../contracts";
import * as golden from "../../contracts.golden";
import { aCall } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const anAlert = (id: string, changes: Partial<Alert> = {}): Alert => ({ ...golden.alert, id, callId: id, at: new Date().toISOString(), ...changes });
const heard = () => within(screen.getByRole("region", { name: "Heard since this page was opened" }));

test("breaches come as they are told, newest first and each once", async () => {
  const world = await renderApp("/alerts");
  await screen.findByText("All quiet");
  await world.tell("alert", anAlert("first", { at: "2026-11-20T09:00:00Z" }));
  await world.tell("alert", anAlert("second", { at: "2026-11-20T09:00:01Z", level: "warning" }));
  await world.tell("alert", anAlert("first", { at: "2026-11-20T09:00:00Z" }));
  await waitFor(() => expect(heard().getAllByRole("link").map((link) => link.textContent)).toEqual(["second", "first"]));
  const user = userEvent.setup();
  await user.click(screen.getByRole("checkbox", { name: "Breaches only" }));
  await waitFor(() => expect(heard().getAllByRole("link").map((link) => link.textContent)).toEqual(["first"]));
});

test("what is late now is the server's to say, whatever was heard", async () => {
  await renderApp("/alerts", (api) => {
    api.all = [
      aCall({ id: "late", flags: ["wait_sla_exceeded"] }),
      aCall({ id: "answered", status: "active", flags: ["wait_sla_exceeded"] }),
      aCall({ id: "held", status: "on_hold", flags: ["hold_limit_exceeded"] }),
    ];
  });
  const late = within(await screen.findByRole("region", { name: "Broke a limit, and still going on" }));
  await late.findByRole("link", { name: "late" });
  await late.findByRole("link", { name: "held" });
  expect(late.queryByRole("link", { name: "answered" })).toBeNull();
});

test("breaches that nobody has looked at are counted in the title and beside the link, until somebody does", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/");
  await world.tell("alert", anAlert("a"));
  await world.tell("alert", anAlert("b", { level: "warning" }));
  await waitFor(() => expect(document.title).toBe("(1) Overview · Callboard"));
  await user.click(await screen.findByRole("link", { name: /^Alerts ?, 1 new breach$/ }));
  await waitFor(() => expect(document.title).toBe("Alerts · Callboard"));
  await user.click(screen.getByRole("link", { name: "Overview" }));
  await waitFor(() => expect(document.title).toBe("Overview · Callboard"));
});

test("readers are told of breaches, not of every one as it comes", async () => {
  const world = await renderApp("/calls");
  await world.tell("alert", anAlert("a"));
  await screen.findByText("1 call broke its limit");
  await world.tell("alert", anAlert("b"));
  expect(screen.queryByText("2 calls broke their limit")).toBeNull();
  screen.getByText("1 call broke its limit");
});

test("notifications are off until they are wanted, and a refusal is said", async () => {
  const user = userEvent.setup();
  const requestPermission = vi.fn(() => Promise.resolve("denied"));
  vi.stubGlobal("Notification", { requestPermission });
  await renderApp("/alerts");
  const wanted = screen.getByRole("switch", { name: "Notifications" });
  expect(wanted.getAttribute("aria-checked")).toBe("false");
  await user.click(wanted);
  await screen.findByText(/This browser does not allow notifications/);
  await waitFor(() => expect(wanted.getAttribute("aria-checked")).toBe("false"));
  vi.unstubAllGlobals();
});
