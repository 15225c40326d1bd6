import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Alert } from "../../contracts";
import * as golden from "../../contracts.golden";
import { ApiError } from "../../lib/api";
import { aCall, at } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const anAlert = (id: string, changes: Partial<Alert> = {}): Alert => ({
  ...golden.alertSparse,
  level: "breach",
  id,
  callId: id,
  queueId: "legal_spanish",
  at: at(0),
  ...changes,
});
const taken = (id: string, by: string, changes: Partial<Alert> = {}) =>
  anAlert(id, { acknowledgedBy: by, acknowledgedAt: at(60), ...changes });
const kept = () => within(screen.getByRole("region", { name: "Breaches and warnings" }));
const shown = () =>
  kept()
    .queryAllByRole("link")
    .map((link) => link.textContent);
/** As if the page were left: what can still be taken back is sent. */
const send = () => act(async () => void dispatchEvent(new Event("pagehide")));
/** The pointer leaves the list. */
async function leave(user: UserEvent): Promise<void> {
  await user.hover(kept().getByRole("heading"));
  await user.hover(screen.getByRole("banner"));
}
const iAm = (name: string) => localStorage.setItem("callboard.name", name);

test("stored alerts are listed with live ones, each once", async () => {
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("first", { at: at(1) }), anAlert("second", { at: at(2), level: "warning" })];
  });
  await kept().findByRole("link", { name: "first" });
  await world.receive("alert", anAlert("third", { at: at(3) }));
  await world.receive("alert", anAlert("first", { at: at(1) }));
  await waitFor(() => expect(shown()).toEqual(["third", "second", "first"]));
  kept().getByText("3 alerts");
  await userEvent.click(screen.getByRole("checkbox", { name: "Breaches only" }));
  await waitFor(() => expect(shown()).toEqual(["third", "first"]));
});

test("calls over a limit now are counted by their alerts, whatever is loaded, and the longest come first", async () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
  const held = { rule: "hold_limit_exceeded" } as const;
  await renderApp("/alerts", (api) => {
    api.storedCalls = [
      aCall({ id: "late", flags: ["wait_sla_exceeded"], statusSince: ago(40) }),
      aCall({ id: "later", flags: ["wait_sla_exceeded"], statusSince: ago(400) }),
      aCall({ id: "answered", status: "active", flags: ["wait_sla_exceeded"] }),
      aCall({ id: "held", status: "on_hold", flags: ["hold_limit_exceeded"] }),
    ];
    api.storedAlerts = [
      anAlert("late"),
      taken("later", "Luis"),
      anAlert("near", { level: "warning" }),
      anAlert("answered", { clearedAt: at(90) }),
      ...Array.from({ length: 1_200 }, (_, n) => anAlert(`h${n}`, held)),
    ];
  });
  const late = within(await screen.findByRole("region", { name: "Over their limit now" }));
  await waitFor(() => expect(late.getAllByRole("link", { name: /late/ }).map((link) => link.textContent)).toEqual(["later", "late"]));
  await late.findByRole("link", { name: "held" });
  expect(late.queryByRole("link", { name: "answered" })).toBeNull();
  await waitFor(() =>
    expect(late.getAllByRole("heading", { level: 3 }).map((heading) => heading.textContent)).toEqual([
      "Still waiting, over the limit2",
      "Still on hold, over the limit1,200",
    ]),
  );
});

test("a call that was over its limit earlier is not over it now, and all is quiet beside it", async () => {
  const world = await renderApp("/alerts", (api) => {
    api.storedCalls = [aCall({ id: "again", status: "on_hold", flags: ["hold_limit_exceeded"], statusSince: new Date().toISOString() })];
    api.storedAlerts = [anAlert("again", { rule: "hold_limit_exceeded", clearedAt: at(90) })];
  });
  const late = within(await screen.findByRole("region", { name: "Over their limit now" }));
  await waitFor(() => expect(late.getAllByText("None")).toHaveLength(2));
  await kept().findByText("All quiet");
  expect(late.queryByRole("link", { name: "again" })).toBeNull();
  await world.receive("alert", anAlert("more", { rule: "hold_limit_exceeded" }));
  await waitFor(() => expect(late.getAllByText("None")).toHaveLength(1));
});

const aCrossing = (id: string, changes: Partial<Alert> = {}): Alert => {
  const {
    callId: _call,
    queueId: _queue,
    ...rest
  } = anAlert(id, { rule: "threshold_crossed", limit: 0, message: "crowd: waiting is 12, above 10" });
  return { ...rest, crossing: { rule: "crowd", measure: "waiting", above: 10, forSeconds: 60, value: 12 }, ...changes };
};

test("an alert of a rule says its number and leads to its queue, or to the overview", async () => {
  const user = userEvent.setup();
  iAm("Ana");
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [
      aCrossing("of-all"),
      aCrossing("of-one", {
        queueId: "legal_spanish",
        at: at(1),
        crossing: { rule: "slow", measure: "service_level", window: "15m", below: 0.7, forSeconds: 300, value: 0.62 },
      }),
    ];
  });
  await kept().findByRole("link", { name: "Waiting: 12" });
  const links = kept().getAllByRole("link");
  expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["Service level: 62%", "/queues/legal_spanish"],
    ["Waiting: 12", "/"],
  ]);
  kept().getByText("below 70%");
  kept().getByText("above 10");
  expect(
    kept()
      .getAllByText("All queues")
      .map((each) => each.tagName),
  ).toEqual(["OPTION", "SPAN"]);
  await user.click(kept().getByRole("button", { name: "Acknowledge “slow”: Legal, Spanish" }));
  await send();
  act(() => (document.activeElement as HTMLElement).blur());
  await leave(user);
  await waitFor(() => expect(shown()).toEqual(["Waiting: 12"]));
  // Live ones have no call, too.
  await world.receive("alert", aCrossing("new", { at: at(2), queueId: "medical_english" }));
  await waitFor(() => expect(kept().getAllByRole("link")).toHaveLength(2));
  await screen.findByText("1 new alert");
  await world.receive("alert_cleared", aCrossing("new", { at: at(2), queueId: "medical_english", clearedAt: at(3), state: "cleared" }));
  await waitFor(() => expect(shown()).toEqual(["Waiting: 12"]));
});

test("a notification of a rule's alert says what it found and leads to its queue", async () => {
  const made: { title: string; body?: string | undefined; onclick?: () => void; close(): void }[] = [];
  class Shown {
    static permission = "granted";
    onclick = () => {};
    title: string;
    body: string | undefined;
    constructor(title: string, { body }: NotificationOptions) {
      this.title = title;
      this.body = body;
      made.push(this);
    }
    close(): void {}
  }
  vi.stubGlobal("Notification", Shown);
  localStorage.setItem("callboard.notifications", "on");
  const world = await renderApp("/calls");
  await screen.findByRole("link", { name: /^Alerts/ });
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  await world.receive("alert", aCrossing("new", { queueId: "legal_spanish" }));
  await waitFor(() => expect(made.map(({ title, body }) => [title, body])).toEqual([["1 new alert", "crowd: waiting is 12, above 10"]]));
  act(() => made[0]?.onclick?.());
  await waitFor(() => expect(location.pathname).toBe("/queues/legal_spanish"));
});

test("the name is asked for once, before the first acknowledgement", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/alerts?state=all", (api) => {
    api.storedAlerts = [anAlert("a"), anAlert("b")];
  });
  await user.click(await screen.findByRole("button", { name: "Acknowledge “Waited too long” of call a" }));
  const dialog = within(screen.getByRole("dialog", { name: "Who acknowledges?" }));
  expect(world.api.count("acknowledge")).toBe(0);
  await user.type(dialog.getByRole("textbox", { name: "Your name" }), "  Ana María ");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await send();
  await screen.findByTitle("Acknowledged by Ana María");
  await user.click(screen.getByRole("button", { name: "Acknowledge “Waited too long” of call b" }));
  await send();
  await waitFor(() => expect(screen.getAllByTitle("Acknowledged by Ana María")).toHaveLength(2));
  expect(world.api.storedAlerts.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(["Ana María", "Ana María"]);
});

test("without a name nothing is acknowledged", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a")];
  });
  await user.click(await screen.findByRole("button", { name: /^Acknowledge “/ }));
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(world.api.count("acknowledge")).toBe(0);
});

test("an acknowledgement by others removes the alert from the open ones, and names them", async () => {
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a"), anAlert("b")];
  });
  await kept().findByRole("link", { name: "a" });
  await waitFor(() => expect(document.title).toBe("(2) Alerts · Callboard"));
  await world.receive("alert_acknowledged", taken("a", "Luis"));
  await waitFor(() => expect(shown()).toEqual(["b"]));
  screen.getByText(/^Luis acknowledged an alert at /);
  await waitFor(() => expect(document.title).toBe("(1) Alerts · Callboard"));
});

test("an acknowledged alert shows by whom and when", async () => {
  const world = await renderApp("/alerts?state=acknowledged", (api) => {
    api.storedAlerts = [anAlert("open"), taken("a", "Luis")];
  });
  const row = within((await kept().findByRole("link", { name: "a" })).closest("li") as HTMLElement);
  row.getByText("Luis");
  expect(row.getByTitle("Acknowledged by Luis").querySelector("time")?.dateTime).toBe(at(60));
  expect(row.queryByRole("button")).toBeNull();
  expect(shown()).toEqual(["a"]);
  await world.receive("alert_acknowledged", taken("open", "Ana", { at: at(1) }));
  await waitFor(() => expect(shown()).toEqual(["open", "a"]));
});

test("an alert leaves the open ones, badge and title when it is over, and all is quiet again", async () => {
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a")];
  });
  await kept().findByRole("link", { name: "a" });
  await waitFor(() => expect(document.title).toBe("(1) Alerts · Callboard"));
  await world.receive("alert_cleared", anAlert("a", { clearedAt: at(90) }));
  await kept().findByText("All quiet");
  await waitFor(() => expect(document.title).toBe("Alerts · Callboard"));
});

test("the history has what is over, and nothing to acknowledge there", async () => {
  await renderApp("/alerts?state=cleared", (api) => {
    api.storedAlerts = [anAlert("now"), anAlert("past", { clearedAt: at(90) }), taken("known", "Luis", { clearedAt: at(90) })];
  });
  await kept().findByRole("link", { name: "past" });
  expect(shown()).toEqual(["past", "known"]);
  expect(kept().queryByRole("button", { name: /Acknowledge/ })).toBeNull();
});

test("one click acknowledges all that match, and no others", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts?level=breach", (api) => {
    api.storedAlerts = [anAlert("a"), anAlert("b"), anAlert("w", { level: "warning" })];
  });
  await user.click(await screen.findByRole("button", { name: "Acknowledge all 2" }));
  await send();
  await leave(user);
  await screen.findByText("All quiet");
  expect(world.api.storedAlerts.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(["Ana", "Ana", undefined]);
  expect(world.api.count("acknowledge")).toBe(1);
});

test("all that match are acknowledged by one request, listed or not, and by nobody else than who is told", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = Array.from({ length: 250 }, (_, n) => anAlert(`a${n}`, { at: at(n) }));
  });
  await user.click(await screen.findByRole("button", { name: "Acknowledge all 250" }));
  await screen.findByRole("button", { name: "Undo all 250" });
  await user.click(screen.getByRole("button", { name: /^Undo: .* of call a200 / }));
  await screen.findByRole("button", { name: "Undo all 249" });
  await world.receive("alert", anAlert("late", { at: at(5) }));
  await send();
  await waitFor(() => expect(world.api.acknowledgements).toHaveLength(1));
  const [seen] = world.api.acknowledgements;
  expect(seen).toMatchObject({ by: "Ana", until: at(249), except: ["a200"] });
  expect(seen?.ago).toBeGreaterThan(0);
  act(() => (document.activeElement as HTMLElement).blur());
  await leave(user);
  await waitFor(() => expect(shown()).toEqual(["a200"]));
  expect(world.api.count("acknowledge")).toBe(1);
});

test("all of it can be taken back", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = Array.from({ length: 250 }, (_, n) => anAlert(`a${n}`, { at: at(n) }));
  });
  await user.click(await screen.findByRole("button", { name: "Acknowledge all 250" }));
  await user.click(await screen.findByRole("button", { name: "Undo all 250" }));
  await screen.findByRole("button", { name: "Acknowledge all 250" });
  await send();
  expect(world.api.count("acknowledge")).toBe(0);
});

test("what is not shown while the list is held is not acknowledged, however old it is", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a", { at: at(9) }), anAlert("b", { at: at(3) })];
  });
  await user.hover(await screen.findByRole("button", { name: /of call b$/ }));
  const news = anAlert("late", { at: at(5) });
  world.api.storedAlerts = [...world.api.storedAlerts, news];
  await world.receive("alert", news);
  await screen.findByRole("button", { name: "1 new" });
  await user.click(screen.getByRole("button", { name: "Acknowledge all 2" }));
  await send();
  await waitFor(() => expect(world.api.storedAlerts.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(["Ana", "Ana", undefined]));
});

test("what somebody acknowledges at once elsewhere leaves with the next read, and they are named once", async () => {
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a"), anAlert("b")];
  });
  await kept().findByRole("link", { name: "a" });
  world.api.storedAlerts = [taken("a", "Luis"), taken("b", "Luis")];
  const said = { by: "Luis", at: at(60), count: 1_200 };
  await world.receive("alerts_acknowledged", { ...said, queueId: "legal_english" });
  await world.receive("alerts_acknowledged", { ...said, queueId: "legal_spanish" });
  await screen.findByText(/^Luis acknowledged 2400 alerts at /);
  await kept().findByText("All quiet");
});

test("an acknowledgement that fails says why, and the alert stays open", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a")];
  });
  const button = await screen.findByRole("button", { name: /^Acknowledge “/ });
  world.api.failure = new ApiError("No answer from http://calls.example");
  await user.click(button);
  await send();
  expect((await kept().findByRole("alert")).textContent).toContain("No answer from http://calls.example");
  expect(shown()).toEqual(["a"]);
});

test("an acknowledgement is sent after a moment, in which it can be taken back", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts?state=all", (api) => {
    api.storedAlerts = [anAlert("a", { at: at(3) }), anAlert("b", { at: at(2) }), anAlert("c", { at: at(1) })];
  });
  await user.click(await screen.findByRole("button", { name: "Acknowledge all 3" }));
  await user.click(screen.getByRole("button", { name: /^Undo: .* of call b / }));
  expect(world.api.count("acknowledge")).toBe(0);
  await waitFor(() => expect(world.api.storedAlerts.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(["Ana", undefined, "Ana"]));
  await user.click(screen.getByRole("button", { name: "Acknowledge this one" }));
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await send();
  expect(world.api.storedAlerts.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(["Ana", undefined, "Ana"]);
});

test("leaving the page sends what could still be taken back", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a")];
  });
  await user.click(await screen.findByRole("button", { name: /of call a$/ }));
  await user.click(screen.getByRole("link", { name: "Agents" }));
  await waitFor(() => expect(world.api.storedAlerts[0]?.acknowledgedBy).toBe("Ana"));
});

test("alerts hold still under the pointer, and only what was seen is acknowledged", async () => {
  iAm("Ana");
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a", { at: at(2) }), anAlert("b", { at: at(1) })];
  });
  await user.hover(await screen.findByRole("button", { name: /of call b$/ }));
  await world.receive("alert", anAlert("new", { at: at(9) }));
  await screen.findByRole("button", { name: "1 new" });
  world.api.storedAlerts = [anAlert("a", { at: at(2) }), taken("b", "Luis"), anAlert("new", { at: at(9) })];
  await world.receive("alert_acknowledged", taken("b", "Luis"));
  expect(shown()).toEqual(["a", "b"]);
  kept().getByText("No longer open");
  await user.click(screen.getByRole("button", { name: "Acknowledge this one" }));
  await send();
  await waitFor(() => expect(world.api.storedAlerts.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(["Ana", "Luis", undefined]));
  await user.click(screen.getByRole("button", { name: "1 new" }));
  await leave(user);
  await waitFor(() => expect(shown()).toEqual(["new"]));
});

test("another filter shows what it finds, with the pointer still on it", async () => {
  const user = userEvent.setup();
  await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("now"), taken("known", "Luis")];
  });
  await kept().findByRole("link", { name: "now" });
  await user.hover(kept().getByRole("radio", { name: "Acknowledged" }));
  await user.click(kept().getByRole("radio", { name: "Acknowledged" }));
  await kept().findByRole("link", { name: "known" });
  expect(shown()).toEqual(["known"]);
});

test("older alerts are loaded on demand, and survive a refetch", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = Array.from({ length: 250 }, (_, n) => anAlert(`a${n}`, { at: at(n) }));
  });
  await waitFor(() => expect(shown()).toHaveLength(100));
  kept().getByText("250 alerts");
  await user.click(screen.getByRole("button", { name: "Show older ones" }));
  await waitFor(() => expect(shown()).toHaveLength(200));
  await act(() => world.services.client.invalidateQueries());
  expect(shown()).toHaveLength(200);
  expect(new Set(shown()).size).toBe(200);
});

test("after a reconnect missed alerts are listed", async () => {
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a")];
  });
  await kept().findByRole("link", { name: "a" });
  await act(async () => world.socket.drop());
  world.api.storedAlerts = [taken("a", "Luis"), anAlert("b")];
  await act(async () => world.socket.open());
  await waitFor(() => expect(shown()).toEqual(["b"]));
});

test("an alert that arrives during a read is not lost", async () => {
  const answers: (() => void)[] = [];
  const world = await renderApp("/alerts", (api) => {
    api.storedAlerts = [anAlert("a")];
    api.before = (what) => (what === "alerts" ? new Promise((resolve) => answers.push(() => resolve(undefined))) : Promise.resolve());
  });
  // The list, the count beside the link, and two of calls over a limit.
  await waitFor(() => expect(answers).toHaveLength(4));
  world.api.before = () => Promise.resolve();
  await world.receive("alert", anAlert("b", { at: at(1) }));
  await world.receive("alert_acknowledged", taken("a", "Luis"));
  await act(async () => {
    for (const answer of answers) answer();
  });
  await waitFor(() => expect(shown()).toEqual(["b"]));
});

test("open breaches are counted in the title and beside the link", async () => {
  const world = await renderApp("/", (api) => {
    api.storedAlerts = [anAlert("a"), taken("b", "Luis"), anAlert("w", { level: "warning" })];
  });
  await waitFor(() => expect(document.title).toBe("(1) Overview · Callboard"));
  await world.receive("alert", anAlert("c"));
  await waitFor(() => expect(document.title).toBe("(2) Overview · Callboard"));
  await screen.findByRole("link", { name: /^Alerts ?, 2 open breaches$/ });
  await world.receive("alert_acknowledged", taken("a", "Luis"));
  await world.receive("alert_acknowledged", taken("c", "Luis"));
  await waitFor(() => expect(document.title).toBe("Overview · Callboard"));
});

test("screen readers announce new breaches, in batches, and no old ones", async () => {
  const world = await renderApp("/calls", (api) => {
    api.storedAlerts = [anAlert("old")];
  });
  await screen.findByRole("link", { name: /^Alerts ?, 1 open breach$/ });
  await world.receive("alert", anAlert("a"));
  await screen.findByText("1 call broke its limit");
  await world.receive("alert", anAlert("b"));
  expect(screen.queryByText("2 calls broke their limit")).toBeNull();
  screen.getByText("1 call broke its limit");
});

test("notifications are off by default, and a refusal is reported", async () => {
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

test("a queue that is not open is named, and its silence is no all-clear", async () => {
  await renderApp("/alerts?queueId=mistyped");
  await kept().findByText(/^No open queue is called “mistyped”/);
  expect((screen.getByRole("combobox", { name: "Queue" }) as HTMLSelectElement).value).toBe("mistyped");
  expect(screen.queryByText("All quiet")).toBeNull();
  await userEvent.click(kept().getByRole("link", { name: "All queues" }));
  await kept().findByText("All quiet");
  expect((screen.getByRole("combobox", { name: "Queue" }) as HTMLSelectElement).value).toBe("");
});

test("alerts of a retired queue are listed under its id", async () => {
  await renderApp("/alerts?queueId=retired&state=all", (api) => {
    api.storedAlerts = [anAlert("old", { queueId: "retired" })];
  });
  await kept().findByRole("link", { name: "old" });
  expect((screen.getByRole("combobox", { name: "Queue" }) as HTMLSelectElement).value).toBe("retired");
  kept().getByText(/^No open queue is called “retired”/);
});
