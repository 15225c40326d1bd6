import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { ApiKeyView, Change, Undelivered } from "../../contracts";
import * as golden from "../../contracts.golden";
import { ApiError } from "../../lib/api";
import { axeViolations } from "../../test/axe";
import type { FakeApi } from "../../test/fake-api";
import { ago } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const open = (path: string, answers: FakeApi["operatorAnswers"] = {}) => {
  sessionStorage.setItem("callboard.admin-key", "admin-key");
  return renderApp(`/settings/${path}`, (api) => {
    api.operatorAnswers = answers;
  });
};
const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const field = (name: string | RegExp) => screen.findByLabelText<HTMLInputElement>(name);
const press = async (name: string | RegExp) => user().click(await screen.findByRole("button", { name }));

test("every page is in the list, and one that is none says so", async () => {
  await open("system", { "GET /api/ops/system": () => golden.systemView });
  const nav = within(await screen.findByRole("navigation", { name: "Settings" }));
  expect(nav.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "Connections",
    "Queues",
    "Keys",
    "Rules",
    "Webhooks",
    "Channels",
    "Undelivered",
    "Callers",
    "Changes",
    "System",
  ]);
  expect(nav.getByRole("link", { current: "page" }).textContent).toBe("System");
  await act(async () => history.pushState(null, "", "/settings/weather"));
  await screen.findByText("There is nothing here");
});

test("a key that is refused anywhere is asked for anew", async () => {
  const { api } = await open("system", { "GET /api/ops/system": () => golden.systemView });
  await screen.findByText("Europe/Madrid");
  api.adminKeys = [];
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  await screen.findByText("The key is no longer valid. Enter another one.");
});

test("a queue is made, with what is kept of numbers and the page for who is rung", async () => {
  const typing = user();
  const made = { ...golden.queueViewSparse, id: "court", displayName: "Court" };
  const { api } = await open("queues", { "PUT /api/queues/court": () => made });
  await typing.click(await screen.findByRole("link", { name: "Make a queue" }));
  await press("Save");
  await screen.findByText("This is needed.");
  await typing.type(await field("Id"), "legal_spanish");
  await press("Save");
  await screen.findByText("There is a queue of this id.");
  await typing.clear(await field("Id"));
  await typing.type(await field("Id"), "court");
  await typing.type(await field("Name"), "Court");
  await typing.selectOptions(await field("Callers’ numbers"), "mask");
  await typing.type(await field("Page for who is rung (optional)"), "https://crm.example/?phone={{phone}");
  const issue = { path: "popUrl", message: "{phone} is not known", code: "invalid_value" };
  api.refusal = new ApiError("no", 400, { issues: [issue] } as never);
  await press("Save");
  await screen.findByText("{phone} is not known");
  expect(document.activeElement).toBe(await field("Page for who is rung (optional)"));
  expect(await axeViolations()).toEqual([]);
  api.refusal = undefined;
  api.knownQueues = [...api.knownQueues, made];
  await press("Save");
  await screen.findByRole("heading", { level: 1, name: "Court" });
  expect(api.operations.at(-1)).toEqual({
    method: "PUT",
    path: "/api/queues/court",
    body: {
      displayName: "Court",
      waitLimit: 30,
      routingLimit: 15,
      holdLimit: 60,
      shortCallLimit: 10,
      targetPercent: 80,
      wrapUpSeconds: 0,
      numbers: "mask",
      openHours: {},
      popUrl: "https://crm.example/?phone={phone}",
    },
  });
});

test("a queue is retired once that is confirmed", async () => {
  const { api } = await open("queues/legal_spanish", { "DELETE /api/queues/legal_spanish": () => golden.queueView });
  await press("Retire");
  const dialog = within(await screen.findByRole("dialog", { name: "Retire Legal, Spanish?" }));
  expect(api.operations).toEqual([]);
  await user().click(dialog.getByRole("button", { name: "Retire" }));
  await waitFor(() => expect(location.pathname).toBe("/settings/queues"));
  expect(api.operations).toEqual([{ method: "DELETE", path: "/api/queues/legal_spanish", body: undefined }]);
});

const pbx: ApiKeyView = {
  id: "7",
  name: "pbx",
  role: "ingest",
  signed: true,
  createdBy: "ops",
  createdAt: ago(90),
  lastUsedAt: ago(60),
  lag: 2.5,
};
const configured: ApiKeyView = { name: "dev", role: "ingest", signed: false };

test("a key is made and shown once", async () => {
  const typing = user();
  const { api } = await open("keys", {
    "GET /api/ops/keys": () => [configured, pbx],
    "POST /api/ops/keys": () => ({ key: pbx, secret: "cb_ingest_x", signingSecret: "whsec_y" }),
  });
  const list = within(await screen.findByRole("list", { name: "Keys" }));
  expect(list.getAllByRole("listitem")[0]?.textContent).toContain("Of the configuration");
  expect(list.getAllByRole("listitem")[1]?.textContent).toContain("2.5");
  await typing.click(screen.getByRole("link", { name: "Make a key" }));
  await typing.type(await field("Name"), "pbx");
  await typing.type(await field("Events a second (optional)"), "500");
  await typing.click(await field("With a secret to sign events with"));
  await press("Make a key");
  const made = await screen.findByRole("heading", { name: "The new key of pbx" });
  expect(document.activeElement).toBe(made);
  screen.getByText("cb_ingest_x");
  screen.getByText("whsec_y");
  expect(await axeViolations()).toEqual([]);
  expect(api.operations).toEqual([
    { method: "POST", path: "/api/ops/keys", body: { name: "pbx", role: "ingest", eventsPerSecond: 500, signed: true } },
  ]);
  await press("I have it");
  expect(screen.queryByText("cb_ingest_x")).toBeNull();
});

test("a key is replaced: another is made, and the old one ends later", async () => {
  const { api } = await open("keys", {
    "GET /api/ops/keys": () => [pbx],
    "POST /api/ops/keys": () => ({ key: pbx, secret: "cb_ingest_x" }),
    "PUT /api/ops/keys/7/expiry": () => pbx,
  });
  await press(/^Replace/);
  const dialog = within(await screen.findByRole("dialog", { name: "Replace a key of pbx?" }));
  await user().selectOptions(dialog.getByLabelText("This one ends"), "week");
  await user().click(dialog.getByRole("button", { name: "Replace" }));
  await screen.findByText("cb_ingest_x");
  expect(api.operations.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/ops/keys", "PUT /api/ops/keys/7/expiry"]);
  expect(api.operations[0]?.body).toEqual({ name: "pbx", role: "ingest", signed: true });
  const { expiresAt } = (api.operations[1]?.body ?? {}) as { expiresAt: string };
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(167 * 3_600_000);
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThan(169 * 3_600_000);
});

test("a key is revoked once that is confirmed, and why it can't be is said", async () => {
  const { api } = await open("keys", { "GET /api/ops/keys": () => [pbx], "DELETE /api/ops/keys/7": () => pbx });
  api.refusal = new ApiError("There is no key of this id, or it is revoked", 404);
  for (const _ of ["refused", "done"]) {
    await press(/^Revoke/);
    await user().click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Revoke" }));
    if (api.refusal !== undefined) await screen.findByText("There is no key of this id, or it is revoked");
    api.refusal = undefined;
  }
  expect(api.operations).toHaveLength(2);
  await waitFor(() => expect(screen.queryByText("There is no key of this id, or it is revoked")).toBeNull());
});

const message = (id: number): Undelivered => ({ ...golden.undelivered, id, callId: `call-${id}` });

test("what was not delivered is sent again or dropped, one or all of the page", async () => {
  let left = [message(1), message(2), message(3)];
  const done = (id: number) => () => {
    left = left.filter((each) => each.id !== id);
  };
  const { api } = await open("undelivered", {
    "GET /api/ops/undelivered": () => left,
    "GET /api/ops/parked?state=rejected": () => [{ ...golden.parkedEvent, callId: "early" }],
    "POST /api/ops/undelivered/1/replay": done(1),
    "DELETE /api/ops/undelivered/2": done(2),
    "DELETE /api/ops/undelivered/3": () => {
      done(3)();
      throw new ApiError("somebody was faster", 404);
    },
  });
  await press("Send again call-1");
  await waitFor(() => expect(screen.queryByText("call-1", { selector: "a" })).toBeNull());
  expect(await axeViolations()).toEqual([]);
  await press("Drop these 2");
  const dialog = within(await screen.findByRole("dialog", { name: "Drop 2 messages?" }));
  await user().click(dialog.getByRole("button", { name: "Drop" }));
  await screen.findByText("Everything was delivered.");
  expect(api.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /api/ops/undelivered/1/replay",
    "DELETE /api/ops/undelivered/2",
    "DELETE /api/ops/undelivered/3",
  ]);
});

test("a caller is erased when the number is typed again, and what goes is said before", async () => {
  const typing = user();
  const path = `/api/ops/callers/${encodeURIComponent("+34 600")}`;
  const { api } = await open("callers", {
    [`GET ${path}`]: () => ({ calls: 2 }),
    [`DELETE ${path}`]: () => ({ calls: 2, events: 2, messages: 1 }),
  });
  await typing.type(await field("Number"), "+34 600");
  await press("Look");
  await screen.findByText("2 calls have this number.");
  await typing.type(await field("The number again"), "34601");
  await press("Erase");
  await screen.findByText("This is another number.");
  expect(api.operations).toEqual([]);
  expect(await axeViolations()).toEqual([]);
  await typing.clear(await field("The number again"));
  await typing.type(await field("The number again"), "(34) 600");
  await press("Erase");
  await screen.findByText("Erased from 2 calls.");
  expect(api.operations).toEqual([{ method: "DELETE", path, body: undefined }]);
});

const change: Change = {
  ...golden.change,
  name: "legal_spanish",
  before: { waitLimit: 30, displayName: "Legal" },
  after: { waitLimit: 20, displayName: "Legal" },
};

test("changes say who changed what, and lead to those of one thing and to older ones", async () => {
  const typing = user();
  await open("changes", {
    "GET /api/ops/changes": () => ({ data: [change], nextCursor: "c" }),
    "GET /api/ops/changes?cursor=c": () => ({ data: [{ id: 1, at: ago(9), by: "eva", kind: "caller", after: { calls: 2 } }] }),
    "GET /api/ops/changes?kind=queue&name=legal_spanish": () => ({ data: [change] }),
  });
  const [item] = within(await screen.findByRole("list", { name: "Changes" })).getAllByRole("listitem");
  expect(item?.textContent).toContain("ops");
  expect(item?.textContent).toContain("waitLimitbefore 30 → then 20");
  expect(item?.textContent).not.toContain("displayName");
  await press("Older ones");
  await screen.findByText("erased a caller");
  expect(screen.queryByRole("button", { name: "Older ones" })).toBeNull();
  expect(await axeViolations()).toEqual([]);
  await typing.click(screen.getByRole("link", { name: "legal_spanish" }));
  await screen.findByText("Of legal_spanish");
  expect(location.search).toBe("?kind=queue&name=legal_spanish");
});

test("the system says whether the database is as the version expects it", async () => {
  const { api } = await open("system", { "GET /api/ops/system": () => golden.systemView });
  await screen.findByText("As this version expects it");
  expect(await axeViolations()).toEqual([]);
  api.operatorAnswers["GET /api/ops/system"] = () => ({ ...golden.systemView, databaseMigration: "40" });
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  await screen.findByText(/^This version expects 32: a newer one runs/);
});
